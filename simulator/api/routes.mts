import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import type { SimulatorState } from '../state.mts';
import { handleRequest, type Route } from './handleRequest.mts';
import type { ServedOperation } from './served.mts';

const METHODS: readonly HTTPMethods[] = [
	'GET',
	'HEAD',
	'POST',
	'PUT',
	'PATCH',
	'DELETE',
	'OPTIONS',
];

/**
 * Adds a route for every operation. As in ASP.NET, other methods on a known address
 * get 405 and unknown addresses get 404.
 */
export function addApiRoutes(
	api: FastifyInstance,
	state: SimulatorState,
	operations: readonly ServedOperation[],
): void {
	// Bodies are read as bytes, so that invalid JSON gets ASP.NET's error and not fastify's.
	api.removeAllContentTypeParsers();
	api.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

	const handlerFor = (route: Route) => (request: FastifyRequest, reply: FastifyReply) =>
		handleRequest(state, request, reply, route);

	for (const [url, served] of byUrl(operations)) {
		for (const operation of served) {
			api.route({ method: operation.row.method, url, handler: handlerFor({ operation }) });
		}
		const allowed = served.map(({ row }) => row.method);
		api.route({
			method: METHODS.filter((verb) => !allowed.some((method) => method === verb)),
			url,
			handler: handlerFor({ allowed }),
		});
	}
	api.setNotFoundHandler(handlerFor(null));
}

/** An operation may be offered under two resources: the first one for a method and address counts. */
function byUrl(operations: readonly ServedOperation[]): Map<string, ServedOperation[]> {
	const found = new Map<string, ServedOperation[]>();
	for (const operation of operations) {
		const url = urlOf(operation.row.path);
		const served = found.get(url) ?? [];
		const isNew = !served.some(({ row }) => row.method === operation.row.method);
		found.set(url, isNew ? [...served, operation] : served);
	}
	return found;
}

/** Names placeholders by position: the API spells the same one in three ways, some with hyphens. */
function urlOf(path: string): string {
	let place = 0;
	return `/${path.replace(/\{[^}]*\}/g, () => `:p${place++}`)}`;
}
