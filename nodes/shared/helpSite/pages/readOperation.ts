import { outlineOf, type Block, type Passage } from '../html/outline';
import { operationNameOf } from './operationName';
import { pageTypeOf } from './pageType';
import { isParameterTable, readParameterTable } from './parameterTable';
import type { OperationPage, PageContent, PageFields, PageType, Sample } from './types';

/** The headings of the framework's standard layout. */
const SECTIONS = {
	uriParameters: 'uri parameters',
	body: 'body parameters',
	response: 'resource description',
	requestSamples: 'request formats',
	responseSamples: 'response formats',
} as const;

const NO_SUMMARY = /^no documentation available\.?$/i;
const NONE = /^none\.?$/i;
const UNSEEN: PageFields = { fields: [], complete: false };

/**
 * The blocks under a heading, up to the next one; with `deep`, up to the next of the same level.
 */
function under(
	blocks: readonly Block[],
	heading: string,
	deep = false,
): readonly Block[] | undefined {
	const start = blocks.findIndex(
		(block) => block.kind === 'heading' && block.text.toLowerCase() === heading,
	);
	const opening = blocks[start];
	if (opening?.kind !== 'heading') return undefined;
	const rest = blocks.slice(start + 1);
	const end = rest.findIndex(
		(block) => block.kind === 'heading' && (!deep || block.level <= opening.level),
	);
	return end === -1 ? rest : rest.slice(0, end);
}

function isNone(section: readonly Block[]): boolean {
	return (
		!section.some(isParameterTable) &&
		section.some((block) => block.kind === 'text' && NONE.test(block.text))
	);
}

function fieldsIn(section: readonly Block[] | undefined): PageFields {
	if (section === undefined) return UNSEEN;
	if (isNone(section)) return { fields: [], complete: true };
	const table = section.find(isParameterTable);
	return table === undefined ? UNSEEN : readParameterTable(table);
}

/** Reads the body or response: text, model's name and table; undefined if the page says "None." */
function contentIn(section: readonly Block[] | undefined): PageContent | undefined {
	if (section === undefined) {
		return { description: '', type: { kind: 'unread', text: '' }, ...UNSEEN };
	}
	if (isNone(section)) return undefined;
	const texts = section.filter((block) => block.kind === 'text');
	const naming = texts.map(namingIn);
	const place = naming.findLastIndex((named) => named !== undefined);
	const description = texts
		.map(({ text }, at) => (at === place ? (naming[at]?.before ?? '') : text))
		.filter((text) => text !== '')
		.join(' ');
	const table = section.find(isParameterTable);
	return {
		description,
		type: naming[place]?.type ?? { kind: 'unread', text: '' },
		...(table === undefined ? UNSEEN : readParameterTable(table)),
	};
}

const COLLECTION_OF = 'collection of';

interface Naming {
	readonly before: string;
	readonly type: PageType;
}

/** The type that a text names: the whole text, or its end if a paragraph was not closed. */
function namingIn({ text, links }: Passage): Naming | undefined {
	const type = pageTypeOf(text, links);
	if (type.kind !== 'unread') return { before: '', type };
	const name = links.length === 1 ? (links[0]?.text ?? '') : '';
	if (name === '' || !text.endsWith(name)) return undefined;
	const rest = text.slice(0, -name.length).trimEnd();
	const isCollection = rest.toLowerCase().endsWith(COLLECTION_OF);
	const element = pageTypeOf(name, links);
	if (element.kind === 'unread') return undefined;
	return isCollection
		? {
				before: rest.slice(0, -COLLECTION_OF.length).trimEnd(),
				type: { kind: 'collection', of: element },
			}
		: { before: rest, type: element };
}

/**
 * Reads the samples. A heading names the media types, and the sample follows it, if there is one.
 */
function samplesIn(section: readonly Block[] = []): readonly Sample[] {
	const parts = section.filter(({ kind }) => kind === 'sample' || kind === 'heading');
	return parts.flatMap((block, place) => {
		if (block.kind !== 'heading' || !block.text.includes('/')) return [];
		const mediaTypes = block.text
			.replace(/^[^/]*:\s*/, '')
			.split(',')
			.map((type) => type.trim());
		const next = parts[place + 1];
		return [{ mediaTypes, ...(next?.kind === 'sample' ? { text: next.text.trim() } : {}) }];
	});
}

function summaryIn(blocks: readonly Block[], start: number): string {
	const next = blocks[start + 1];
	const summary = next?.kind === 'text' ? next.text : '';
	return NO_SUMMARY.test(summary) ? '' : summary;
}

/**
 * Reads an operation's page. Parts that are missing or unreadable are marked incomplete, never
 * guessed.
 *
 * @returns undefined if it is not an operation's page
 */
export function readOperation(page: string): OperationPage | undefined {
	const blocks = outlineOf(page);
	for (const [place, block] of blocks.entries()) {
		const name = block.kind === 'heading' ? operationNameOf(block.text) : undefined;
		if (name === undefined) continue;
		const body = contentIn(under(blocks, SECTIONS.body));
		const response = contentIn(under(blocks, SECTIONS.response));
		return {
			...name,
			summary: summaryIn(blocks, place),
			uriParameters: fieldsIn(under(blocks, SECTIONS.uriParameters)),
			...(body && { body }),
			...(response && { response }),
			requestSamples: samplesIn(under(blocks, SECTIONS.requestSamples, true)),
			responseSamples: samplesIn(under(blocks, SECTIONS.responseSamples, true)),
		};
	}
	return undefined;
}
