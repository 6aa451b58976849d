import type { Simulator } from '../../simulator/start.mts';
import { N8nClient } from '../../demo/n8nClient.mts';
import type { N8nServer } from '../../demo/n8nServer.mts';
import { tampuuriCredential } from '../../demo/tampuuriConnection.mts';
import { randomFrom } from '../stress/load.mts';
import { CREATE, setFaults } from './faults.mts';
import { leadsOf, sendLeads, type Said } from './load.mts';
import { leadWorkflow, TIMEOUT_SECONDS, type Way } from './workflows.mts';

export interface Place {
	readonly start: (port: number) => Promise<N8nServer>;
	readonly simulator: Simulator;
}

export interface Counts {
	/** Leads with more than one record. */
	readonly doubled: number;
	/** Records beyond the first of each lead. */
	readonly superfluous: number;
	/** Leads without a record. */
	readonly lost: number;
}

export interface Figures extends Counts {
	readonly leads: number;
	/** Creations that something went wrong with. */
	readonly faults: number;
	readonly kills: number;
	/** Times that an error said that a record may have been created. */
	readonly unknown: number;
	/** Of those, where a creation had been confirmed, or none had been sent. */
	readonly wronglyUnknown: number;
	/** Responses with an ID of another record, or that say twice that a lead was created. */
	readonly untrue: number;
	readonly creations: number;
	readonly seconds: number;
}

const SHARE_OF_FAULTS = 0.12;

const REFERENCE = /"TyotehtavanLisatiedot":"([^"]+)"/;

/** Calls that created, by lead: when, and whether their response was as usual. */
function creationsOf({ requestLog }: Simulator) {
	const creations = requestLog.entries
		.filter(({ path }) => path.endsWith(CREATE))
		.map(({ body, fault, time, status }) => ({
			lead: REFERENCE.exec(JSON.stringify(body).replaceAll('\\"', '"'))?.[1] ?? '',
			at: Date.parse(time),
			isConfirmed: fault === null && status !== null && status < 300,
		}));
	return Map.groupBy(creations, ({ lead }) => lead);
}

function recordsOf({ data }: Simulator): Map<string, number[]> {
	const records = new Map<string, number[]>();
	for (const { body, id } of data.writes) {
		const lead = String(body['TyotehtavanLisatiedot']);
		records.set(lead, [...(records.get(lead) ?? []), ...(id === null ? [] : [id])]);
	}
	return records;
}

function untrueOf(said: readonly Said[], records: ReadonlyMap<string, readonly number[]>): number {
	const wrong = said.filter(
		({ lead, id }) => id !== undefined && !(records.get(lead) ?? []).includes(id),
	);
	const created = said.filter((one) => one.created === true).map(({ lead }) => lead);
	return wrong.length + created.length - new Set(created).size;
}

/** Sends leads through a real n8n that is killed meanwhile, and counts the records. */
export async function measure(
	{ start, simulator }: Place,
	{ way, leads: count, kills }: { way: Way; leads: number; kills: number },
): Promise<Figures> {
	simulator.reset();
	const leads = leadsOf(count, way);
	const random = randomFrom(count);
	const plan = { creations: count, share: SHARE_OF_FAULTS, outages: Math.round(count / 50) };
	const faults = setFaults(simulator, plan, random);
	let n8n = await start(0);
	const started = performance.now();
	try {
		const port = Number(new URL(n8n.url).port);
		await publish(n8n, way, simulator);
		let settled = 0;
		let killed = 0;
		let restart = Promise.resolve();
		const killAndRestart = async () => {
			await n8n.kill();
			n8n = await start(port);
		};
		const said = await sendLeads({
			leads,
			address: () => `${n8n.url}/webhook/${way}`,
			running: async () => await restart,
			onSettled: () => {
				settled++;
				if (killed >= kills || settled <= ((killed + 1) * count) / (kills + 1)) return;
				killed++;
				restart = restart.then(killAndRestart);
			},
		});
		return {
			leads: count,
			faults,
			kills: killed,
			...countsOf(leads, said, simulator),
			seconds: Math.round((performance.now() - started) / 1_000),
		};
	} finally {
		await n8n.stop();
	}
}

/** How many records leads have, in what Tampuuri was told to create. */
export function recordCounts(leads: readonly string[], simulator: Simulator): Counts {
	const records = recordsOf(simulator);
	const counts = leads.map((lead) => records.get(lead)?.length ?? 0);
	return {
		doubled: counts.filter((count) => count > 1).length,
		superfluous: counts.reduce((sum, count) => sum + Math.max(0, count - 1), 0),
		lost: counts.filter((count) => count === 0).length,
	};
}

function countsOf(leads: readonly string[], said: readonly Said[], simulator: Simulator) {
	const creations = creationsOf(simulator);
	const unknown = said.filter(({ error }) => error?.includes('May have been created'));
	const before = ({ lead, at }: Said) =>
		(creations.get(lead) ?? []).filter((creation) => creation.at <= at);
	return {
		...recordCounts(leads, simulator),
		unknown: unknown.length,
		wronglyUnknown: unknown.filter((one) => {
			const sent = before(one);
			return sent.length === 0 || sent.some(({ isConfirmed }) => isConfirmed);
		}).length,
		untrue: untrueOf(said, recordsOf(simulator)),
		creations: [...creations.values()].flat().length,
	};
}

async function publish(n8n: N8nServer, way: Way, simulator: Simulator): Promise<void> {
	const client = await N8nClient.signIn(n8n.url, n8n.owner);
	const { type, data } = tampuuriCredential(simulator);
	const credential = await client.createCredential('Tampuuri', {
		type,
		data: { ...data, timeoutAndRetries: 'custom', timeout: TIMEOUT_SECONDS },
	});
	await client.publishWorkflow(
		await client.createWorkflow(leadWorkflow(way, simulator.url, credential)),
	);
}
