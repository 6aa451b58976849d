import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import {
	ALL_EVENTS,
	EVENT_CHOICES,
} from '../../../dist/nodes/TampuuriTrigger/notifications/events.js';
import { EVENT_TYPES } from '../../../simulator/listeners/eventTypes.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { loadPackage, type NodeTypes } from '../harness/index.mts';
import { call } from './setUp.mts';

interface Sent {
	readonly Action: string;
	readonly ReferenceId: number;
	readonly ReferenceSecondaryId: number | null;
}

let nodeTypes: NodeTypes;
let simulator: Simulator;
let listener: Server;
const bundles: string[] = [];

beforeAll(async () => {
	nodeTypes = await loadPackage();
	simulator = await startSimulator({ port: 0, units: 5 });
	listener = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			bundles.push(body);
			response.end();
		});
	});
	await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
	const { port } = listener.address() as AddressInfo;
	simulator.listeners.configure({ bundleDelay: 5 });
	simulator.listeners.add({ address: `http://127.0.0.1:${port}/`, events: [], signingSecret: '' });
});

afterAll(async () => {
	await simulator.close();
	listener.close();
});

/** What the listener receives because of the changes. */
async function sentBecauseOf(changes: () => Promise<unknown>): Promise<Sent[]> {
	bundles.length = 0;
	await changes();
	await simulator.listeners.settled();
	return bundles.flatMap((body) => (JSON.parse(body) as { Notifications: Sent[] }).Notifications);
}

/** The events that the real trigger passes on when this is chosen. */
async function passedOn(events: readonly string[], sent: readonly Sent[]): Promise<string[]> {
	const parameters = { events: [...events] };
	const { items = [] } = await call(
		nodeTypes,
		{ Attempts: 1, Notifications: sent },
		{ parameters },
	);
	return items.map(({ json }) => String(json.action));
}

describe('events sent by hand', () => {
	let sent: Sent[];

	beforeAll(async () => {
		sent = await sentBecauseOf(async () => {
			for (const { action } of EVENT_TYPES) {
				await axios.post(`${simulator.controlUrl}by-hand/event`, { event: action });
			}
		});
	});

	it.each(EVENT_CHOICES)('reach a trigger on "$label"', async ({ value, beginnings }) => {
		const passed = await passedOn([value], sent);
		expect(passed).not.toEqual([]);
		const isMeant = (action: string) =>
			beginnings?.some((start) => action.toLowerCase().startsWith(start)) ?? action === value;
		expect(passed.filter((action) => !isMeant(action))).toEqual([]);
	});

	it.each(EVENT_TYPES)('as $action are covered by a choice of the trigger', async ({ action }) => {
		const events = EVENT_CHOICES.map(({ value }) => value);
		expect(await passedOn(events, sent)).toContain(action);
	});

	it('name a record', () => {
		expect(sent.map(({ Action }) => Action)).toEqual(EVENT_TYPES.map(({ action }) => action));
		expect(sent.filter(({ ReferenceId }) => !Number.isInteger(ReferenceId))).toEqual([]);
	});
});

describe('events sent because of a call', () => {
	const LEASE = 3_000_001;
	const PARTY = 2_000_001;
	const PROPERTY = 1_000_001;
	const FILE = {
		KohdeId: PROPERTY,
		Kategoria: 'K',
		Nimi: 'a',
		TiedostonNimi: 'a.pdf',
		Tiedostosisalto: 'QEA=',
	};

	it.each<[method: string, path: string, body: object, actions: string[]]>([
		['POST', 'osapuolet/henkilot', { Etunimi: 'Säde' }, ['OsapuoliUusi']],
		['PUT', `osapuolet/${PARTY}`, { Nimi: 'Toinen Oy' }, ['OsapuoliMuokkaa']],
		[
			'POST',
			'kohteet/tontti/create',
			{ ParentId: PROPERTY, Tunnus: 'T', Nimi: 'T' },
			['KohdeUusi'],
		],
		['POST', 'kohteet/liitteet/lisaa', FILE, ['DokumenttipankkiDokumenttiUusi']],
		['PATCH', `sopimukset/${LEASE}`, { Lisatiedot: 'Ä' }, ['SopimusMuokkaa']],
		[
			'PATCH',
			`sopimukset/${LEASE}`,
			{ Loppupvm: '2030-05-31' },
			['SopimusMuokkaa', 'SopimusPaata'],
		],
		// The same day again is no new end, and neither is no end.
		['PATCH', `sopimukset/${LEASE}`, { Loppupvm: '2030-05-31T00:00:00' }, ['SopimusMuokkaa']],
		['PATCH', `sopimukset/${LEASE}`, { Loppupvm: null }, ['SopimusMuokkaa']],
		['POST', `sopimukset/${LEASE}/paatasopimus`, { Loppupvm: '2030-06-30' }, ['SopimusPaata']],
		['GET', `sopimukset/${LEASE}`, {}, []],
	])('%s %s with %p are %p', async (method, path, data, actions) => {
		const { headers } = simulator.account;
		const url = `${simulator.url}${path}`;
		const sent = await sentBecauseOf(
			async () =>
				await axios.request({ method, url, headers, data: method === 'GET' ? undefined : data }),
		);
		expect(sent.map(({ Action }) => Action)).toEqual(actions);
		expect(await passedOn([ALL_EVENTS], sent)).toEqual(actions);
		const inPath = Number(/\/(\d+)/.exec(path)?.[1]);
		for (const { ReferenceId } of sent) {
			expect(ReferenceId).toEqual(Number.isNaN(inPath) ? expect.any(Number) : inPath);
		}
	});

	it('a new lease is one, about the lease', async () => {
		const operation = { KohdeId: PROPERTY, OsapuoliId: PARTY, Alkupvm: '2030-01-01' };
		const sent = await sentBecauseOf(
			async () =>
				await axios.post(`${simulator.url}sopimukset`, operation, {
					headers: simulator.account.headers,
				}),
		);
		expect(sent).toMatchObject([{ Action: 'SopimusUusi' }]);
		expect(simulator.data.leases.find(sent[0]?.ReferenceId ?? 0)).toMatchObject({
			propertyId: PROPERTY,
		});
	});
});
