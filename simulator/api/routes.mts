import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import {
	operationsOf,
	type Operation,
	type Resource,
} from '../../dist/nodes/shared/catalogue/index.js';
import type { SimulatorState } from '../state.mts';
import { handleRequest, type Route } from './handleRequest.mts';

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
 * Adds a route for every row of the given resources. As in ASP.NET, other methods on a known address
 * get 405 and unknown addresses get 404.
 */
export function addApiRoutes(
	api: FastifyInstance,
	state: SimulatorState,
	resources: ReadonlyArray<Pick<Resource, 'operations'>>,
): void {
	// Bodies are read as bytes, so that invalid JSON gets ASP.NET's error and not fastify's.
	api.removeAllContentTypeParsers();
	api.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

	const handlerFor = (route: Route) => (request: FastifyRequest, reply: FastifyReply) =>
		handleRequest(state, request, reply, route);

	for (const [url, operations] of operationsByUrl(resources)) {
		for (const operation of operations) {
			api.route({ method: operation.method, url, handler: handlerFor({ operation }) });
		}
		const allowed = operations.map(({ method }) => method);
		api.route({
			method: METHODS.filter((verb) => !allowed.some((method) => method === verb)),
			url,
			handler: handlerFor({ allowed }),
		});
	}
	api.setNotFoundHandler(handlerFor(null));
}

/** An operation may be offered under two resources: the first row for a method and address counts. */
function operationsByUrl(
	resources: ReadonlyArray<Pick<Resource, 'operations'>>,
): Map<string, Operation[]> {
	const byUrl = new Map<string, Operation[]>();
	for (const operation of resources.flatMap(operationsOf)) {
		const url = urlOf(operation.path);
		const operations = byUrl.get(url) ?? [];
		const isNew = !operations.some(({ method }) => method === operation.method);
		byUrl.set(url, isNew ? [...operations, operation] : operations);
	}
	return byUrl;
}

/** Names placeholders by position: the API spells the same one in three ways, some with hyphens. */
function urlOf(path: string): string {
	let place = 0;
	return `/${path.replace(/\{[^}]*\}/g, () => `:p${place++}`)}`;
}
