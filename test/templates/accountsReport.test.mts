import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import type { Credential } from '../../demo/n8nClient.mts';
import { tampuuriCredential } from '../../demo/tampuuriConnection.mts';
import { DEFAULT_ACCOUNTS, headersOf } from '../../simulator/api/accounts.mts';
import { startSimulator, type Simulator } from '../../simulator/start.mts';
import { signedIn } from '../e2e/surroundings.mts';
import { reportAccounts } from './accountsReport.mts';
import { SimulatorPages } from './simulatorPages.mts';
import { useTemplateBench } from './templateBench.mts';

const MANTYLA = 'Kiinteistö Oy Mäntylä';
const TESTIPIHA = 'Asunto Oy Testipiha';
const LIST = 'ilmoitukset/selaa';

describe('templates/accounts-report.json', () => {
	const bench = useTemplateBench();
	const client = signedIn();
	let simulator: Simulator;
	let pages: SimulatorPages;
	let accounts: { mantyla: Credential; testipiha: Credential; stranger: Credential };

	beforeAll(async () => {
		simulator = await startSimulator({ port: 0 });
		pages = new SimulatorPages(simulator.controlUrl);
		const [mantyla, testipiha] = DEFAULT_ACCOUNTS.map(({ values }) => values);
		const made = async (label: string, values = mantyla, password = values?.password) => {
			const { account: accountName, user: username } = values ?? {};
			const { type, data } = tampuuriCredential(simulator);
			const own = { ...data, accountName, username, password, allowedCalls: 'readsOnly' };
			return await client.createCredential(label, { type, data: own });
		};
		accounts = {
			mantyla: await made(MANTYLA),
			testipiha: await made(TESTIPIHA, testipiha),
			stranger: await made('Stranger', mantyla, 'wrong'),
		};
	});

	afterEach(async () => {
		await pages.clear();
	});

	afterAll(async () => {
		for (const { id } of Object.values(accounts)) await client.deleteCredential(id);
		await simulator.close();
	});

	/** Tampuuri as the second account sees it. */
	const testipiha = async <T,>(path: string, body: object) => {
		const headers = headersOf(DEFAULT_ACCOUNTS.at(-1)?.values ?? simulator.account.values);
		return (await axios.post<T>(`${simulator.url}${path}`, body, { headers })).data;
	};
	const openInTestipiha = async () =>
		(await testipiha<{ Total: number }>(LIST, { Tila: 'avoin', Limit: 1 })).Total;

	test('mails each account its own rows, by the least calls, and changes nothing', async () => {
		await pages.byHand('service-request', { title: 'Vain Mäntylässä' });
		await testipiha('ilmoitukset/lisaa', {
			KustannuspaikkaId: 1000001,
			Otsikko: 'Vain Testipihassa',
			TyotehtavanKuvaus: 'ÄÖ',
		});
		const open = await openInTestipiha();
		const before = await pages.calls();
		const { execution, mails } = await reportAccounts(bench(), accounts);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect((await pages.calls()) - before).toBe(2 * Math.ceil(open / 250));
		expect([...mails.keys()].sort()).toEqual([TESTIPIHA, MANTYLA]);
		const has = (account: string) =>
			['Vain Mäntylässä', 'Vain Testipihassa'].map((title) =>
				mails.get(account)?.text.includes(title),
			);
		expect([has(MANTYLA), has(TESTIPIHA)]).toEqual([
			[true, false],
			[false, true],
		]);
		expect(mails.get(TESTIPIHA)?.subject).toBe(`${TESTIPIHA}: avoimia ilmoituksia ${open}`);
		expect(mails.get(TESTIPIHA)?.text.match(/^- /gm)).toHaveLength(open);
	});

	test('says why an account could not be read, and reports the other', async () => {
		const { stranger: mantyla } = accounts;
		const { mails } = await reportAccounts(bench(), { ...accounts, mantyla });
		expect(mails.get(MANTYLA)).toMatchObject({
			subject: `${MANTYLA}: raporttia ei saatu`,
			text: expect.stringContaining('Tampuuri denied access'),
		});
		const open = await openInTestipiha();
		expect(mails.get(TESTIPIHA)?.subject).toBe(`${TESTIPIHA}: avoimia ilmoituksia ${open}`);
	});

	test('reports that nothing is open', async () => {
		await pages.answerWith(LIST, { Offset: 0, Limit: 250, Total: 0, Items: [] });
		const { mails } = await reportAccounts(bench(), accounts);
		expect([...mails.values()].map(({ subject, text }) => [subject, text]).sort()).toEqual([
			[`${TESTIPIHA}: avoimia ilmoituksia 0`, 'Avoimia ilmoituksia: 0'],
			[`${MANTYLA}: avoimia ilmoituksia 0`, 'Avoimia ilmoituksia: 0'],
		]);
	});
});
