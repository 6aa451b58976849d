import type { IDataObject } from 'n8n-workflow';
import { DEFAULT_SETTINGS, type ApiResponse, type ApiRequest } from '../../shared/api/request';
import { findRow, isComposite, type Operation, type ResourceName } from '../../shared/catalogue';
import { readResponse } from '../../shared/call/response';
import { buildRequest } from '../../shared/call/request';
import type { CallParameters } from '../../shared/call/parameters';
import { plainText } from '../../shared/foreignValues';
import type { Notification } from '../notifications/notification';

/** A call that reads the record an event is about. */
export interface Read {
	readonly request: ApiRequest;
	/** Finds the record in the call's response. */
	find(response: ApiResponse): IDataObject | undefined;
}

/** Why an event's record can't be read. */
export interface NoRead {
	readonly reason: string;
}

const CALL = {
	path: {},
	values: {},
	moreFields: {},
	options: {
		...DEFAULT_SETTINGS,
		plan: undefined,
		concurrency: 1,
		dayFormat: 'midnight',
		largestFile: 1,
		keys: {},
	},
} as const satisfies Omit<CallParameters, 'operation'>;

function row(resource: ResourceName, name: string): Operation {
	const found = findRow(resource, name);
	if (found === undefined || isComposite(found)) {
		throw new Error(`The catalogue has no operation ${resource}.${name}`);
	}
	return found;
}

function readOf(call: Omit<CallParameters, 'moreFields' | 'options'>): Read {
	const request = buildRequest({ ...CALL, ...call });
	const { response: expected } = call.operation;
	return {
		request,
		find: (response) =>
			expected.kind === 'file' ? undefined : readResponse(expected, request, response).rows[0],
	};
}

/**
 * `ReferenceId` is the ID of what the event's name starts with (assumed: EVIDENCE.md#event-names).
 */
const FAMILIES: ReadonlyArray<{
	readonly beginnings: readonly string[];
	readonly read: (id: number, key: string) => Read;
}> = [
	{
		beginnings: ['ilmoitus', 'vikailmoitus'],
		read: (id) => readOf({ ...CALL, operation: row('serviceRequest', 'get'), path: { id } }),
	},
	{
		beginnings: ['sopimus'],
		read: (id) => readOf({ ...CALL, operation: row('lease', 'get'), path: { sopimusid: id } }),
	},
	{
		beginnings: ['kohde'],
		read: (id) => readOf({ ...CALL, operation: row('property', 'get'), path: { 'kohde-id': id } }),
	},
	{
		beginnings: ['osapuoli'],
		read: (id) =>
			readOf({ ...CALL, operation: row('party', 'getAll'), values: { partyIds: [id] } }),
	},
	{
		beginnings: ['dokument'],
		read: (_id, key) =>
			readOf({ ...CALL, operation: row('document', 'get'), values: { fileKey: key } }),
	},
];

/** By pattern, names of removals end like this (assumed: EVIDENCE.md#event-names). */
const REMOVED = /poista$/;

/** Makes the call that reads an event's record, or says why there is none. Sends nothing. */
export function readFor({
	action,
	referenceId,
}: Pick<Notification, 'action' | 'referenceId'>): Read | NoRead {
	const name = action.toLowerCase();
	const family = FAMILIES.find(({ beginnings }) =>
		beginnings.some((beginning) => name.startsWith(beginning)),
	);
	if (family === undefined)
		return { reason: `no operation is known that reads the record of the event "${action}"` };
	if (REMOVED.test(name)) return { reason: 'the record was removed' };
	const key = plainText(referenceId).trim();
	const isId = /^[1-9]\d{0,9}$/.test(key) && Number(key) <= 2_147_483_647;
	if (key === '' || (!isId && !name.startsWith('dokument'))) {
		return { reason: 'the notification names no record (ReferenceId)' };
	}
	return family.read(Number(key), key);
}
