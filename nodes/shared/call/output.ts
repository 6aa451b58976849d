import type { IDataObject } from 'n8n-workflow';
import { withoutIdentityCodes } from '../errors/redaction';
import { simpleKeysOf, type Composite, type Operation } from '../catalogue';
import type { ParameterSource } from './parameters';
import { runsAsTool } from './runsAsTool';

/** Where a shape is read from. */
export type ShapeSource = ParameterSource & Parameters<typeof runsAsTool>[0];

/** How a row of the API becomes an item's json. */
export type ShapeRow = (row: IDataObject) => IDataObject;

function picked(row: IDataObject, keys: readonly string[]): IDataObject {
	return Object.fromEntries(keys.filter((key) => key in row).map((key) => [key, row[key]]));
}

function masked<Value>(value: Value): Value {
	if (typeof value === 'string') return withoutIdentityCodes(value) as Value;
	if (Array.isArray(value)) return value.map(masked) as Value;
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([key, inner]) => [key, masked<unknown>(inner)]);
	return Object.fromEntries(entries) as Value;
}

function keysWanted(
	context: ShapeSource,
	itemIndex: number,
	operation: Operation | Composite,
): readonly string[] | undefined {
	const simpleKeys = simpleKeysOf(operation);
	if (runsAsTool(context)) {
		const output = context.getNodeParameter('output', itemIndex, 'simplified');
		if (output === 'selectedFields') {
			const fields = String(context.getNodeParameter('selectedFields', itemIndex, ''));
			return fields.split(',').map((field) => field.trim());
		}
		return output === 'raw' ? undefined : simpleKeys;
	}
	if (simpleKeys === undefined) return undefined;
	return context.getNodeParameter('simplify', itemIndex, true) === true ? simpleKeys : undefined;
}

/** How an item wants its rows: whole, simplified, selected fields only, identity codes masked or not. */
export function readShape(
	context: ShapeSource,
	itemIndex: number,
	operation: Operation | Composite,
): ShapeRow {
	const keys = keysWanted(context, itemIndex, operation);
	const { maskIdentityCodes } = context.getNodeParameter('options', itemIndex, {}) as IDataObject;
	const mask = maskIdentityCodes ?? runsAsTool(context);
	const pick: ShapeRow = keys === undefined ? (row) => row : (row) => picked(row, keys);
	return mask === true ? (row) => masked(pick(row)) : pick;
}
