import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z, ZodError } from 'zod';
import type { Account } from '../api/accounts.mts';
import { ErrorResponse } from '../api/errorResponse.mts';
import { moveServiceRequest } from '../api/stateChanges.mts';
import { faultShape } from '../faults/fault.mts';
import { notification } from '../listeners/events.mts';
import { settingsShape } from '../settings.mts';
import type { SimulatorState } from '../state.mts';
import { dataPage } from './dataPage.mts';
import { callsPage, stateChangesPage, valuePage, writesPage } from './logPages.mts';
import { indexPage } from './page.mts';

const idShape = z.object({ id: z.coerce.number().int().min(1) });
const accountShape = z.object({ account: z.string().optional() });
const dataShape = z.object({
	register: z.string().optional(),
	offset: z.coerce.number().int().min(0).optional(),
});
const formatShape = z.object({ format: z.enum(['json', 'html']).optional() });

/** The simulator's own pages: what it has received, and how it behaves. */
export function addControlRoutes(control: FastifyInstance, state: SimulatorState): void {
	control.setErrorHandler((error, _request, reply) => {
		if (error instanceof ZodError) return reply.code(400).send({ issues: error.issues });
		if (error instanceof ErrorResponse) return reply.code(error.status).send(error.body);
		return reply.code(errorStatus(error)).send({ message: String(error) });
	});
	readBodiesAsJson(control);
	addPages(control, state);
	addFaults(control, state);

	// The API has no operation for the last step, which Tampuuri takes after invoicing (webinar).
	control.post('/service-requests/:id/finish', (request, reply) => {
		const { id } = idShape.parse(request.params);
		const { data, values } = requestedAccount(state, request.query);
		const now = state.now();
		moveServiceRequest(data, id, 'valmis', { by: 'simulator', now, body: {} });
		const event = { action: 'IlmoitusTilamuutos', account: values.account, now, id };
		state.listeners.notify(notification({ ...event, state: 'valmis' }));
		return reply.code(204).send();
	});
	control.delete('/calls', (_request, reply) => {
		state.calls.reset();
		return reply.code(204).send();
	});
	control.patch('/settings', (request) => {
		state.configure(settingsShape.partial().parse(request.body));
		return state.settings;
	});
	control.post('/reset', (_request, reply) => {
		state.reset();
		return reply.code(204).send();
	});
}

/** A body is read as JSON whatever its content type: `curl -d` and HTTP clients name others. */
function readBodiesAsJson(control: FastifyInstance): void {
	control.removeAllContentTypeParsers();
	control.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
		try {
			done(null, text === '' ? undefined : JSON.parse(String(text)));
		} catch {
			done(new ErrorResponse(400, { message: 'The body is not JSON.' }));
		}
	});
}

function addPages(control: FastifyInstance, state: SimulatorState): void {
	const account = ({ query }: FastifyRequest) => requestedAccount(state, query);
	control.get('/', (_request, reply) => sendPage(reply, indexPage(state)));
	control.get('/data', (request, reply) =>
		sendPage(reply, dataPage(state, account(request), dataShape.parse(request.query))),
	);
	control.get('/requests', (request, reply) =>
		pageOrJson(request, reply, state.requestLog.entries, () => callsPage(state)),
	);
	control.get('/calls', (request, reply) => {
		const { total, peakConcurrency, byOperation } = state.calls;
		const counts = { total, peakConcurrency, byOperation };
		return pageOrJson(request, reply, counts, () => callsPage(state));
	});
	control.get('/state-changes', (request, reply) => {
		const page = () => stateChangesPage(account(request));
		return pageOrJson(request, reply, account(request).data.stateChanges, page);
	});
	control.get('/writes', (request, reply) => {
		const page = () => writesPage(account(request));
		return pageOrJson(request, reply, account(request).data.writes, page);
	});
	control.get('/settings', (request, reply) => {
		const how = 'Change them with PATCH, for example { "maximumLimit": 100 }.';
		const page = () => valuePage('Settings', how, state.settings);
		return pageOrJson(request, reply, state.settings, page);
	});
}

function addFaults(control: FastifyInstance, state: SimulatorState): void {
	control.get('/faults', (request, reply) => {
		const how = 'Set one with POST; DELETE clears all of them.';
		return pageOrJson(request, reply, state.faults.all, () =>
			valuePage('Faults', how, state.faults.all),
		);
	});
	control.post('/faults', (request, reply) => {
		const id = state.faults.set(faultShape.parse(request.body));
		return reply.code(201).send({ id });
	});
	control.delete('/faults', (_request, reply) => {
		state.faults.clear();
		return reply.code(204).send();
	});
	control.delete('/faults/:id', (request, reply) => {
		state.faults.clear(idShape.parse(request.params).id);
		return reply.code(204).send();
	});
}

/** A browser asks for HTML and gets a page, unless the address ends in `?format=json`. */
function pageOrJson(
	{ headers, query }: FastifyRequest,
	reply: FastifyReply,
	value: unknown,
	page: () => string,
): FastifyReply {
	const { format = headers.accept?.includes('text/html') ? 'html' : 'json' } =
		formatShape.parse(query);
	return format === 'html' ? sendPage(reply, page()) : reply.send(value);
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
	return reply.type('text/html; charset=utf-8').send(page);
}

/** The account whose label is in the query, or the first one. */
function requestedAccount(state: SimulatorState, query: unknown): Account {
	const { account: label } = accountShape.parse(query);
	const account = state.accounts.find((one) => label === undefined || one.label === label);
	if (!account) throw new ErrorResponse(404, { message: `There is no account labelled ${label}.` });
	return account;
}

function errorStatus(error: unknown): number {
	const hasStatus = typeof error === 'object' && error !== null && 'statusCode' in error;
	return hasStatus && typeof error.statusCode === 'number' ? error.statusCode : 500;
}
