import type { IDataObject } from 'n8n-workflow';
import type { ApiResponse, ApiRequest } from '../../shared/api/request';
import type { Operation, ResourceName } from '../../shared/catalogue';
import { readResponse } from '../../shared/call/response';
import { buildRequest } from '../../shared/call/request';
import { plainCall, type CallParameters } from '../../shared/call/parameters';
import { accountOperation } from '../../shared/profile/accountRow';
import type { AccountProfile } from '../../shared/profile/schema';
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

function readOf(
	operation: Operation,
	parts: Partial<Pick<CallParameters, 'path' | 'values'>>,
): Read {
	const request = buildRequest(plainCall(operation, parts));
	const { response: expected } = operation;
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
	readonly operation: readonly [ResourceName, string];
	readonly read: (operation: Operation, id: number, key: string) => Read;
}> = [
	{
		beginnings: ['ilmoitus', 'vikailmoitus'],
		operation: ['serviceRequest', 'get'],
		read: (operation, id) => readOf(operation, { path: { id } }),
	},
	{
		beginnings: ['sopimus'],
		operation: ['lease', 'get'],
		read: (operation, id) => readOf(operation, { path: { sopimusid: id } }),
	},
	{
		beginnings: ['kohde'],
		operation: ['property', 'get'],
		read: (operation, id) => readOf(operation, { path: { 'kohde-id': id } }),
	},
	{
		beginnings: ['osapuoli'],
		operation: ['party', 'getByIds'],
		read: (operation, id) => readOf(operation, { values: { partyIds: [id] } }),
	},
	{
		beginnings: ['dokument'],
		operation: ['document', 'get'],
		read: (operation, _id, key) => readOf(operation, { values: { fileKey: key } }),
	},
];

/** By pattern, names of removals end like this (assumed: EVIDENCE.md#event-names). */
const REMOVED = /poista$/;

/** Makes the call that reads an event's record, or says why there is none. Sends nothing. */
export function readFor(
	{ action, referenceId }: Pick<Notification, 'action' | 'referenceId'>,
	profile: AccountProfile | undefined,
): Read | NoRead {
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
	const operation = accountOperation(profile, ...family.operation);
	return family.read(operation, Number(key), key);
}
