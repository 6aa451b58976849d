import { createHash } from 'node:crypto';
import { UserError, type IDataObject, type IPollFunctions } from 'n8n-workflow';
import { propertyOf } from '../../shared/foreignValues';
import type { Client } from '../../shared/api/client';
import { fieldsOf, findRow, type Field, type Operation } from '../../shared/catalogue';
import { readResponse } from '../../shared/call/response';
import { buildRequest } from '../../shared/call/request';
import { pagingHints, unpagedHints } from '../../shared/call/hints';
import { refuseTooLong } from '../memory';
import type { Moment } from './event';
import { readParametersOf, type CallParameters } from '../../shared/call/parameters';
import type { ShapeSource } from '../../shared/call/output';
import { callPages } from '../../shared/call/paging/callPages';

/** Rows read from a list. */
export interface Rows {
	readonly rows: readonly IDataObject[];
	/** Messages on why rows may be missing; empty if all were read. */
	readonly notices: readonly string[];
	/** How many calls they came from. */
	readonly pages: number;
}

/** The trigger's parameters as the Tampuuri node's code reads them, with some values fixed. */
export function sourceOf(
	context: IPollFunctions,
	fixed: Readonly<Record<string, unknown>>,
): ShapeSource {
	return {
		// A trigger is never a tool.
		isToolExecution: () => false,
		getNode: () => context.getNode(),
		getNodeParameter: (name, _itemIndex, fallback) =>
			name in fixed ? fixed[name] : context.getNodeParameter(name, fallback),
	};
}

/**
 * Reads the parameters of a call to an operation of the catalogue that returns all rows.
 *
 * @throws InvalidInput when a required field is empty or an option is out of range
 */
export function callOf(
	context: IPollFunctions,
	operation: Operation,
	fixed: Readonly<Record<string, unknown>> = {},
): CallParameters {
	return readParametersOf(operation, sourceOf(context, { returnAll: true, ...fixed }), 0);
}

/** How an account differs in what is read by an operation. */
export function spellingOf({ response }: Operation): unknown[] {
	return ('fields' in response ? response.fields : [])
		.filter(({ accountKey, accountValues }) => accountKey ?? accountValues)
		.map(({ key, accountKey, accountValues }) => [key, accountKey, accountValues]);
}

/** What a call asks for and how its rows are read, independent of how the parameters express it. */
export function askedOf(call: CallParameters): unknown {
	const { method, path, query, body } = buildRequest(call);
	return [method, path, query, body, spellingOf(call.operation)];
}

/**
 * Reads all rows of a call, page by page if the operation supports it.
 *
 * @param most a longer list is refused as soon as a page gives its total
 * @throws CallFailed, BudgetReached, UserError when the list is too long; no rows are returned then
 */
export async function readRows(
	call: CallParameters,
	client: Client,
	most = Infinity,
): Promise<Rows> {
	const { paging, response } = call.operation;
	if (paging !== undefined) {
		const rows: IDataObject[] = [];
		let pages = 0;
		const summary = await callPages(
			call,
			client,
			(row) => {
				rows.push(row);
				refuseTooLong(rows.length, most);
			},
			({ total = 0 }) => {
				pages++;
				refuseTooLong(total, most);
			},
		);
		return { rows, pages, notices: pagingHints(summary).map(({ message }) => message) };
	}
	if (response.kind === 'file') throw new UserError('An operation that returns a file has no rows');
	const request = buildRequest(call);
	const sent = await client.send(request, call.options);
	const { rows, total } = readResponse(response, request, sent);
	refuseTooLong(rows.length, most);
	const notices = unpagedHints(rows.length, total).map(({ message }) => message);
	return { rows, notices, pages: 1 };
}

/**
 * The time from which to read a list by time: slightly before what was read so far, to catch late
 * entries.
 *
 * @param overlap milliseconds before that
 * @param lookBack milliseconds before now at the first poll
 */
export function beginning({ memory, now }: Moment, overlap: number, lookBack = 0): number {
	const readUpTo = memory?.readUpTo ?? now - lookBack;
	return Math.max(readUpTo - overlap, memory?.droppedUpTo ?? -Infinity);
}

const LONGEST_KEY = 40;

/** A short fingerprint of a value of any length. */
export function digestOf(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);
}

/**
 * The key that identifies a row from poll to poll.
 *
 * @throws UserError when the row does not have the field
 */
export function rowKey(row: IDataObject, idField: string): string {
	const id = propertyOf(row, idField);
	if (typeof id !== 'string' && typeof id !== 'number') {
		throw new UserError(`A row has no field "${idField}" to identify it by`, {
			description: `Its fields are: ${Object.keys(row).slice(0, 20).join(', ')}. Set ID Field to one that is unique and never changes.`,
		});
	}
	const key = String(id);
	return key.length > LONGEST_KEY ? digestOf(key) : key;
}

/**
 * Checks that at least one row has a field whose name is assumed.
 *
 * @throws UserError with the fields there are
 */
export function requireField(rows: readonly IDataObject[], field: string, what: string): void {
	const [first] = rows;
	if (first === undefined || rows.some((row) => propertyOf(row, field) !== undefined)) return;
	throw new UserError(`None of the rows has the field "${field}"`, {
		description: `It is assumed to contain ${what}. Their fields are: ${Object.keys(first).slice(0, 30).join(', ')}. Run Account → Check and paste its profile into the credential.`,
	});
}

/** Finds a field of one of the catalogue's operations. */
export function rowField(resource: string, operation: string, parameter: string): Field {
	const row = findRow(resource, operation);
	const field = row && fieldsOf(row).find((one) => one.parameter === parameter);
	if (field === undefined) throw new Error(`No field ${parameter} in ${resource}.${operation}`);
	return field;
}
