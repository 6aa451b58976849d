import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { clientOf } from './calls.mts';

/** As browsers send it. */
const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const CODE = '010190-925A';
const ANY_CODE = /\d{6}[-A]\d{3}[0-9A-Y]/;

let simulator: Simulator;
let client: AxiosInstance;

beforeAll(async () => {
	simulator = await startSimulator({ port: 0, units: 45 });
	client = clientOf(simulator);
});

beforeEach(() => simulator.reset());

afterAll(() => simulator.close());

async function get(path: string, accept = BROWSER) {
	const { data, headers } = await axios.get<string>(`${simulator.controlUrl}${path}`, {
		headers: { accept },
		responseType: 'text',
	});
	return { text: data, type: String(headers['content-type']) };
}

const pageText = async (path: string) => (await get(path)).text;

/** The part of a page between a heading and the next one. */
function sectionOf(page: string, heading: string): string {
	const [, section = ''] = page.split(`id="${heading}">`);
	return section.split('<h2')[0] ?? '';
}

const rowsIn = (section: string) => section.split('<tr>').slice(2);

async function writeSomething(): Promise<number> {
	const { data } = await client.post<{ Id: number }>('osapuolet/henkilot', {
		Etunimi: '<b>Säde</b>',
		Sukunimi: 'Uusi',
		Henkilotunnus: CODE,
	});
	return data.Id;
}

describe("the simulator's pages", () => {
	it.each(['requests', 'calls', 'writes', 'state-changes', 'faults', 'settings'])(
		'give a browser %s as a page, and a program JSON',
		async (path) => {
			await writeSomething();
			const page = await get(path);
			expect(page.type).toContain('text/html');
			expect(page.text).toContain('<h1>');
			const json = await get(path, 'application/json, text/plain, */*');
			expect(json.type).toContain('application/json');
			expect(await get(`${path}?format=json`)).toEqual(json);
			expect(JSON.parse(json.text)).toBeDefined();
		},
	);

	it.each(['', 'data', 'requests', 'writes', 'state-changes', 'faults', 'settings', 'webhooks'])(
		'at "%s" lead to pages that exist, and have no code, header value or markup from outside',
		async (path) => {
			await writeSomething();
			const page = await pageText(path);
			const links = [...page.matchAll(/href="([^"#]+)/g)]
				.map(([, href = '']) => new URL(href.replaceAll('&amp;', '&'), simulator.controlUrl))
				.filter(({ port }) => port === String(simulator.port));
			expect(links.length).toBeGreaterThan(5);
			for (const address of new Set(links.map(({ href }) => href))) {
				expect((await axios.get(address, { headers: { accept: BROWSER } })).status).toBe(200);
			}
			expect(page).not.toMatch(ANY_CODE);
			expect(page).not.toContain('<b>Säde');
			for (const value of Object.values(simulator.account.headers)) {
				expect(page).not.toContain(value);
			}
		},
	);
});

describe('the data page', () => {
	it('has every property under its parent', async () => {
		const page = await pageText('data');
		const rows = rowsIn(sectionOf(page, 'properties'));
		const { data } = simulator;
		expect(rows).toHaveLength(data.properties.total);
		const kinds = rows.map((row) => /<td>(Cost centre|Plot|Building|Unit)/.exec(row)?.[1]);
		expect(kinds.slice(0, 4)).toEqual(['Cost centre', 'Plot', 'Building', 'Unit']);
		for (const property of data.properties.all().slice(0, data.properties.total)) {
			const place = rows.findIndex((row) => row.includes(`>${property.id}<`));
			const parent = rows.findIndex((row) => row.includes(`>${property.parentId ?? 'none'}<`));
			expect(place).toBeGreaterThan(parent);
		}
	});

	it('shows what was added first, and names in place of IDs', async () => {
		const person = await writeSomething();
		const unit = simulator.data.properties.unitAt(0);
		const lease = { KohdeId: unit.id, OsapuoliId: person, Alkupvm: '2030-01-01' };
		const { data } = await client.post<{ Id: number }>('sopimukset', lease);
		const page = await pageText('data');
		const [newestParty = ''] = rowsIn(sectionOf(page, 'parties'));
		expect(newestParty).toContain(`>${person}<`);
		expect(newestParty).toContain('&#60;b&#62;Säde&#60;/b&#62; Uusi');
		expect(newestParty).toContain('******-****');
		const [newestLease = ''] = rowsIn(sectionOf(page, 'leases'));
		expect(newestLease).toContain(`>${data.Id}<`);
		expect(newestLease).toContain(`>${unit.name}</a>`);
		expect(newestLease).toContain('Säde');
	});

	it.each(['units', 'parties', 'leases', 'service-requests', 'documents'])(
		'has all %s',
		async (register) => {
			const totals = {
				units: 45,
				parties: simulator.data.parties.total,
				leases: simulator.data.leases.total,
				'service-requests': simulator.data.serviceRequests.total,
				documents: simulator.data.files.stored.total,
			};
			const section = sectionOf(await pageText('data'), register);
			expect(rowsIn(section)).toHaveLength(totals[register as keyof typeof totals]);
		},
	);

	it('shows what another account has', async () => {
		const page = await pageText('data?account=testipiha');
		const [, other] = simulator.accounts;
		expect(page).toContain(other?.data.parties.at(0).name);
		await expect(get('data?account=nobody')).rejects.toThrow('404');
	});

	it('leafs through a large register', async () => {
		const large = await startSimulator({ port: 0, units: 300 });
		const total = large.data.serviceRequests.total;
		const read = async (address: string) =>
			(await axios.get<string>(new URL(address, large.controlUrl).href)).data;
		let section = sectionOf(await read('data'), 'service-requests');
		const seen = new Set<string>();
		for (let pages = 1; ; pages += 1) {
			for (const row of rowsIn(section)) seen.add(/id="(\d+)"/.exec(row)?.[1] ?? '');
			const next = /href="([^"]*)">Next rows/.exec(section)?.[1]?.replaceAll('&#38;', '&');
			if (next === undefined) break;
			expect(pages).toBeLessThan(5);
			section = sectionOf(await read(next), 'service-requests');
		}
		expect(seen.size).toBe(total);
		await large.close();
	});
});
