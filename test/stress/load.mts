import { setTimeout as wait } from 'node:timers/promises';
import axios from 'axios';
import pLimit from 'p-limit';

/** A listener is told of a bundle at most so often (webinar). */
const MOST_ATTEMPTS = 5;
/** At least; however slow the machine is, n8n is up again before the next attempt. */
const RETRY_DELAYS_MS = [1_000, 4_000, 12_000, 25_000];
const OVERLAP = 0.05;

/** A seeded generator, so that a load can be had again (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/**
 * Events under names that can be found in any text, in bundles of 1 to 250 or fewer, some in two of
 * them. None is twice in one bundle: those would be two events.
 */
export function bundlesOf(count: number, random: () => number, largest = 250): string[][] {
	const bundles: string[][] = [];
	for (let made = 0; made < count; ) {
		const size = Math.min(count - made, 1 + Math.floor(random() * largest));
		const fresh = Array.from({ length: size }, (_, index) => eventId(made + index));
		const overlapping = fresh.flatMap(() =>
			made > 0 && random() < OVERLAP ? [eventId(Math.floor(random() * made))] : [],
		);
		bundles.push([...fresh, ...new Set(overlapping)]);
		made += size;
	}
	return bundles;
}

function eventId(index: number): string {
	return `Event${String(index).padStart(7, '0')}X`;
}

export const EVENT_ID = /Event\d{7}X/g;

export interface LoadResult {
	/** Bundles that no attempt was answered 2xx. */
	readonly refused: readonly string[][];
	/** How many calls were made, repeats of answered ones included. */
	readonly calls: number;
	readonly answers: Readonly<Record<string, number>>;
}

export interface Load {
	readonly bundles: readonly string[][];
	readonly address: () => string;
	/** Resolves when n8n runs, at once if it does. */
	readonly running?: () => Promise<void>;
	readonly random: () => number;
	/** Bundles sent and not answered at this moment. */
	readonly inFlight: Set<readonly string[]>;
	/** Told of every first 2xx of a bundle. */
	readonly onTaken: (bundle: readonly string[]) => void;
}

/** Delivers every bundle until 2xx, five times at most, and some again after that. */
export async function sendLoad(load: Load): Promise<LoadResult> {
	const { bundles, address, running = () => Promise.resolve(), random, inFlight, onTaken } = load;
	const refused: string[][] = [];
	const answers: Record<string, number> = {};
	let calls = 0;
	const limit = pLimit(12);

	const attempt = async (bundle: string[], number: number): Promise<boolean> => {
		calls++;
		inFlight.add(bundle);
		const body = { Attempts: number, Notifications: bundle.map(notificationOf) };
		const status = await axios
			.post(address(), body, { timeout: 120_000, validateStatus: () => true, maxRedirects: 0 })
			.then((answer) => answer.status)
			.catch(() => 0);
		inFlight.delete(bundle);
		answers[status] = (answers[status] ?? 0) + 1;
		return status >= 200 && status < 300;
	};
	const deliver = async (bundle: string[]) => {
		const wanted = 1 + Math.floor(random() * MOST_ATTEMPTS);
		let isTaken = false;
		for (let number = 1; number <= MOST_ATTEMPTS && !(isTaken && number > wanted); number++) {
			const isTakenNow = await attempt(bundle, number);
			if (isTakenNow && !isTaken) onTaken(bundle);
			isTaken ||= isTakenNow;
			const delay = RETRY_DELAYS_MS[number - 1];
			if (isTaken || delay === undefined) continue;
			await wait(delay);
			await running();
		}
		if (!isTaken) refused.push(bundle);
	};
	await Promise.all(bundles.map((bundle) => limit(deliver, bundle)));
	return { refused, calls, answers };
}

function notificationOf(id: string) {
	return {
		Action: 'IlmoitusTilamuutos',
		Account: 'Esimerkki-isännöinti Oy',
		ReferenceId: id,
		ReferenceSecondaryId: null,
		ReferenceData: null,
		ReferenceJson: '{"Tila":"vastaanotettu"}',
		Timestamp: '2026-11-05T11:40:14.1881319+02:00',
	};
}
