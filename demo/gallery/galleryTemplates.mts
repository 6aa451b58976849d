import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { projectFolder } from '../../tools/projectFolder.js';
import { parseWorkflow, type Workflow } from '../n8nClient.mts';
import { CATEGORIES, FINNISH_CATEGORY } from './categories.mts';

/** The pages that present the templates; a second-level heading and a link or mark for each. */
const PAGE = readFileSync(join(projectFolder, 'docs/TEMPLATES.md'), 'utf8');
const FINNISH_PAGE = readFileSync(join(projectFolder, 'guide/pages/mallityonkulut.md'), 'utf8');
const { repository } = z
	.object({ repository: z.object({ url: z.string() }) })
	.parse(JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')));
const ONLINE = repository.url.replace(/^git\+|\.git$/g, '');

const FOLDER = join(projectFolder, 'templates');
/** A name, and n8n's own name of an icon or the path at which n8n serves it. */
const nodeTable = z.record(
	z.object({ displayName: z.string(), icon: z.string(), iconColor: z.string().optional() }),
);
const CORE_NODES = nodeTable.parse(
	JSON.parse(readFileSync(join(projectFolder, 'demo/gallery/nodes.json'), 'utf8')),
);
const OWN_ICON = `data:image/svg+xml;base64,${readFileSync(join(projectFolder, 'icons/tampuuri.svg'), 'base64')}`;
const NOTE = 'n8n-nodes-base.stickyNote';

/** The folder of the Finnish twins, which have a category of their own. */
const FINNISH = 'fi/';
/** Where the guide is published. */
const GUIDE = 'https://n8n-nodes-tampuuri.github.io/n8n-nodes-tampuuri/';

/** A step as the cards and the preview of n8n's gallery show it. */
interface GalleryNode {
	id: number;
	name: string;
	displayName: string;
	defaults: { name: string };
	/** n8n's own icon, or the path at which n8n serves a file, or the file. */
	icon?: string;
	iconColor?: string | undefined;
	iconUrl?: string;
	iconData?: { type: 'file'; fileBuffer: string };
	categories: [];
}

/** A ready workflow as n8n's gallery presents it. */
export interface GalleryTemplate {
	/** The same as long as the file keeps its name. */
	id: number;
	/** The file's path below templates/, without its extension: `maintenance`, `fi/maintenance`. */
	key: string;
	name: string;
	/** When its file was changed. */
	createdAt: string;
	/** Markdown. */
	description: string;
	categories: string[];
	nodes: GalleryNode[];
	workflow: Workflow;
}

/** A positive number that belongs to a text. */
const numberOf = (text: string) => crc32(text);

/** n8n's number of a category. */
export const categoryNumber = (name: string): number => numberOf(name) % 100_000;

/**
 * Reads every workflow of templates/, then its Finnish twin, with what its page says about it.
 *
 * @param adapt changes a file's text first
 * @throws Error when a file is not a workflow
 */
export function galleryTemplates(adapt: (text: string) => string = (text) => text) {
	const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
	const keys = files.map((file) => basename(file, '.json'));
	return [...keys, ...keys.map((key) => FINNISH + key)].map((key): GalleryTemplate => {
		const path = join(FOLDER, `${key}.json`);
		const workflow = parseWorkflow(adapt(readFileSync(path, 'utf8')));
		return {
			id: numberOf(key),
			key,
			name: workflow.name,
			createdAt: statSync(path).mtime.toISOString(),
			description: descriptionOf(key),
			categories: categoriesOf(key),
			nodes: nodesOf(workflow),
			workflow,
		};
	});
}

function categoriesOf(key: string): string[] {
	if (key.startsWith(FINNISH)) return [FINNISH_CATEGORY];
	return Object.keys(CATEGORIES).filter((name) => CATEGORIES[name]?.includes(key));
}

/** Its section of the page, with the picture that n8n is given beside and links that work anywhere. */
function descriptionOf(key: string): string {
	if (key.startsWith(FINNISH)) return finnishDescriptionOf(key.slice(FINNISH.length));
	const link = `(../templates/${key}.json)`;
	const section = PAGE.split(/^## .*$/m).find((text) => text.includes(link)) ?? '';
	const [, ...paragraphs] = section.trim().split('\n\n');
	return paragraphs
		.join('\n\n')
		.replace(/!\[([^\]]*)\]\([^)]*\)/, '![$1](fileId:1)')
		.replaceAll(/\]\((#[^)]*)\)/g, `](${ONLINE}/blob/main/docs/TEMPLATES.md$1)`)
		.replaceAll(/\]\(([A-Z][\w-]*\.md[^)]*)\)/g, `](${ONLINE}/blob/main/docs/$1)`);
}

function finnishDescriptionOf(key: string): string {
	const mark = `<!-- template ${key} -->`;
	const [, section = ''] =
		FINNISH_PAGE.split(mark)[0]
			?.split(/^## .*$/m)
			.slice(-2) ?? [];
	return `${section.trim()}\n\n![](fileId:1)`.replaceAll(
		/\]\(\.\/([\w-]+)\.md(#[^)]*)?\)/g,
		(_all, page: string, place = '') => `](${GUIDE}${page}.html${place})`,
	);
}

/** Its kinds of steps, each once. */
function nodesOf({ nodes }: Workflow): GalleryNode[] {
	const types = [...new Set(nodes.map(({ type }) => type))].filter((type) => type !== NOTE);
	return types.map((type) => {
		const known = CORE_NODES[type] ?? { displayName: 'Tampuuri', icon: OWN_ICON };
		const { displayName } = known;
		const node = { id: numberOf(type), name: type, displayName, defaults: { name: displayName } };
		return { ...node, ...iconOf(known), categories: [] };
	});
}

function iconOf({
	icon,
	iconColor,
}: z.infer<typeof nodeTable>[string]): Pick<
	GalleryNode,
	'icon' | 'iconColor' | 'iconUrl' | 'iconData'
> {
	if (icon.startsWith('icons/')) return { iconUrl: icon };
	return icon.startsWith('data:')
		? { iconData: { type: 'file', fileBuffer: icon } }
		: { icon, iconColor };
}
