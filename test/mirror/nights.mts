import { waitUntil } from '../../demo/waitUntil.mts';
import type { N8nServer } from '../../demo/n8nServer.mts';
import type { Postgres } from '../programs/services.mts';
import { forgetPeak, peakMegabytes } from './memory.mts';
import { publishMirror, type Mirror } from './mirrored.mts';
import type { Source } from './source.mts';

const NIGHT = { limitMs: 900_000, everyMs: 200 };
const PAGE_SIZE = 250;
/** Every so many nights, leases are deleted and added while the list is read. */
const RESTLESS_EVERY = 5;

export interface Night {
	readonly night: number;
	readonly rows: number;
	readonly calls: number;
	readonly leastCalls: number;
	/** Pages that were asked for more than once, in a night in which nothing moves. */
	readonly again: number;
	/** Leases whose row is not the list's when the night is over. */
	readonly wrong: number;
	/** The same of leases that nobody touched in the night. */
	readonly wrongSteady: number;
	readonly isRestless: boolean;
	readonly isKilled: boolean;
	/** The highest memory use of n8n's process. */
	readonly megabytes: number;
	readonly seconds: number;
}

interface Place {
	readonly start: (port: number) => Promise<N8nServer>;
	readonly source: Source;
	readonly postgres: Postgres;
	readonly mirror: Mirror;
}

interface Plan {
	readonly nights: number;
	readonly kills: number;
	readonly churn: number;
}

/** The nights in which n8n is killed: not those in which the list moves. */
function killedNights({ nights, kills }: Plan): Set<number> {
	const still = Array.from({ length: nights }, (_, night) => night).filter(
		(night) => !isRestless(night),
	);
	const places = Array.from({ length: kills }, (_, kill) =>
		Math.floor(((kill + 1) * still.length) / (kills + 1)),
	);
	return new Set(places.map((place) => still[place] ?? 0));
}

function isRestless(night: number): boolean {
	return night % RESTLESS_EVERY === RESTLESS_EVERY - 1;
}

/** Deletes and adds leases at a few moments of the reading. */
function disturb(source: Source, night: number, touched: Set<number>): void {
	const moments = [0.2, 0.5, 0.8].map((part) =>
		Math.floor((part * source.rows.length) / PAGE_SIZE),
	);
	source.onCall = () => {
		if (!moments.includes(source.pages.length)) return;
		moments.splice(moments.indexOf(source.pages.length), 1);
		for (const { Id } of source.delete(3)) touched.add(Id);
		const known = source.rows.length;
		source.add(2, night);
		for (const { Id } of source.rows.slice(known)) touched.add(Id);
	};
}

/** Mirrors the list night after night, as the template does. */
export async function measureNights(place: Place, plan: Plan): Promise<Night[]> {
	const { source, mirror } = place;
	const killed = killedNights(plan);
	let n8n = await place.start(0);
	const port = Number(new URL(n8n.url).port);
	const all: Night[] = [];
	const restart = async () => {
		await n8n.kill();
		n8n = await place.start(port);
		await mirror.passAQuarter();
	};
	try {
		for (let night = 0; night < plan.nights; night++) {
			const started = performance.now();
			source.forget();
			await forgetPeak(n8n.pid);
			const touched = new Set<number>();
			if (isRestless(night)) disturb(source, night, touched);
			const leastCalls = Math.ceil(source.rows.length / PAGE_SIZE);
			if (night === 0) await publishMirror(n8n, source, place.postgres);
			else await mirror.passADay();
			if (killed.has(night)) {
				await waitUntil('The middle', () => source.pages.length > leastCalls / 2, {
					...NIGHT,
					everyMs: 1,
				});
				await restart();
			}
			await waitUntil('The end of the night', async () => await mirror.isWhole(), NIGHT);
			source.onCall = () => {};
			const wrong = await mirror.differences(source.rows);
			const one: Night = {
				night,
				rows: source.rows.length,
				calls: source.calls,
				leastCalls,
				again: isRestless(night) ? 0 : source.pages.length - new Set(source.pages).size,
				wrong: wrong.size,
				wrongSteady: [...wrong].filter((id) => !touched.has(id)).length,
				isRestless: isRestless(night),
				isKilled: killed.has(night),
				megabytes: await peakMegabytes(n8n.pid),
				seconds: Math.round((performance.now() - started) / 1_000),
			};
			console.log(JSON.stringify(one));
			all.push(one);
			source.liveADay(night + 1, plan.churn);
		}
		return all;
	} finally {
		await n8n.stop();
	}
}
