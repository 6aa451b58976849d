import type { FastifyInstance } from 'fastify';
import { z, ZodError } from 'zod';
import { ErrorResponse } from '../api/errorResponse.mts';
import { moveServiceRequest } from '../api/stateChanges.mts';
import type { Account } from '../api/accounts.mts';
import { faultShape } from '../faults/fault.mts';
import { notification } from '../listeners/events.mts';
import { settingsShape } from '../settings.mts';
import type { SimulatorState } from '../state.mts';
import { indexPage } from './page.mts';

const idShape = z.object({ id: z.coerce.number().int().min(1) });
const accountShape = z.object({ account: z.string().optional() });

/** The simulator's own pages: what it has received, and how it behaves. */
export function addControlRoutes(control: FastifyInstance, state: SimulatorState): void {
	control.setErrorHandler((error, _request, reply) => {
		if (error instanceof ZodError) return reply.code(400).send({ issues: error.issues });
		if (error instanceof ErrorResponse) return reply.code(error.status).send(error.body);
		return reply.code(errorStatus(error)).send({ message: String(error) });
	});

	// A body is read as JSON whatever its content type: `curl -d` and HTTP clients name others.
	control.removeAllContentTypeParsers();
	control.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
		try {
			done(null, text === '' ? undefined : JSON.parse(String(text)));
		} catch {
			done(new ErrorResponse(400, { message: 'The body is not JSON.' }));
		}
	});

	control.get('/', (_request, reply) => reply.type('text/html').send(indexPage(state)));

	control.get('/requests', () => state.requestLog.entries);
	control.get('/calls', () => {
		const { total, peakConcurrency, byOperation } = state.calls;
		return { total, peakConcurrency, byOperation };
	});
	control.delete('/calls', (_request, reply) => {
		state.calls.reset();
		return reply.code(204).send();
	});

	control.get(
		'/state-changes',
		(request) => requestedAccount(state, request.query).data.stateChanges,
	);
	control.get('/writes', (request) => requestedAccount(state, request.query).data.writes);
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

	control.get('/faults', () => state.faults.all);
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

	control.get('/settings', () => state.settings);
	control.patch('/settings', (request) => {
		state.configure(settingsShape.partial().parse(request.body));
		return state.settings;
	});

	control.post('/reset', (_request, reply) => {
		state.reset();
		return reply.code(204).send();
	});
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
