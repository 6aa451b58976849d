import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OtherSystems } from '../../../demo/otherSystems.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';

interface Sent {
	readonly method: string;
	readonly path: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
}

/** Every area that a server mounts, with a request that it would otherwise handle. */
const AREAS: ReadonlyArray<readonly [area: string, server: 'simulator' | 'systems', sent: Sent]> = [
	['the root', 'simulator', { method: 'GET', path: '/' }],
	['no area', 'simulator', { method: 'GET', path: '/nowhere' }],
	['no address', 'simulator', { method: 'GET', path: '/%zz' }],
	['the API', 'simulator', { method: 'GET', path: '/v10/api/kohteet/1000001' }],
	['a write', 'simulator', { method: 'POST', path: '/v10/api/ilmoitukset/lisaa', body: '{}' }],
	['a preflight', 'simulator', { method: 'OPTIONS', path: '/v10/api/ilmoitukset/lisaa' }],
	['no operation', 'simulator', { method: 'GET', path: '/v10/api/nowhere' }],
	['the Help index', 'simulator', { method: 'GET', path: '/v10/api/Help' }],
	['a Help page', 'simulator', { method: 'GET', path: '/v10/api/Help/Api/GET-nowhere' }],
	['the control page', 'simulator', { method: 'GET', path: '/_simulator/' }],
	['the log', 'simulator', { method: 'GET', path: '/_simulator/requests' }],
	['the reset', 'simulator', { method: 'POST', path: '/_simulator/reset' }],
	['faults', 'simulator', { method: 'POST', path: '/_simulator/faults', body: '{"broken' }],
	['settings', 'simulator', { method: 'PATCH', path: '/_simulator/settings', body: '{}' }],
	['the listeners page', 'simulator', { method: 'GET', path: '/_simulator/webhooks' }],
	['a listener', 'simulator', { method: 'POST', path: '/_simulator/webhooks', body: '{}' }],
	['a manual change', 'simulator', { method: 'POST', path: '/_simulator/by-hand/lease-end' }],
	['the other systems', 'systems', { method: 'GET', path: '/' }],
	['what arrived', 'systems', { method: 'GET', path: '/arrivals' }],
	['a caller', 'systems', { method: 'POST', path: '/call/crm', body: 'name=x' }],
	['another system', 'systems', { method: 'PUT', path: '/crm.example.com/api', body: '{"broken' }],
];

const READS = ['GET', 'HEAD', 'OPTIONS'];

describe('a server for this machine only', () => {
	let simulator: Simulator;
	let systems: OtherSystems;
	const called: string[] = [];

	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, units: 1 });
		systems = await OtherSystems.open({
			callers: [
				{
					key: 'crm',
					title: 'A lead',
					fields: [],
					call: async () => called.push('crm'),
				},
			],
		});
	});

	afterAll(async () => {
		await systems.close();
		await simulator.close();
	});

	const portOf = (server: 'simulator' | 'systems') =>
		server === 'simulator' ? simulator.port : Number(new URL(systems.url).port);

	async function send(
		server: 'simulator' | 'systems' | number,
		{ method, path, headers, body }: Sent,
	) {
		const port = typeof server === 'number' ? server : portOf(server);
		return await new Promise<{ status: number | undefined; headers: string[]; text: string }>(
			(resolve, reject) => {
				const options = { host: '127.0.0.1', port, method, path, headers };
				const sent = request(options, (response) => {
					let text = '';
					response.on('data', (chunk: Buffer) => (text += chunk.toString()));
					response.on('end', () =>
						resolve({ status: response.statusCode, headers: Object.keys(response.headers), text }),
					);
				});
				sent.on('error', reject);
				sent.end(body);
			},
		);
	}

	/** Everything that a request could have changed. */
	const traces = () => ({
		calls: simulator.calls.total,
		help: simulator.help.requests.length,
		listeners: simulator.listeners.all.length,
		faults: simulator.faults.all.length,
		arrivals: systems.arrivals.length,
		called: called.length,
	});

	describe.each(AREAS)('at %s', (_, server, sent) => {
		it.each([
			'attacker.example',
			'attacker.example:4010',
			'127.0.0.1.attacker.example',
			'localhost.attacker.example',
			'attacker.example:127',
			'192.168.1.20:4010',
			'127.0.0.1@attacker.example',
			'nonsense nonsense',
		])('refuses the host "%s" of a rebound name', async (host) => {
			const before = traces();
			const { status, headers, text } = await send(server, { ...sent, headers: { host } });
			expect([status, text]).toEqual([403, expect.stringContaining('127.0.0.1')]);
			expect(headers.filter((name) => name.startsWith('access-control-'))).toEqual([]);
			expect(traces()).toEqual(before);
		});

		it.each([
			'https://attacker.example',
			'http://127.0.0.1.attacker.example',
			'http://localhost.attacker.example:4010',
			'http://attacker.example@nonsense:x',
			'nonsense',
			'',
		])('refuses the origin "%s" of another page', async (origin) => {
			const before = traces();
			const { status, headers, text } = await send(server, { ...sent, headers: { origin } });
			expect([status, text]).toEqual([403, expect.stringContaining('origin')]);
			expect(headers.filter((name) => name.startsWith('access-control-'))).toEqual([]);
			expect(traces()).toEqual(before);
		});

		it.each<Readonly<Record<string, string>>>([
			{ host: '127.0.0.1' },
			{ host: '127.0.0.1:9' },
			{ host: 'localhost:4010' },
			{ host: 'LOCALHOST' },
			{ host: '[::1]:4010' },
			{ origin: 'http://127.0.0.1:5678' },
			{ origin: 'http://localhost' },
			{ origin: 'http://[::1]:1' },
		])('accepts %p', async (headers) => {
			const { text, headers: names } = await send(server, { ...sent, headers });
			expect(text).not.toMatch(/^Refused/);
			expect(names.filter((name) => name.startsWith('access-control-'))).toEqual([]);
		});

		it('refuses a change from a page that hides its origin, and says why', async () => {
			const { text } = await send(server, { ...sent, headers: { origin: 'null' } });
			expect(text.includes('Refused: a page that hides its origin')).toBe(
				!READS.includes(sent.method),
			);
		});
	});

	describe('that other machines may reach', () => {
		let open: Simulator;

		beforeAll(async () => {
			open = await startSimulator({ port: 0, units: 1, host: '0.0.0.0' });
		});

		afterAll(() => open.close());

		it.each([
			[{ host: '192.168.1.20:4010' }, true],
			[{ host: '[fe80::1]:4010' }, true],
			[{ host: '192.168.1.20:4010', origin: 'http://192.168.1.20:4010' }, true],
			[{ host: '192.168.1.20:4010', origin: 'http://192.168.1.21:4010' }, false],
			[{ host: 'attacker.example' }, false],
			[{ host: '192.168.1.20.attacker.example' }, false],
		])(
			'accepts addresses, which cannot be rebound, but no names: %p',
			async (headers, accepted) => {
				const { status } = await send(open.port, { method: 'GET', path: '/_simulator/', headers });
				expect(status).toBe(accepted ? 200 : 403);
			},
		);
	});
});
