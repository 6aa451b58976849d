import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runs } from '../../runs.mts';
import { itemsOf, setUp } from './setUp.mts';

const tampuuri = setUp({ units: 10 });

const FAULTS = [
	'none',
	'lost',
	'madeAndLost',
	'refused',
	'brokenBefore',
	'brokenAfter',
	'madeLate',
	'garbage',
] as const;
/** How the list of service requests is while a run lasts. */
const LISTS = ['shown', 'broken', 'silent', 'forbidden'] as const;

type Fault = (typeof FAULTS)[number];
type List = (typeof LISTS)[number];

const SETTLING_SECONDS = 0.04;
const LATE_MS = 8;

/** Tampuuri as far as these runs see it. */
class Register {
	list: List = 'shown';
	faults: Fault[] = [];
	readonly records: Array<{ readonly Id: number; readonly reference: string }> = [];
	/** Whether the creation of a reference was last confirmed, lost or refused. */
	readonly last = new Map<string, Fault>();

	idsOf(reference: string): number[] {
		return this.records.filter((one) => one.reference === reference).map(({ Id }) => Id);
	}

	async respond(
		path: string,
		body: IDataObject,
	): Promise<{ status: number; body: string } | 'cut'> {
		if (path.endsWith('selaa')) return this.rows();
		const reference = String(body.TyotehtavanLisatiedot);
		const fault = this.faults.shift() ?? 'none';
		this.last.set(reference, fault);
		const add = () => {
			const Id = 1000 + this.records.length;
			this.records.push({ Id, reference });
			return Id;
		};
		const broken = { status: 500, body: 'x' };
		switch (fault) {
			case 'none':
				return { status: 200, body: JSON.stringify({ Id: add() }) };
			case 'garbage':
				add();
				return { status: 200, body: '{"Id":' };
			case 'lost':
				return 'cut';
			case 'madeAndLost':
				add();
				return 'cut';
			case 'refused':
				return { status: 400, body: '{"Message":"Ei käy"}' };
			case 'brokenBefore':
				return broken;
			case 'brokenAfter':
				add();
				return broken;
			case 'madeLate':
				void wait(LATE_MS).then(add);
				return broken;
		}
	}

	private rows() {
		if (this.list === 'broken') return { status: 500, body: 'x' };
		if (this.list === 'forbidden') return { status: 403, body: '{"Message":"Ei oikeutta"}' };
		const Items = this.records.map(({ Id, reference }) =>
			this.list === 'shown' ? { Id, TyötehtävänLisätiedot: `Muu\n[${reference}]` } : { Id },
		);
		// A list without rows is silent, too, but tells that there are none.
		if (this.list === 'silent') Items.unshift({ Id: 1 });
		return { status: 200, body: JSON.stringify({ Total: Items.length, Items }) };
	}
}

let register = new Register();
let server: Server;

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	const reply = await register.respond(request.url ?? '', JSON.parse(text) as IDataObject);
	if (reply === 'cut') return void response.destroy();
	response.writeHead(reply.status, { 'content-type': 'application/json' });
	response.end(reply.body);
}

beforeAll(async () => {
	server = createServer((request, response) => void handle(request, response));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const parameters = {
	resource: 'serviceRequest',
	operation: 'create',
	costCentre: { __rl: true, mode: 'id', value: '1' },
	title: 'Hana vuotaa',
	taskDescription: 'ÄÖ',
	additionalFields: {
		externalReference: '={{ $json.reference }}',
		referenceField: 'additionalTaskInformation',
	},
	options: { settlingTime: SETTLING_SECONDS, concurrency: '={{ $json.atOnce }}' },
} as INodeParameters;

/** What this process remembers is by account, so that another account is as another process. */
async function run(process: string, references: readonly string[], atOnce: number) {
	const { port } = server.address() as AddressInfo;
	const outcome = await tampuuri.run({
		parameters,
		items: itemsOf(...references.map((reference) => ({ reference, atOnce }))),
		credentials: tampuuri.credentials({
			ownAddress: `http://127.0.0.1:${port}/v10/api/`,
			accountName: process,
		}),
		onError: 'continueErrorOutput',
	});
	const paired = (place: number) =>
		(outcome.outputs[place] ?? []).map(({ json, pairedItem }) => {
			const { item = 0 } = pairedItem as { item?: number };
			return { ...json, reference: references[item] ?? '' } as Row;
		});
	return [...paired(0), ...paired(1)];
}

interface Row {
	readonly reference: string;
	readonly Id?: number;
	readonly created?: boolean;
	readonly error?: string;
}

const steps = fc.array(
	fc.record({
		process: fc.integer({ min: 0, max: 1 }),
		/** Runs at once in the process, each with these items. */
		runs: fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 }), {
			minLength: 1,
			maxLength: 3,
		}),
		atOnce: fc.constantFrom(1, 3),
		faults: fc.array(fc.constantFrom(...FAULTS), { maxLength: 4 }),
		list: fc.constantFrom<List>('shown', 'shown', ...LISTS),
	}),
	{ minLength: 1, maxLength: 4 },
);

const isConfirmed = (fault: Fault | undefined) => fault === 'none';

/** @param isMade whether another row of the same step made the record */
function expectTrue(row: Row, before: ReadonlyMap<string, Fault>, isMade: boolean): void {
	const ids = register.idsOf(row.reference);
	if (row.Id !== undefined) return expect(ids).toContain(row.Id);
	const error = row.error ?? '';
	if (error.startsWith('Not created')) return expect(ids.length > 0).toBe(isMade);
	if (!error.startsWith('May have been created')) return;
	// In that run or an earlier one it was sent, and nobody confirmed it.
	const sent = [register.last.get(row.reference), before.get(row.reference)];
	expect(sent.some((fault) => fault !== undefined && !isConfirmed(fault))).toBe(true);
}

let cases = 0;

describe('a record with an external reference, in any sequence of runs and faults', () => {
	it('is never made twice by a process, nor by several where the list tells', async () => {
		await fc.assert(
			fc.asyncProperty(steps, fc.boolean(), async (sequence, restarts) => {
				register = new Register();
				const name = `Tili ${(cases += 1)}`;
				const said: Row[] = [];
				for (const step of sequence) {
					// What is not shown can be made again by another process: the documentation says so.
					register.list =
						restarts && step.list !== 'broken' && step.list !== 'shown' ? 'shown' : step.list;
					register.faults = [...step.faults];
					const before = new Map(register.last);
					const process = `${name} ${restarts ? step.process : 0}`;
					const rows = await Promise.all(
						step.runs.map(async (references) => await run(process, references, step.atOnce)),
					);
					for (const row of rows.flat()) {
						const others = rows.flat().filter(({ reference }) => reference === row.reference);
						expectTrue(
							row,
							before,
							others.some(({ created }) => created),
						);
					}
					expect(rows.flat()).toHaveLength(step.runs.flat().length);
					said.push(...rows.flat());
					for (const reference of 'abc') {
						expect(register.idsOf(reference).length).toBeLessThanOrEqual(1);
					}
				}
				const created = said.filter((row) => row.created).map(({ reference }) => reference);
				expect(created).toEqual([...new Set(created)]);
			}),
			{ numRuns: runs(60) },
		);
	}, 300_000);
});
