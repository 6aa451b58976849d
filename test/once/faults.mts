import type { FaultRequest } from '../../simulator/faults/fault.mts';
import type { Simulator } from '../../simulator/start.mts';
import { TIMEOUT_SECONDS } from './workflows.mts';

export const CREATE = 'ilmoitukset/lisaa';
const LIST = 'ilmoitukset/selaa';

/** What can go wrong at each step of a creation. */
const FAULTS: readonly FaultRequest[] = [
	// It is lost on the way there.
	{ action: { kind: 'cut', when: 'beforeHandling' } },
	// It is refused by a gateway, before it was made or after.
	{ action: { kind: 'status', status: 503 } },
	{ action: { kind: 'status', status: 502, afterHandling: true } },
	{ action: { kind: 'status', status: 500, afterHandling: true } },
	// It is made a moment after a gateway gave up.
	{ action: { kind: 'status', status: 504, handledAfter: 500 } },
	// It is made, and the response is lost on the way back, or in the middle.
	{ action: { kind: 'cut', when: 'beforeResponse' } },
	{ action: { kind: 'cut', when: 'midBody' } },
	// It is made when nobody waits for it any more.
	{ delay: 1_000 * TIMEOUT_SECONDS + 300 },
	{ action: { kind: 'truncatedJson' } },
];

/** More failures in a row than a read is retried. */
const OUTAGE = 6;

/**
 * Sets faults for some of the creations, and outages in which nothing can be read.
 *
 * @param creations how many calls are expected
 * @returns how many faults there are
 */
export function setFaults(
	{ faults }: Pick<Simulator, 'faults'>,
	{ creations, share, outages }: { creations: number; share: number; outages: number },
	random: () => number,
): number {
	faults.clear();
	const count = Math.round(creations * share);
	const places = Array.from({ length: count }, () => Math.floor(random() * creations));
	for (const [index, skip] of places.sort((one, other) => one - other).entries()) {
		faults.set({ path: CREATE, ...FAULTS[index % FAULTS.length], skip });
	}
	for (let index = 0; index < outages; index++) {
		const action = { kind: 'status', status: 503 } as const;
		faults.set({ path: LIST, skip: 40 + 60 * index, times: OUTAGE, action });
	}
	return count;
}
