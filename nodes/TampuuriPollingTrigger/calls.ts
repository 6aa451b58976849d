import { UserError, type IDataObject, type IPollFunctions } from 'n8n-workflow';
import type { Transport } from '../shared/api/client';
import { rowsOf } from '../shared/call/response';
import { buildRequest } from '../shared/call/request';
import { pagingHints } from '../shared/call/hints';
import { readParameters, type CallParameters } from '../shared/call/parameters';
import type { ShapeSource } from '../shared/call/output';
import { callPages } from '../shared/call/runCall';

/** What was read of a list. */
export interface Rows {
	readonly rows: readonly IDataObject[];
	/** Why rows may be missing, for people; none when all were read. */
	readonly notices: readonly string[];
}

/** The editor's fields as the Tampuuri node's parts read them, with some values fixed. */
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
 * Reads what the editor's fields ask of an operation of the catalogue, all of its rows.
 *
 * @throws InvalidInput when a required field is empty or an option is out of its range
 */
export function callOf(
	context: IPollFunctions,
	resource: string,
	operationName: string,
	fixed: Readonly<Record<string, unknown>> = {},
): CallParameters {
	const source = sourceOf(context, {
		resource,
		operation: operationName,
		returnAll: true,
		...fixed,
	});
	const { operation, ...rest } = readParameters(source, 0);
	if ('composite' in operation) throw new UserError('Only single operations can be polled');
	return { ...rest, operation };
}

/** What a call asks for, however the editor's fields say it. */
export function askedOf(call: CallParameters): unknown {
	const { method, path, query, body } = buildRequest(call);
	return [method, path, query, body];
}

/**
 * Reads all rows of a call, page by page where it pages.
 *
 * @throws CallFailed, BudgetReached; then nothing of the rows is known
 */
export async function readRows(call: CallParameters, transport: Transport): Promise<Rows> {
	const { paging, answer } = call.operation;
	if (paging !== undefined) {
		const rows: IDataObject[] = [];
		const summary = await callPages(call, transport, (row) => {
			rows.push(row);
		});
		return { rows, notices: pagingHints(summary).map(({ message }) => message) };
	}
	if (answer.kind === 'file') throw new UserError('An operation that gives a file has no rows');
	const request = buildRequest(call);
	const rows = rowsOf(answer, request, await transport.send(request, call.options));
	return { rows, notices: [] };
}
