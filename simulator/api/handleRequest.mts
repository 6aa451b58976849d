import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { responseInstead, pageDistortion, distort } from '../faults/effects.mts';
import type { SimulatorState } from '../state.mts';
import { authenticate } from './accounts.mts';
import type { ApiResponse } from './response.mts';
import { operationName } from './call.mts';
import { respond, type IncomingRequest } from './respond.mts';
import { bodyForLog } from './requestBody.mts';

/** The API's path, the same as Visma's. */
export const API_PREFIX = '/v10/api';

export type Route = IncomingRequest['route'];

/** Handles one call from arrival to response: counts it, applies a fault if one is set, logs it, responds. */
export async function handleRequest(
	state: SimulatorState,
	request: FastifyRequest,
	reply: FastifyReply,
	route: Route,
): Promise<FastifyReply> {
	const operation = route && 'operation' in route ? operationName(route.operation.row) : undefined;
	const template = route && 'operation' in route ? route.operation.row.path : undefined;
	const incoming = incomingFrom(request, route, state);
	const [path = ''] = request.url.split('?', 1);
	const target = { method: request.method, path: path.slice(API_PREFIX.length + 1), template };
	const fault = state.faults.take(target);
	const cut = fault?.action?.kind === 'cut' ? fault.action.when : undefined;

	state.calls.begin(operation ?? 'unknown');
	const time = new Date(state.now()).toISOString();
	try {
		if (fault?.delay) await wait(fault.delay, undefined, { signal: state.closing.signal });
		const late = fault?.action?.kind === 'status' ? fault.action.handledAfter : undefined;
		if (late !== undefined) carryOutLater(incoming, state, late);
		const response =
			cut === 'beforeHandling'
				? undefined
				: (responseInstead(fault?.action) ??
					distort(respond(incoming, state, pageDistortion(fault)), fault?.action));
		state.requestLog.add({
			time,
			method: request.method,
			path,
			query: incoming.query,
			body: bodyForLog(incoming.rawBody),
			operation: operation ?? null,
			account: incoming.account?.label ?? null,
			status: cut === undefined || cut === 'midBody' ? (response?.status ?? null) : null,
			fault: fault?.id ?? null,
		});
		if (!response || cut === 'beforeResponse') return cutOff(reply);
		return cut === 'midBody' ? cutOffInside(reply, response) : send(reply, response);
	} finally {
		state.calls.end();
	}
}

/** A server whose work goes on although it has told of a failure, as behind a gateway's time-out. */
function carryOutLater(incoming: IncomingRequest, state: SimulatorState, milliseconds: number) {
	void wait(milliseconds, undefined, { signal: state.closing.signal }).then(
		() => respond(incoming, state, {}),
		() => undefined,
	);
}

function incomingFrom(
	request: FastifyRequest,
	route: Route,
	state: SimulatorState,
): IncomingRequest {
	const parameters = Object.values(recordFrom(request.params));
	const names = route && 'operation' in route ? placeholdersOf(route.operation.row.path) : [];
	return {
		method: request.method,
		address: `${request.protocol}://${request.host}${request.url}`,
		headers: request.headers,
		account: authenticate(request.headers, state.accounts),
		route,
		path: Object.fromEntries(names.map((name, place) => [name, parameters[place]])),
		query: { ...recordFrom(request.query) },
		rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
	};
}

function placeholdersOf(path: string): string[] {
	return [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
}

function recordFrom(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null
		? Object.fromEntries(Object.entries(value))
		: {};
}

function send(reply: FastifyReply, { status, headers, body }: ApiResponse): FastifyReply {
	return reply
		.code(status)
		.headers(headers)
		.send(body.length === 0 ? undefined : body);
}

function cutOff(reply: FastifyReply): FastifyReply {
	reply.hijack();
	reply.raw.destroy();
	return reply;
}

/** Announces the full length, sends half of the response and closes the connection. */
function cutOffInside(reply: FastifyReply, { status, headers, body }: ApiResponse): FastifyReply {
	reply.hijack();
	reply.raw.writeHead(status, { ...headers, 'content-length': Math.max(2, body.length) });
	reply.raw.write(body.subarray(0, Math.ceil(body.length / 2)), () => reply.raw.destroy());
	return reply;
}
