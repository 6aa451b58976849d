import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import GithubSlugger from 'github-slugger';
import markdownIt from 'markdown-it';
import { projectFolder } from '../../tools/projectFolder.js';

type Token = ReturnType<ReturnType<typeof markdownIt>['parse']>[number];

/** A fenced block: what stands behind the fence, `json workflow` for example, and in it. */
export interface CodeBlock {
	readonly file: string;
	readonly line: number;
	readonly kind: string;
	readonly content: string;
}

/** A Markdown file of the repository. */
export interface Page {
	/** From the project's folder. */
	readonly file: string;
	readonly text: string;
	readonly blocks: readonly CodeBlock[];
	/** The anchors GitHub gives its headings. */
	readonly anchors: readonly string[];
	/** Addresses of links and pictures. */
	readonly links: readonly string[];
	/** Texts in backticks. */
	readonly codes: readonly string[];
	/** Texts in bold or italics, of tables too. */
	readonly names: readonly string[];
	/** Cells of backticks alone in the first column of tables. */
	readonly quotedMessages: readonly string[];
}

const markdown = markdownIt({ html: true });

function blocksIn(file: string, tokens: readonly Token[]): CodeBlock[] {
	return tokens
		.filter(({ type }) => type === 'fence' || type === 'code_block')
		.map(({ info, content, map }) => ({
			file,
			line: (map?.[0] ?? 0) + 1,
			kind: info.trim(),
			content,
		}));
}

function inlineTokens(tokens: readonly Token[]): Token[] {
	return tokens.flatMap(({ children }) => children ?? []);
}

function plainText(tokens: readonly Token[]): string {
	return tokens
		.filter(({ type }) => ['text', 'code_inline', 'softbreak'].includes(type))
		.map(({ type, content }) => (type === 'softbreak' ? ' ' : content))
		.join('');
}

function anchorsIn(tokens: readonly Token[]): string[] {
	const slugger = new GithubSlugger();
	return tokens
		.filter((_token, index) => tokens[index - 1]?.type === 'heading_open')
		.map(({ children }) => slugger.slug(plainText(children ?? [])));
}

/** What stands between an opening mark and its end. */
function marked(tokens: readonly Token[], mark: 'strong' | 'em'): string[] {
	return tokens.flatMap((token, index) => {
		if (token.type !== `${mark}_open`) return [];
		const rest = tokens.slice(index + 1);
		return plainText(
			rest.slice(
				0,
				rest.findIndex(({ type }) => type === `${mark}_close`),
			),
		);
	});
}

function linksIn(inline: readonly Token[]): string[] {
	return inline.flatMap((token) => {
		const address = token.attrGet('href') ?? token.attrGet('src');
		return address === null ? [] : String(address);
	});
}

function messagesIn(tokens: readonly Token[]): string[] {
	return tokens.flatMap(({ children }, index) => {
		const isFirstCell =
			tokens[index - 1]?.type === 'td_open' && tokens[index - 2]?.type === 'tr_open';
		const [only, ...others] = children ?? [];
		return isFirstCell && only?.type === 'code_inline' && others.length === 0 ? only.content : [];
	});
}

function readPage(file: string): Page {
	const text = readFileSync(join(projectFolder, file), 'utf8');
	const tokens = markdown.parse(text, {});
	const inline = inlineTokens(tokens);
	return {
		file,
		text,
		blocks: blocksIn(file, tokens),
		anchors: anchorsIn(tokens),
		links: linksIn(inline),
		codes: inline.filter(({ type }) => type === 'code_inline').map(({ content }) => content),
		names: [...marked(inline, 'strong'), ...marked(inline, 'em')],
		quotedMessages: messagesIn(tokens),
	};
}

const NOT_OURS = /(^|\/)(node_modules|dist|coverage)(\/|$)/;

/** Every Markdown file of the repository. */
export const pages: readonly Page[] = globSync('**/*.md', {
	cwd: projectFolder,
	exclude: (name) => NOT_OURS.test(String(name)),
})
	.map((file) => file.replaceAll('\\', '/'))
	.sort()
	.map(readPage);

/** @throws when there is no such page */
export function pageOf(file: string): Page {
	const page = pages.find((one) => one.file === file);
	if (page === undefined) throw new Error(`There is no ${file}`);
	return page;
}

/** The fenced blocks of all pages that have one of these kinds. */
export function blocksOf(...kinds: readonly string[]): CodeBlock[] {
	return pages.flatMap(({ blocks }) => blocks).filter(({ kind }) => kinds.includes(kind));
}
