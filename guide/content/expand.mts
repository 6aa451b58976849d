import { messagesMarkdown } from './messages.mts';
import { numbers, plansTable, pollingTable, webhooksCheaperList } from './prices.mts';
import { escaped } from './repository.mts';
import {
	certificateTemplate,
	template,
	workflowBlock,
	workflowOfPage,
	type GuideWorkflow,
} from './workflows.mts';

const PICTURES = '../../docs/images';

/** Mark `<!-- workflow … -->`: a workflow that other files of the repository hold. */
const WORKFLOWS: Readonly<Record<string, (name: string) => GuideWorkflow>> = {
	workflow: workflowOfPage,
	template,
	certificate: certificateTemplate,
};

/** Marks that stand for Markdown made of the product's own sources. */
const TEXTS: Readonly<Record<string, (...given: string[]) => string>> = {
	messages: messagesMarkdown,
	plans: plansTable,
	polling: pollingTable,
	'webhooks-cheaper': webhooksCheaperList,
	...numbers,
};

const MARK = /<!-- ([a-z-]+)((?: [^\s>]+)*) -->/g;
const PICTURE = /^!\[([^\]]*)\]\(([^)\s]+\.png)\)$/gm;

/** The workflow a mark stands for; undefined when it stands for something else. */
function workflowAt(name: string, given: readonly string[]): GuideWorkflow | undefined {
	return WORKFLOWS[name]?.(given[0] ?? '');
}

/** The picture of a ready workflow, named after the heading above it. */
function pictureOf(key: string, above: string): string {
	const heading =
		above
			.match(/^## .+$/gm)
			?.at(-1)
			?.slice('## '.length) ?? 'Työnkulku';
	const alt = escaped(`${heading}, n8n:n editorissa`);
	return `<FullPicture src="${PICTURES}/templates/fi/${key}.png" alt="${alt}" />\n\n`;
}

/**
 * A page with everything that its marks stand for.
 *
 * @param isForSearch leaves out the workflows' texts, which nobody searches for
 * @throws Error when a mark is unknown or what it names does not exist
 */
export function expanded(source: string, isForSearch = false): string {
	return source
		.replace(PICTURE, (_all, alt: string, src: string) => {
			return `<FullPicture src="${src}" alt="${escaped(alt)}" />`;
		})
		.replace(MARK, (_all, name: string, rest: string, place: number, page: string) => {
			const given = rest.trim().split(' ');
			const workflow = workflowAt(name, given);
			if (workflow !== undefined) {
				if (isForSearch) return '';
				const picture = name === 'template' ? pictureOf(given[0] ?? '', page.slice(0, place)) : '';
				return picture + workflowBlock(workflow);
			}
			const text = TEXTS[name];
			if (text === undefined) throw new Error(`Nothing is known of the mark "${name}"`);
			return text(...given);
		});
}

/** The workflows that a page's marks stand for. */
export function workflowsIn(source: string): GuideWorkflow[] {
	return [...source.matchAll(MARK)].flatMap(([, name = '', rest = '']) => {
		return workflowAt(name, rest.trim().split(' ')) ?? [];
	});
}
