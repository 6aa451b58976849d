import type { AccountData } from '../data/accountData.mts';
import { canMove, type ServiceRequestState } from '../data/serviceRequestStates.mts';
import { conflict, notFound } from './errorResponse.mts';

/** Who moved a service request, when, and with what body. */
export interface MoveDetails {
	readonly by: string;
	/** Milliseconds. */
	readonly now: number;
	readonly body: Readonly<Record<string, unknown>>;
	readonly comment?: string | undefined;
}

/**
 * Moves a service request to a state and records the change.
 * @throws ErrorResponse 404 for an unknown id, 409 for a step that is not allowed (assumed: EVIDENCE.md#state-changes)
 */
export function moveServiceRequest(
	data: AccountData,
	id: number,
	to: ServiceRequestState,
	details: MoveDetails,
): void {
	const request = data.serviceRequests.find(id);
	if (!request) throw notFound(`Ilmoitusta ${id} ei löydy.`);
	const from = request.state;
	if (!canMove(from, to)) {
		throw conflict(`Ilmoitus ${id} on tilassa ${from}, eikä sitä voi siirtää tilaan ${to}.`);
	}
	if (to === 'valmis') requireFinishedChildren(data, id);
	data.serviceRequests.replace({ ...request, state: to, record: { ...request.record, Tila: to } });
	recordStateChange(data, { id, from, to, ...details });
}

export function recordStateChange(
	data: AccountData,
	change: MoveDetails & {
		readonly id: number;
		readonly from: ServiceRequestState | null;
		readonly to: ServiceRequestState;
	},
): void {
	const { id, from, to, by, now, body, comment = null } = change;
	data.stateChanges.push({
		time: new Date(now).toISOString(),
		serviceRequestId: id,
		from,
		to,
		by,
		comment,
		body,
	});
}

/** Webinar: follow-up tasks must be done before the original can be finished. */
function requireFinishedChildren(data: AccountData, id: number): void {
	const children = data.serviceRequests.childrenOf(id);
	const open = children
		.slice(0, children.total)
		.find(({ state }) => state !== 'tehty' && state !== 'valmis');
	if (open) throw conflict(`Ilmoituksen ${id} jatkotehtävä ${open.id} on tekemättä.`);
}
