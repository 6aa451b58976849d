/** Webinar: avoin → vastaanotettu → odottaa → tehty → valmis. */
export const serviceRequestStates = [
	'avoin',
	'vastaanotettu',
	'odottaa',
	'tehty',
	'valmis',
] as const;

export type ServiceRequestState = (typeof serviceRequestStates)[number];

/**
 * From which states each state is reached. The webinar tells the steps in order; which others
 * Tampuuri would let pass is unseen (guess: GAPS 3).
 */
const predecessors: Readonly<Record<ServiceRequestState, readonly ServiceRequestState[]>> = {
	avoin: [],
	vastaanotettu: ['avoin', 'odottaa'],
	odottaa: ['vastaanotettu'],
	tehty: ['vastaanotettu', 'odottaa'],
	valmis: ['tehty'],
};

export function canMove(from: ServiceRequestState, to: ServiceRequestState): boolean {
	return predecessors[to].includes(from);
}
