import { setTimeout as wait } from 'node:timers/promises';
import axios from 'axios';
import pLimit from 'p-limit';
import { z } from 'zod';

/** How often the same leads are delivered at once. */
const AT_ONCE = 5;
const BUNDLE = 25;
const BUNDLES_AT_ONCE = 3;
const MOST_DELIVERIES = 30;
const PAUSE_MS = 1_500;

const rows = z.array(
	z.object({
		Id: z.number().optional(),
		created: z.boolean().optional(),
		error: z.unknown().optional(),
	}),
);

/** What a response says of a lead. */
export interface Said {
	readonly lead: string;
	readonly id?: number;
	readonly created?: boolean;
	readonly error?: string;
	/** When, on the clock of this process. */
	readonly at: number;
}

export interface Load {
	readonly leads: readonly string[];
	readonly address: () => string;
	/** Resolves when n8n runs, at once if it does. */
	readonly running: () => Promise<void>;
	/** Told of each lead that a response gives an ID for, once. */
	readonly onSettled: (lead: string) => void;
}

/** Leads under names that no other text has. */
export function leadsOf(count: number, name: string): string[] {
	return Array.from({ length: count }, (_, index) => `${name}-${String(index).padStart(5, '0')}`);
}

function bundlesOf(leads: readonly string[]): string[][] {
	return Array.from({ length: Math.ceil(leads.length / BUNDLE) }, (_, index) =>
		leads.slice(index * BUNDLE, (index + 1) * BUNDLE),
	);
}

async function deliver(address: string, leads: readonly string[]): Promise<Said[]> {
	const body = { leads: leads.map((reference) => ({ reference })) };
	const { data } = await axios.post<unknown>(address, body, { timeout: 300_000 });
	const at = Date.now();
	const said = rows.parse(data);
	if (said.length !== leads.length) throw new Error('A response has not one row for each lead');
	return said.map(({ Id, created, error }, place) => ({
		lead: leads[place] ?? '',
		id: Id,
		created,
		error: error === undefined ? undefined : JSON.stringify(error),
		at,
	}));
}

/**
 * Delivers leads five times at once, and again those of which no response gave an ID, as a system
 * does that wants to know what became of them.
 *
 * @returns all that was said
 */
export async function sendLeads({ leads, address, running, onSettled }: Load): Promise<Said[]> {
	const all: Said[] = [];
	const settled = new Set<string>();
	const deliverAll = async (bundle: readonly string[]) => {
		for (let number = 1; number <= MOST_DELIVERIES; number++) {
			const left = bundle.filter((lead) => !settled.has(lead));
			if (left.length === 0) return;
			if (number > 1) await wait(PAUSE_MS);
			await running();
			const times = Array.from({ length: AT_ONCE }, () => deliver(address(), left));
			for (const result of await Promise.allSettled(times)) {
				const said = result.status === 'fulfilled' ? result.value : [];
				all.push(...said);
				for (const { lead, id } of said) {
					if (id === undefined || settled.has(lead)) continue;
					settled.add(lead);
					onSettled(lead);
				}
			}
		}
	};
	const limit = pLimit(BUNDLES_AT_ONCE);
	await Promise.all(bundlesOf(leads).map((bundle) => limit(deliverAll, bundle)));
	return all;
}
