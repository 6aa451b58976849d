import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { DEFAULT_ACCOUNTS, headersOf } from '../../../simulator/api/accounts.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';

const [mantyla, testipiha] = DEFAULT_ACCOUNTS;
if (!mantyla || !testipiha) throw new Error('The simulator has fewer than two accounts.');

const names = Object.keys(headersOf(mantyla.values));

/** A JavaScript text whose characters are the UTF-8 bytes: that is what goes on the wire then. */
function asUtf8(text: string): string {
	return Buffer.from(text, 'utf8').toString('latin1');
}

function mapValues(headers: Readonly<Record<string, string>>, change: (text: string) => string) {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, change(value)]));
}

describe('the six headers', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await startSimulator({
			port: 0,
			units: 5,
			accounts: [
				mantyla,
				testipiha,
				{
					...mantyla,
					label: 'utf8',
					acceptsUtf8: true,
					values: { ...mantyla.values, account: 'Ässä & Öky Oy' },
				},
			],
		});
	});

	afterAll(() => simulator.close());

	async function call(headers: Record<string, string>) {
		const { status, data } = await axios.get<unknown>(`${simulator.url}kohteet/1000001`, {
			headers,
			validateStatus: () => true,
		});
		return { status, data };
	}

	const refused = {
		status: 403,
		data: { Message: 'Authorization has been denied for this request.' },
	};

	it('open an account when all six are right', async () => {
		const responses = await Promise.all(
			simulator.accounts.map(({ headers }) => call({ ...headers })),
		);
		expect(responses.map(({ status }) => status)).toEqual([200, 200, 200]);
	});

	it.each(names)('are refused without %s', async (name) => {
		const others = Object.entries(simulator.account.headers).filter(([other]) => other !== name);
		expect(others).toHaveLength(5);
		expect(await call(Object.fromEntries(others))).toEqual(refused);
	});

	it.each(names)('are refused when %s is empty, wrong, or in other letter case', async (name) => {
		const value = simulator.account.headers[name] ?? '';
		for (const wrong of [
			'',
			`${value}x`,
			value.toUpperCase() === value ? value.toLowerCase() : value.toUpperCase(),
		]) {
			expect(await call({ ...simulator.account.headers, [name]: wrong })).toEqual(refused);
		}
	});

	it.each(['X-TiliNimi', 'X-Kayttajatunnus', 'X-Salasana'])(
		"are refused when %s is the other account's",
		async (name) => {
			const other = simulator.accounts[1]?.headers[name] ?? '';
			expect(await call({ ...simulator.account.headers, [name]: other })).toEqual(refused);
		},
	);

	it('are Latin-1 on the wire; UTF-8 only where the account takes it', async () => {
		expect(await call(mapValues(simulator.account.headers, asUtf8))).toEqual(refused);
		const tolerant = simulator.accounts[2]?.headers ?? {};
		expect(await call(mapValues(tolerant, asUtf8))).toMatchObject({ status: 200 });
		expect(await call({ ...tolerant })).toMatchObject({ status: 200 });
	});

	it('are checked before anything else', async () => {
		const { status } = await axios.get(`${simulator.url}no/such/thing`, {
			validateStatus: () => true,
		});
		expect(status).toBe(403);
	});

	it("lead to data of the account's own", async () => {
		const created = await axios.post<{ Id: number }>(
			`${simulator.url}ilmoitukset/lisaa`,
			{ KustannuspaikkaId: 1_000_001, Otsikko: 'Hana', TyotehtavanKuvaus: 'Vuotaa' },
			{ headers: simulator.account.headers },
		);
		const [first, second] = simulator.accounts;
		expect(first?.data.serviceRequests.find(created.data.Id)).toBeDefined();
		expect(second?.data.serviceRequests.find(created.data.Id)).toBeUndefined();
	});

	it('are never written down', async () => {
		await call({ ...simulator.account.headers });
		await call({ ...simulator.account.headers, 'X-Salasana': 'wrong-but-secret' });
		const written = JSON.stringify([
			simulator.requestLog.entries,
			simulator.data.stateChanges,
			simulator.data.writes,
		]);
		for (const value of [...Object.values(simulator.account.headers), 'wrong-but-secret']) {
			expect(written).not.toContain(value);
		}
		expect(simulator.requestLog.entries.slice(-2).map(({ account }) => account)).toEqual([
			'mantyla',
			null,
		]);
	});
});
