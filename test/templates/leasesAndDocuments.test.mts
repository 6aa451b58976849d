import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { parseWorkflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { hasImapServer, ImapServer } from '../../demo/imapServer.mts';
import { rowsOf } from './spreadsheet.mts';
import { useTemplateBench } from './templateBench.mts';

const OFFICE = ['isannointi@example.com'];

const bench = useTemplateBench();

describe('templates/leases-ending.json', () => {
	const today = DateTime.now().setZone('Europe/Helsinki').startOf('day');

	const leaseEndingIn = async (days: number) => {
		const { data } = await bench().tampuuri.post<{ Id: number }>('sopimukset', {
			OsapuoliId: 2000001,
			KohdeId: 1000013,
			Alkupvm: '2020-01-01T00:00:00',
			Loppupvm: `${today.plus({ days }).toISODate()}T00:00:00`,
		});
		return data.Id;
	};

	const aboutNewOnes = (ids: readonly number[]) =>
		bench().mails.filter(({ subject }) => ids.some((id) => subject.includes(String(id))));

	test('reminds of leases that end in 60, 30 and 7 days, and of no others', async () => {
		const endings = [60, 59, 30, 8, 7, 0];
		const ids: number[] = [];
		for (const days of endings) ids.push(await leaseEndingIn(days));
		const stored = await bench().import('leases-ending');
		const execution = await bench().run(stored, 'Every Morning at Eight');
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const expected = [60, 30, 7].map((days) => ({
			to: OFFICE,
			subject: `Sopimus ${ids[endings.indexOf(days)]} päättyy ${today.plus({ days }).toFormat('d.M.yyyy')}`,
			text: `Aikaa on ${days} päivää.`,
		}));
		expect(aboutNewOnes(ids)).toEqual(expected);
		expect(execution.nodes).not.toHaveProperty(['Get Lease']);
	});

	test('reads each lease where the list has no end dates, and goes on when one fails', async () => {
		const id = await leaseEndingIn(30);
		const stored = await bench().import('leases-ending', (workflow) =>
			parseWorkflow(JSON.stringify(workflow).replace("'Loppupvm' in $json", 'false')),
		);
		await bench().refuse('sopimukset/{sopimusid}', 403, 1);
		const execution = await bench().run(stored, 'Every Morning at Eight');
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(aboutNewOnes([id])).toHaveLength(1);
		const { text } = await bench().mailAbout('päättymispäivää ei voitu lukea');
		expect(text).toContain('Juuri nyt ei käy.');
	});
});

(hasImapServer ? describe : describe.skip)('templates/documents-by-rule.json', () => {
	let imapServer: ImapServer;
	beforeAll(async () => {
		imapServer = await ImapServer.start();
		await bench().giveCredential('Incoming mail', { type: 'imap', data: imapServer.credential });
	});
	afterAll(() => imapServer.stop());

	const attached = (...names: string[]) =>
		names.map((name) => ({ name, contentType: 'application/pdf', content: `sisältö ${name}` }));

	test('puts every attachment where its mail says, and tells a person of the others', async () => {
		await bench().client.publishWorkflow(await bench().import('documents-by-rule'));
		const files = ['pöytäkirja.pdf', 'liite 2.pdf'];
		const placed: Array<[string, string]> = [
			['1000001 Kokouksen pöytäkirja', 'Kokoukset'],
			['Lasku 1000001', 'Laskut'],
			['Terveisiä 1000001', 'Muut'],
		];
		const [noProperty, noFile] = ['Kokouksen pöytäkirja', '1000001 Kokouksen pöytäkirja '];
		await imapServer.deliver(
			...placed.map(([subject]) => ({ subject, files: attached(...files) })),
			{ subject: noProperty, files: attached('a.pdf') },
			{ subject: noFile },
		);
		await bench().tampuuriWrite('POST kohteet/liitteet/lisaa', placed.length * files.length);
		const bodies = (await bench().writes()).map(({ body }) => body);
		expect(bodies).toHaveLength(placed.length * files.length);
		expect(bodies).toEqual(
			expect.arrayContaining(
				placed.flatMap(([, Kategoria]) =>
					files.map((TiedostonNimi) =>
						expect.objectContaining({ KohdeId: 1000001, Kategoria, TiedostonNimi }),
					),
				),
			),
		);
		const told = await waitUntil(
			'Two mails to a person',
			() => bench().mails.length === 2 && bench().mails,
			{ limitMs: 60_000 },
		);
		const mailAbout = (subject: string) => ({
			to: OFFICE,
			subject: 'Dokumentti jäi tallentamatta',
			text: `${subject}\nKohteen numeroa tai liitettä ei löytynyt.`,
		});
		expect(told).toEqual(expect.arrayContaining([mailAbout(noProperty), mailAbout(noFile)]));
	});
});

describe('templates/nightly-export.json', () => {
	test('mails all service requests and all leases as two Excel files', async () => {
		const execution = await bench().run(
			await bench().import('nightly-export'),
			'Every Night at Two',
		);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const { to, attachments } = await bench().mailAbout('Ilmoitukset ja sopimukset ');
		expect(to).toEqual(OFFICE);
		expect(attachments.map(({ name }) => name)).toEqual(['ilmoitukset.xlsx', 'sopimukset.xlsx']);
		const [first, second] = attachments.map(({ content }) => content);
		const requests = await rowsOf(bench(), first);
		const leases = await rowsOf(bench(), second);
		expect(requests).toHaveLength(itemsOf(execution, 'All Service Requests').length);
		expect(requests).toHaveLength(360);
		expect(requests[0]).toMatchObject({ Id: expect.any(Number), Tila: expect.any(String) });
		expect(leases.length).toBeGreaterThan(100);
		expect(leases[0]).toMatchObject({ Id: 3000001, KohdeNimi: expect.any(String) });
		expect(bench().mails).toHaveLength(1);
	});
});
