import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { ApiResponse } from '../api/response.mts';
import { respond } from '../api/respond.mts';
import { operationName } from '../api/call.mts';
import { midnightOf } from '../data/dates.mts';
import type { SimulatorState } from '../state.mts';
import { listenersPage } from './page.mts';

const newServiceRequest = z.object({ title: z.string() });
const leaseEnd = z.object({ lease: z.coerce.number().int(), day: z.string() });

/** A change as a person makes it in Tampuuri's own windows. */
interface Change {
	/** The operation of the API that does the same. */
	readonly operation: string;
	readonly path?: Readonly<Record<string, unknown>>;
	readonly body: Readonly<Record<string, unknown>>;
}

/** Changes in the first account from the page about listeners, which are told of them. */
export function addManualChangeRoutes(routes: FastifyInstance, state: SimulatorState): void {
	routes.post('/by-hand/service-request', (request, reply) => {
		const { title } = newServiceRequest.parse(request.body);
		const body = {
			KustannuspaikkaId: state.accounts[0]?.data.properties.costCentreOfUnitAt(0).id,
			Otsikko: title,
			TyotehtavanKuvaus: title,
		};
		return respondToChange(
			reply,
			state,
			carryOutChange(state, { operation: 'POST ilmoitukset/lisaa', body }),
		);
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
}

/** Nobody calls the API then, so nothing is counted or logged as a call. */
function carryOutChange(
	state: SimulatorState,
	{ operation: name, path = {}, body }: Change,
): ApiResponse {
	const rows = state.catalogue.flatMap(({ operations }) => Object.values(operations));
	const operation = rows.find((row) => operationName(row) === name);
	const rawBody = Buffer.from(JSON.stringify(body));
	const incoming = {
		method: 'POST',
		address: name,
		headers: { 'content-type': 'application/json', 'content-length': String(rawBody.length) },
		account: state.accounts[0],
		route: operation ? { operation } : null,
		path,
		query: {},
		rawBody,
	};
	return respond(incoming, state, {});
}

function respondToChange(
	reply: FastifyReply,
	state: SimulatorState,
	{ status, body }: ApiResponse,
) {
	if (status < 400) return reply.redirect('../webhooks', 303);
	const page = listenersPage(state.listeners, `Not done. ${body.toString()}`);
	return reply.code(status).type('text/html').send(page);
}
