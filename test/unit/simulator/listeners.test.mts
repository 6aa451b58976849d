import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { operationsOf, catalogue } from '../../../dist/nodes/shared/catalogue/index.js';
import { causesOf } from '../../../simulator/listeners/events.mts';
import { EVENT_TYPES } from '../../../simulator/listeners/eventTypes.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { clientOf } from './calls.mts';

interface Received {
	readonly body: string;
	readonly signature: IncomingMessage['headers'][string];
}

describe("the simulator's listeners", () => {
	const received: Received[] = [];
	let responses: number[] = [];
	let simulator: Simulator;
	let listener: Server;
	let address: string;

	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, units: 20 });
		listener = createServer((request, response) => {
			const { searchParams } = new URL(request.url ?? '/', 'http://listener');
			if (request.method === 'GET') return void response.end(searchParams.get('echo'));
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				received.push({ body, signature: request.headers['ms-signature'] });
				response.writeHead(responses.shift() ?? 200).end();
			});
		});
		await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
		address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/?secret=x`;
	});
	beforeEach(() => {
		simulator.reset();
		simulator.listeners.configure({ bundleDelay: 5, retryDelays: [1, 1, 1, 1] });
	});
	afterEach(() => {
		received.length = 0;
		responses = [];
	});
	afterAll(async () => {
		await simulator.close();
		listener.close();
	});

	const register = async (settings: object = {}) =>
		await axios.post(
			`${simulator.controlUrl}webhooks`,
			{ address, ...settings },
			{
				validateStatus: () => true,
			},
		);
	const event = (id: number) => ({
		Action: 'IlmoitusUusi',
		Account: 'Tili',
		ReferenceId: id,
		ReferenceSecondaryId: null,
		ReferenceData: null,
		ReferenceJson: null,
		Timestamp: '2026-11-05T10:00:00+02:00',
	});

	it('receive a write, signed over the bytes', async () => {
		await register({ signingSecret: 'abc' });
		const [request] = simulator.data.serviceRequests.browse({ states: ['avoin'] }).slice(0, 1);
		await clientOf(simulator).post(`ilmoitukset/${request?.id}/vastaanota`, {});
		await simulator.listeners.settled();
		expect(received).toHaveLength(1);
		const { body, signature } = received[0] ?? { body: '' };
		expect(JSON.parse(body)).toMatchObject({
			Attempts: 1,
			Notifications: [{ Action: 'IlmoitusTilamuutos', ReferenceId: request?.id }],
		});
		const digest = createHmac('sha256', 'abc').update(body).digest('hex');
		expect(signature).toBe(`sha256=${digest}`);
	});

	it('get what is due together as one bundle, and only what they listen to', async () => {
		await register({ events: ['IlmoitusUusi'] });
		simulator.listeners.notify(event(1));
		simulator.listeners.notify({ ...event(2), Action: 'SopimusPaata' });
		simulator.listeners.notify(event(3));
		await simulator.listeners.settled();
		expect(received.map(({ body }) => JSON.parse(body).Notifications.length)).toEqual([2]);
	});

	it.each([
		[
			[500, 404, 302],
			[1, 2, 3, 4],
		],
		[
			[500, 500, 500, 500, 500, 500],
			[1, 2, 3, 4, 5],
		],
		[[204], [1]],
	])('are tried until a 2xx, five times at most: %p', async (statuses, attempts) => {
		await register();
		responses = [...statuses];
		simulator.listeners.notify(event(1));
		await simulator.listeners.settled();
		expect(received.map(({ body }) => JSON.parse(body).Attempts)).toEqual(attempts);
		expect(simulator.listeners.log.map(({ attempt }) => attempt)).toEqual(attempts);
	});

	it('are added only when they echo, unless that is skipped', async () => {
		const silent = `${simulator.url}nowhere`;
		expect((await register({ address: silent })).status).toBe(422);
		expect((await register({ address: silent, skipEcho: true })).status).toBe(201);
		expect((await register({ address: 'nonsense' })).status).toBe(400);
	});

	describe('and changes made by hand on their page', () => {
		const byHand = async (change: string, fields: Record<string, string>) =>
			await axios.post<string>(
				`${simulator.controlUrl}by-hand/${change}`,
				new URLSearchParams(fields),
				{ validateStatus: () => true },
			);

		it('announce a new service request', async () => {
			await register();
			const { status, data } = await byHand('service-request', { title: 'Häiriö' });
			await simulator.listeners.settled();
			const [bundle] = received.map(({ body }) => JSON.parse(body));
			expect(bundle).toMatchObject({ Notifications: [{ Action: 'IlmoitusUusi' }] });
			const id: number = bundle.Notifications[0].ReferenceId;
			expect(simulator.data.serviceRequests.find(id)).toMatchObject({
				state: 'avoin',
				record: { TyötehtävänOtsikko: 'Häiriö' },
			});
			expect([status, data]).toEqual([200, expect.stringContaining('Make a change')]);
			expect(simulator.calls.total).toBe(0);
		});

		it('announce an ended lease', async () => {
			await register();
			await byHand('lease-end', { lease: '3000001', day: '2027-01-31' });
			await simulator.listeners.settled();
			expect(received.map(({ body }) => JSON.parse(body).Notifications)).toEqual([
				[expect.objectContaining({ Action: 'SopimusPaata', ReferenceId: 3000001 })],
			]);
			expect(simulator.data.leases.find(3000001)?.end).toBe('2027-01-31');
		});

		it.each([
			[
				400,
				{ lease: '3000001', day: 'soon' },
				'Not done: The request is invalid. Could not convert string to DateTime: soon',
			],
			[404, { lease: '999', day: '2027-01-31' }, 'Not done: Sopimusta 999 ei löydy.'],
		])('announce nothing when it is refused with %p', async (expected, fields, reason) => {
			await register();
			const { status, data } = await byHand('lease-end', fields);
			expect([status, data]).toEqual([expected, expect.stringContaining(reason)]);
			await simulator.listeners.settled();
			expect(received).toEqual([]);
		});
	});

	describe('and events sent by hand', () => {
		it('receive any name, about the record that was chosen', async () => {
			await register();
			const event = { event: 'UusiTapahtuma', id: '7', secondaryId: '8' };
			const url = `${simulator.controlUrl}by-hand/event`;
			const { data: page } = await axios.post<string>(url, new URLSearchParams(event));
			await axios.post(url, { event: 'RemonttiUusi' });
			await simulator.listeners.settled();
			const sent = received.flatMap(({ body }) => JSON.parse(body).Notifications);
			expect(sent).toMatchObject([
				{ Action: 'UusiTapahtuma', ReferenceId: 7, ReferenceSecondaryId: 8 },
				{ Action: 'RemonttiUusi', ReferenceId: expect.any(Number), ReferenceSecondaryId: null },
			]);
			expect(page).toContain('Send an event');
			expect((await axios.post(url, {}, { validateStatus: () => true })).status).toBe(400);
		});

		it.each(EVENT_TYPES)('find $action on the page, a guess marked as one', async (type) => {
			const { data } = await axios.get<string>(`${simulator.controlUrl}webhooks`);
			const [row = ''] = data.split('<tr>').filter((one) => one.includes(`>${type.action}<`));
			expect(row).toContain(`name="event" value="${type.action}"`);
			expect(row.includes('<b>guess</b>')).toBe(type.evidence === 'guess');
		});

		it('are caused by operations that the catalogue has', () => {
			const operations = catalogue.flatMap(operationsOf);
			const names = operations.map(({ method, path }) => `${method} ${path}`);
			const causes = EVENT_TYPES.flatMap(({ action }) => causesOf(action));
			expect(causes.filter((cause) => !names.includes(cause))).toEqual([]);
		});
	});

	it('are administered on a page that shows no more than it should', async () => {
		const form = new URLSearchParams({ address, events: 'A, B', signingSecret: 'ssss' });
		const { data } = await axios.post<string>(`${simulator.controlUrl}webhooks`, form);
		expect(data).toContain('A, B');
		expect(data).not.toContain('ssss');
		const [added] = simulator.listeners.all;
		await axios.post(`${simulator.controlUrl}webhooks/${added?.id}/remove`);
		expect(simulator.listeners.all).toEqual([]);
	});
});
