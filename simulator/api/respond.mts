import type { IncomingHttpHeaders } from 'node:http';
import type { SimulatorState } from '../state.mts';
import type { Account } from './accounts.mts';
import { responseFor, jsonResponse, errorResponse, type ApiResponse } from './response.mts';
import { notificationsOf } from '../listeners/events.mts';
import { operationName, type Call, type Outcome } from './call.mts';
import type { PageDistortion } from './paging.mts';
import {
	methodNotSupported,
	noSuchResource,
	notAuthorized,
	ErrorResponse,
	unhandledErrorBody,
} from './errorResponse.mts';
import { checkLength, parseBody } from './requestBody.mts';
import type { ServedOperation } from './served.mts';
import { checkInputs } from './validation.mts';

/** A call as received. */
export interface IncomingRequest {
	readonly method: string;
	/** The full address, for the text of a 404. */
	readonly address: string;
	readonly headers: IncomingHttpHeaders;
	/** Undefined when the six headers match no account. */
	readonly account: Account | undefined;
	/** The operation at the address, the methods it allows when only the method is wrong, or null. */
	readonly route:
		| { readonly operation: ServedOperation }
		| { readonly allowed: readonly string[] }
		| null;
	readonly path: Readonly<Record<string, unknown>>;
	readonly query: Readonly<Record<string, unknown>>;
	readonly rawBody: Buffer;
}

/** Carries out one call as Tampuuri would. Never throws: every failure becomes a response. */
export function respond(
	incoming: IncomingRequest,
	state: SimulatorState,
	distortion: PageDistortion,
): ApiResponse {
	try {
		checkLength(incoming.method, incoming.headers);
		const served = servedFor(incoming);
		const call = readCall(served, incoming, state.now());
		const outcome = served.behaviour?.(call) ?? {};
		const response = responseFor(served, call, outcome, { settings: state.settings, distortion });
		if (call.operation.access === 'write') {
			recordWrite(call, outcome);
			notifyListeners(call, outcome, incoming.account, state);
		}
		return response;
	} catch (error) {
		if (error instanceof ErrorResponse) return errorResponse(error);
		const { name, message } = error instanceof Error ? error : new Error(String(error));
		return jsonResponse(500, unhandledErrorBody(name, message));
	}
}

/** @throws ErrorResponse when the headers match no account or the address no operation */
function servedFor({ account, route, method, address }: IncomingRequest): ServedOperation {
	if (!account) throw notAuthorized();
	if (!route) throw noSuchResource(address);
	if (!('operation' in route)) throw methodNotSupported(method, route.allowed);
	return route.operation;
}

/** @throws ErrorResponse when the values do not fit the row */
function readCall(served: ServedOperation, incoming: IncomingRequest, now: number): Call {
	const { account, headers, path, query, rawBody } = incoming;
	if (!account) throw notAuthorized();
	const { row, standard } = served;
	const body = row.body ? served.readBody(parseBody(rawBody, headers['content-type'])) : {};
	const checked = checkInputs(row, account.data, { path, query, body });
	const inputs = served.toStandard(checked);
	const ids = Object.values(inputs.path.all).filter((value) => typeof value === 'number');
	return { operation: standard, data: account.data, by: account.label, now, ids, ...inputs };
}

function notifyListeners(
	{ operation, ids, now }: Call,
	outcome: Outcome,
	account: Account | undefined,
	state: SimulatorState,
): void {
	const notifications = notificationsOf({
		operation: operationName(operation),
		account: account?.values.account ?? '',
		ids,
		outcome,
		now,
	});
	notifications.forEach((notification) => state.listeners.notify(notification));
}

function recordWrite({ operation, data, now, path, body }: Call, { id }: Outcome): void {
	data.writes.push({
		time: new Date(now).toISOString(),
		operation: operationName(operation),
		path: path.all,
		body: body.all,
		id: id ?? null,
	});
}
