import { operationsOf } from '../../dist/nodes/shared/catalogue/index.js';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { operationName } from '../api/call.mts';
import { respond } from '../api/respond.mts';
import type { ApiResponse } from '../api/response.mts';
import { servedAsIs } from '../api/served.mts';
import { midnightOf } from '../data/dates.mts';
import type { SimulatorState } from '../state.mts';
import { notification } from './events.mts';
import { EVENT_TYPES, sampleId, type EventType } from './eventTypes.mts';
import { listenersPage } from './page.mts';

const newServiceRequest = z.object({ title: z.string() });
const leaseEnd = z.object({ lease: z.coerce.number().int(), day: z.string() });
const recordId = z.coerce.number().int().min(1).optional();
const eventToSend = z.object({ event: z.string().min(1), id: recordId, secondaryId: recordId });

/** An error response of ASP.NET Web API. */
const errorBody = z.object({
	Message: z.string(),
	ModelState: z.record(z.array(z.string())).optional(),
});

/** A change as a person makes it in Tampuuri itself. */
interface Change {
	/** The operation of the API that does the same. */
	readonly operation: string;
	readonly path?: Readonly<Record<string, unknown>>;
	readonly body: Readonly<Record<string, unknown>>;
}

/** Changes and events made by hand in the first account, of which the listeners are notified. */
export function addManualChangeRoutes(routes: FastifyInstance, state: SimulatorState): void {
	routes.post('/by-hand/service-request', (request, reply) => {
		const { title } = newServiceRequest.parse(request.body);
		const data = state.accounts[0]?.data;
		const body = {
			KustannuspaikkaId: data?.properties.costCentreOfUnitAt(0).id,
			TyonsuorittajaId: data?.parties.companyIdAt(0),
			Otsikko: title,
			TyotehtavanKuvaus: title,
		};
		const change = { operation: 'POST ilmoitukset/lisaa', body };
		return respondToChange(reply, state, carryOutChange(state, change));
	});
	routes.post('/by-hand/lease-end', (request, reply) => {
		const { lease, day } = leaseEnd.parse(request.body);
		const change = {
			operation: 'POST sopimukset/{sopimus_id}/paatasopimus',
			path: { sopimus_id: String(lease) },
			body: { Loppupvm: midnightOf(day) },
		};
		return respondToChange(reply, state, carryOutChange(state, change));
	});
	routes.post('/by-hand/event', (request, reply) => {
		sendEvent(state, eventToSend.parse(request.body));
		return reply.redirect('../webhooks', 303);
	});
}

/** Nobody calls the API, so nothing is counted or logged as a call. */
function carryOutChange(
	state: SimulatorState,
	{ operation: name, path = {}, body }: Change,
): ApiResponse {
	const rows = state.catalogue.flatMap(operationsOf);
	const operation = rows.find((row) => operationName(row) === name);
	const rawBody = Buffer.from(JSON.stringify(body));
	const request = {
		method: 'POST',
		address: name,
		headers: { 'content-type': 'application/json', 'content-length': String(rawBody.length) },
		account: state.accounts[0],
		route: operation ? { operation: servedAsIs(operation) } : null,
		path,
		query: {},
		rawBody,
	};
	return respond(request, state, {});
}

function respondToChange(
	reply: FastifyReply,
	state: SimulatorState,
	{ status, body }: ApiResponse,
): FastifyReply {
	if (status < 400) return reply.redirect('../webhooks', 303);
	const { Message, ModelState = {} } = errorBody.parse(JSON.parse(body.toString()));
	const reasons = [Message, ...Object.values(ModelState).flat()];
	const page = listenersPage(state, `Not done: ${reasons.join(' ')}`);
	return reply.code(status).type('text/html').send(page);
}

/** Any name can be sent. For the known kinds, a record is chosen when none is given. */
function sendEvent(state: SimulatorState, given: z.infer<typeof eventToSend>): void {
	const [account] = state.accounts;
	if (!account) return;
	const type = EVENT_TYPES.find(({ action }) => action === given.event);
	const idOf = (register: EventType['about'] | undefined) =>
		register === undefined ? null : sampleId(register, account.data);
	state.listeners.notify(
		notification({
			action: given.event,
			account: account.values.account,
			now: state.now(),
			id: given.id ?? idOf(type?.about),
			secondaryId: given.secondaryId ?? idOf(type?.secondary),
		}),
	);
}
