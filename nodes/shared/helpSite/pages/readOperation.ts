import { outlineOf, type Block, type Passage } from '../html/outline';
import { operationNameOf } from './operationName';
import { pageTypeOf } from './pageType';
import { beforeCollection, isNoSummary, saysNone, sectionOf, type Section } from './pageWords';
import { isParameterTable, readParameterTable } from './parameterTable';
import type { OperationPage, PageContent, PageFields, PageType, Sample } from './types';

const UNSEEN: PageFields = { fields: [], complete: false };

type Sections = Partial<Readonly<Record<Section, number>>>;

/** Where the sections begin, by the words of their headings. */
function worded(blocks: readonly Block[]): Sections {
	const found: Partial<Record<Section, number>> = {};
	for (const [place, block] of blocks.entries()) {
		const section = block.kind === 'heading' ? sectionOf(block.text) : undefined;
		if (section !== undefined) found[section] ??= place;
	}
	return found;
}

/** Where they begin by the layout: two parts, about the request and the response, each with its own. */
function laidOut(blocks: readonly Block[], start: number): Sections {
	const title = blocks[start];
	if (title?.kind !== 'heading') return {};
	const headings = [...blocks.entries()]
		.slice(start + 1)
		.flatMap(([place, block]) =>
			block.kind === 'heading' && block.level <= title.level + 2
				? [{ place, depth: block.level - title.level }]
				: [],
		);
	if (
		headings
			.map(({ depth }) => depth)
			.join('')
			.search(/^1222?122?$/) < 0
	)
		return {};
	const second = headings.findLastIndex(({ depth }) => depth === 1);
	const [, uriParameters, body, requestSamples] = headings.slice(0, second);
	const [, response, responseSamples] = headings.slice(second);
	return Object.fromEntries(
		Object.entries({ uriParameters, body, requestSamples, response, responseSamples })
			.filter(([, heading]) => heading !== undefined)
			.map(([section, heading]) => [section, heading?.place]),
	);
}

/** The blocks of a section, up to the next heading; with `deep`, up to the next of the same level. */
function under(
	blocks: readonly Block[],
	start: number | undefined,
	deep = false,
): readonly Block[] | undefined {
	const opening = blocks[start ?? -1];
	if (start === undefined || opening?.kind !== 'heading') return undefined;
	const rest = blocks.slice(start + 1);
	const end = rest.findIndex(
		(block) => block.kind === 'heading' && (!deep || block.level <= opening.level),
	);
	return end === -1 ? rest : rest.slice(0, end);
}

function isNone(section: readonly Block[]): boolean {
	return (
		!section.some(isParameterTable) &&
		section.some((block) => block.kind === 'text' && saysNone(block.text))
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
	const before = beforeCollection(rest);
	const element = pageTypeOf(name, links);
	if (element.kind === 'unread') return undefined;
	return before === undefined
		? { before: rest, type: element }
		: { before, type: { kind: 'collection', of: element } };
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
	return isNoSummary(summary) ? '' : summary;
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
		const known = worded(blocks);
		const sections = Object.keys(known).length > 0 ? known : laidOut(blocks, place);
		const body = contentIn(under(blocks, sections.body));
		const response = contentIn(under(blocks, sections.response));
		return {
			...name,
			summary: summaryIn(blocks, place),
			uriParameters: fieldsIn(under(blocks, sections.uriParameters)),
			...(body && { body }),
			...(response && { response }),
			requestSamples: samplesIn(under(blocks, sections.requestSamples, true)),
			responseSamples: samplesIn(under(blocks, sections.responseSamples, true)),
		};
	}
	return undefined;
}
