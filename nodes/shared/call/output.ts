import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	IPairedItemData,
	NodeExecutionHint,
} from 'n8n-workflow';
import { maskedValue } from '../errors/redaction';
import { commaSeparated } from '../foreignValues';
import { simpleKeysOf, type Row } from '../catalogue';
import type { ParameterSource } from './options';

/**
 * Whether an AI agent called the node. Newer agents run the node's tool variant like any other
 * node, so that `isToolExecution` is false; the variant's type ends in `Tool`.
 */
export function runsAsTool(
	context: Pick<IExecuteFunctions, 'isToolExecution' | 'getNode'>,
): boolean {
	return context.isToolExecution() || context.getNode().type.endsWith('Tool');
}

/** What the choice of output is read from. */
export type ShapeSource = ParameterSource & Parameters<typeof runsAsTool>[0];

/** Turns a row of the API into an item's json. */
export type ShapeRow = (row: IDataObject) => IDataObject;

/** The keys of a row that are wanted, in any letter case, spelled as in the row. */
function picked(row: IDataObject, keys: readonly string[]): IDataObject {
	const spellingOf = (wanted: string) =>
		Object.hasOwn(row, wanted)
			? wanted
			: Object.keys(row).find((key) => key.toLowerCase() === wanted.toLowerCase());
	const found = keys.map(spellingOf).filter((key) => key !== undefined);
	return Object.fromEntries(found.map((key) => [key, row[key]]));
}

function keysWanted(
	context: ShapeSource,
	itemIndex: number,
	operation: Row,
): readonly string[] | undefined {
	const simpleKeys = simpleKeysOf(operation);
	if (runsAsTool(context)) {
		const output = context.getNodeParameter('output', itemIndex, 'simplified');
		if (output === 'selectedFields') {
			return commaSeparated(context.getNodeParameter('selectedFields', itemIndex, ''));
		}
		return output === 'raw' ? undefined : simpleKeys;
	}
	if (simpleKeys === undefined) return undefined;
	return context.getNodeParameter('simplify', itemIndex, true) === true ? simpleKeys : undefined;
}

/** Reads how to shape rows: which fields to keep, and whether to mask identity codes. */
export function readShape(context: ShapeSource, itemIndex: number, operation: Row): ShapeRow {
	const keys = keysWanted(context, itemIndex, operation);
	const { maskIdentityCodes } = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const mask = maskIdentityCodes ?? runsAsTool(context);
	const pick: ShapeRow = keys === undefined ? (row) => row : (row) => picked(row, keys);
	return mask === true ? (row) => maskedValue(pick(row)) as IDataObject : pick;
}

/** A row's files under the name in the row, where it may be masked. */
export function underNameIn({ fileName }: IDataObject, files: IBinaryKeyData): IBinaryKeyData {
	if (typeof fileName !== 'string') return files;
	const named = Object.entries(files).map(([key, file]) => [key, { ...file, fileName }]);
	return Object.fromEntries(named) as IBinaryKeyData;
}

/** Characters of JSON that a model is shown of one call. It pays for each and loses its way. */
const MOST_CHARACTERS = 40_000;

function firstThatFit(items: readonly INodeExecutionData[]): INodeExecutionData[] {
	let left = MOST_CHARACTERS;
	const end = items.findIndex(
		({ json }, place) => (left -= JSON.stringify(json).length) < 0 && place > 0,
	);
	return items.slice(0, end < 0 ? items.length : end);
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
	const shown = firstThatFit(items);
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
	notices.push(...hints.map(({ message }) => message));
	const json = { notice: notices.join(' ') };
	return notices.length === 0 ? shown : [...shown, { json, pairedItem }];
}
