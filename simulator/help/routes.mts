import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { HTML_HEADERS } from '../api/response.mts';
import { htmlPage } from '../api/errorResponse.mts';
import type { SimulatorState } from '../state.mts';
import { helpPages, type HelpPages } from './site.mts';

function parameter(values: unknown, name: string): string {
	const entries = typeof values === 'object' && values !== null ? Object.entries(values) : [];
	const found = entries.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
	return typeof found === 'string' ? found : '';
}

/** The public Help pages. They need no headers and are not counted as calls. Rendered on first use. */
export function addHelpRoutes(
	api: FastifyInstance,
	{ controllers, dialect, help: record }: SimulatorState,
): void {
	let made: HelpPages | undefined;
	const pages = (): HelpPages => (made ??= helpPages(controllers, dialect.help));
	const respond =
		(pageFor: (request: FastifyRequest) => string | undefined) =>
		(request: FastifyRequest, reply: FastifyReply): FastifyReply => {
			record.requests.push({ path: request.url, headerNames: Object.keys(request.headers) });
			const page = record.isDown ? undefined : pageFor(request);
			const status = record.isDown ? 503 : page === undefined ? 404 : 200;
			return reply
				.code(status)
				.headers(HTML_HEADERS)
				.send(
					page ??
						htmlPage(record.isDown ? 'Service Unavailable' : 'Not Found', `HTTP Error ${status}.`),
				);
		};
	api.get(
		'/Help',
		respond(() => pages().index),
	);
	api.get(
		'/Help/Api/:slug',
		respond(({ params }) => pages().operations.get(parameter(params, 'slug'))),
	);
	api.get(
		'/Help/ResourceModel',
		respond(({ query }) => pages().models.get(parameter(query, 'modelName'))),
	);
}
