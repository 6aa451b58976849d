import type {
	IDataObject,
	INodeExecutionData,
	IPairedItemData,
	NodeExecutionHint,
} from 'n8n-workflow';
import { IDS } from './output';

/** Bytes of JSON that a model is shown of one call. It pays for each and loses its way. */
const MOST_BYTES = 8_000;

/** What is kept at least of a value that is too long. */
const SHORTEST_VALUE = 100;

/** More names of fields in a notice help nobody. */
const MOST_NAMES = 20;

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value) ?? '');

/** The beginning of a text that takes so many bytes of JSON, where line breaks and quotes take more. */
function beginning(text: string, bytes: number): string {
	const start = Buffer.from(text.slice(0, bytes));
	for (let end = bytes; ; ) {
		const cut = `${start
			.subarray(0, end)
			.toString('utf8')
			.replace(/\uFFFD$/, '')}…`;
		const taken = bytesOf(cut);
		if (taken <= bytes) return cut;
		end = Math.floor((0.95 * end * bytes) / taken);
	}
}

/** A row's fields, those with its ID first: they are never left out. */
function idsFirst(row: IDataObject): Array<[string, IDataObject[string]]> {
	const isId = ([key]: [string, unknown]) => Number(IDS.includes(key));
	return Object.entries(row).toSorted((one, other) => isId(other) - isId(one));
}

/** A row with its long values cut, and the names of their fields. */
function fitted(row: IDataObject): { readonly row: IDataObject; readonly cut: string[] } {
	if (bytesOf(row) <= MOST_BYTES) return { row, cut: [] };
	const entries = idsFirst(row);
	const share = Math.max(SHORTEST_VALUE, Math.floor((0.9 * MOST_BYTES) / entries.length));
	const cut: string[] = [];
	let left = 0.95 * MOST_BYTES;
	const kept = entries.flatMap(([key, value]): Array<[string, IDataObject[string]]> => {
		const isLong = bytesOf(value) > share;
		if (isLong) cut.push(key);
		const text = typeof value === 'string' ? value : JSON.stringify(value);
		const shown = isLong ? beginning(text, share) : value;
		left -= bytesOf(key) + bytesOf(shown);
		if (left >= 0) return [[key, shown]];
		if (!isLong) cut.push(key);
		return [];
	});
	return { row: Object.fromEntries(kept), cut };
}

function firstThatFit(items: readonly INodeExecutionData[]): INodeExecutionData[] {
	let left = MOST_BYTES;
	const end = items.findIndex(({ json }, place) => (left -= bytesOf(json)) < 0 && place > 0);
	return items.slice(0, end < 0 ? items.length : end);
}

function cutText(names: readonly string[]): string {
	const more = names.length > MOST_NAMES ? ' …' : '';
	return `These fields are too long and were cut: ${names.slice(0, MOST_NAMES).join(', ')}${more}. Select fewer fields to see more of each.`;
}

/**
 * What an AI model is shown of an item's results: as much as it can use, and as a last row what a
 * person would see in hints. A model sees none, and an empty list as nothing at all.
 *
 * @param limit maximum number of rows that were asked for
 */
export function shownToModel(
	items: readonly INodeExecutionData[],
	hints: readonly NodeExecutionHint[],
	limit: number | undefined,
	pairedItem: IPairedItemData,
): INodeExecutionData[] {
	const cut = new Set<string>();
	const shown = firstThatFit(items).map((item): INodeExecutionData => {
		const { row, cut: names } = fitted(item.json);
		for (const name of names) cut.add(name);
		return { ...item, json: row };
	});
	const notices: string[] = [];
	if (items.length === 0) notices.push('No rows were found.');
	else if (items.every(({ json }) => Object.keys(json).length === 0)) {
		notices.push('The rows have none of the selected fields.');
	}
	if (shown.length < items.length) {
		notices.push(
			`Only the first ${shown.length} of ${items.length} rows are shown. Use filters, a smaller limit or selected fields to see what you need.`,
		);
	} else if (items.length === limit) {
		notices.push(`These are the first ${limit} rows. Use filters if you need others.`);
	}
	if (cut.size > 0) notices.push(cutText([...cut]));
	notices.push(...hints.map(({ message }) => message));
	const json = { notice: notices.join(' ') };
	return notices.length === 0 ? shown : [...shown, { json, pairedItem }];
}
