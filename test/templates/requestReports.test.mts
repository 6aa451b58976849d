import { describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { waitUntil } from '../../demo/waitUntil.mts';
import { decide } from '../mail/decide.mts';
import { useContractor } from './contractor.mts';
import { rowsOf } from './spreadsheet.mts';
import { useTemplateBench } from './templateBench.mts';

const OFFICE = ['isannointi@example.com'];

const bench = useTemplateBench();
const contractor = useContractor(bench);

describe('templates/overdue-requests.json', () => {
	const run = async () => {
		const stored = await bench().import('overdue-requests');
		const execution = await bench().run(stored, 'Every Monday at Seven');
		expect(execution).toMatchObject({ status: 'success', error: undefined });
	};
	const requests = async (state: string) => {
		const { data } = await bench().tampuuri.post<{ Items: Array<Record<string, unknown>> }>(
			'ilmoitukset/selaa',
			{ Tila: state, Limit: 250 },
		);
		return data.Items;
	};

	test('mails those whose latest day is past, most overdue first, without residents', async () => {
		await run();
		const today = DateTime.now().setZone('Europe/Helsinki').startOf('day');
		const unfinished = [
			...(await requests('avoin')),
			...(await requests('vastaanotettu')),
			...(await requests('odottaa')),
		];
		const late = unfinished.filter((row) => {
			const latest = row['SuoritusaikaViimeistään'];
			return latest !== null && DateTime.fromISO(String(latest).slice(0, 10)) < today;
		});
		expect(late.length).toBeGreaterThan(10);
		const mail = await bench().mailAbout(`Myöhässä olevat ilmoitukset: ${late.length} kpl`);
		expect(mail.to).toEqual(OFFICE);
		const [file] = mail.attachments;
		const rows = await rowsOf(bench(), file?.content);
		expect(rows.map(({ Ilmoitus }) => Ilmoitus).sort()).toEqual(late.map(({ Id }) => Id).sort());
		const days = rows.map((row) => Number(row['Päiviä myöhässä']));
		expect(days).toEqual([...days].sort((one, other) => other - one));
		expect(mail.text.split('\n')[0]).toContain(String(rows[0]?.Ilmoitus));
		expect(JSON.stringify(rows)).not.toContain('@');
	});

	test('says so when nothing is overdue', async () => {
		for (const state of ['avoin', 'vastaanotettu', 'odottaa']) {
			for (const { Id } of await requests(state)) {
				if (state !== 'vastaanotettu')
					await bench().tampuuri.post(`ilmoitukset/${String(Id)}/vastaanota`, {});
				await bench().tampuuri.post(`ilmoitukset/${String(Id)}/kuittaatehdyksi`, {});
			}
		}
		await run();
		expect(await bench().mailAbout('ei yhtään')).toMatchObject({ to: OFFICE });
		expect(bench().mails).toHaveLength(1);
	});
});

describe('templates/survey-after-done.json', () => {
	const done = async (isProtected: boolean) => {
		const id = await contractor.newRequest('Hana vuotaa', { state: 'vastaanota', isProtected });
		await bench().tampuuri.post(`ilmoitukset/${id}/kuittaatehdyksi`, {});
		return id;
	};
	const answerOf = (...values: string[]) => {
		const form = new FormData();
		values.forEach((value, index) => form.set(`field-${index}`, value));
		return form;
	};

	test('asks the resident once, and tells the office of a bad rating', async () => {
		await bench().listen('survey-after-done');
		const id = await done(false);
		const mail = await bench().mailAbout('Miten työ sujui: Hana vuotaa');
		expect(mail.to).toEqual([contractor.resident().email]);
		await decide(mail, answerOf('["2"]', 'Jäljet siivoamatta.'));
		expect(await bench().mailAbout(`Asukas ei ollut tyytyväinen: ilmoitus ${id}`)).toMatchObject({
			to: OFFICE,
			text: 'Hana vuotaa\nArvosana: 2\nJäljet siivoamatta.',
		});
		expect(bench().mails.filter(({ to }) => !to.includes('isannointi@example.com'))).toHaveLength(
			1,
		);
	});

	test('asks nobody under non-disclosure', async () => {
		const { stored } = await bench().listen('survey-after-done', (workflow) => ({
			...workflow,
			settings: { ...workflow.settings, saveDataSuccessExecution: 'all' },
		}));
		await done(true);
		const ended = async () => {
			const executions = await bench().client.executions(stored.id);
			return executions.length >= 2 && executions.every(({ status }) => status === 'success');
		};
		await waitUntil('The end of all executions', ended, { limitMs: 60_000 });
		expect(bench().mails).toEqual([]);
	});
});
