import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
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

/** The names of a record's own ID (assumed for parties: EVIDENCE.md#persons). */
export const IDS: readonly string[] = ['Id', 'OsapuoliId'];

/** The keys of a row that are wanted, in any letter case, spelled as in the row. */
function picked(row: IDataObject, keys: readonly string[]): IDataObject {
	const spellingOf = (wanted: string) =>
		Object.hasOwn(row, wanted)
			? wanted
			: Object.keys(row).find((key) => key.toLowerCase() === wanted.toLowerCase());
	const found = keys.map(spellingOf).filter((key) => key !== undefined);
	if (found.length === 0) return {};
	// Without its ID, a next step can do nothing with a row.
	const ids = IDS.filter((key) => Object.hasOwn(row, key) && !found.includes(key));
	return Object.fromEntries([...ids, ...found].map((key) => [key, row[key]]));
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
