/** Webinar: avoin → vastaanotettu → odottaa → tehty → valmis. */
export const SERVICE_REQUEST_STATES = [
	'avoin',
	'vastaanotettu',
	'odottaa',
	'tehty',
	'valmis',
] as const;

export type ServiceRequestState = (typeof SERVICE_REQUEST_STATES)[number];

/**
 * The states from which each state can be reached. The webinar names the steps in order. Guess: which
 * others Tampuuri allows (EVIDENCE.md#state-changes).
 */
const PREDECESSORS: Readonly<Record<ServiceRequestState, readonly ServiceRequestState[]>> = {
	avoin: [],
	vastaanotettu: ['avoin', 'odottaa'],
	odottaa: ['vastaanotettu'],
	tehty: ['vastaanotettu', 'odottaa'],
	valmis: ['tehty'],
};

export function canMove(from: ServiceRequestState, to: ServiceRequestState): boolean {
	return PREDECESSORS[to].includes(from);
}
