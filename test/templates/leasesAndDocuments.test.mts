import { describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { itemsOf } from '../../demo/n8nExecution.mts';
import type { Workflow } from '../../demo/n8nClient.mts';
import { useTemplateBench } from './templateBench.mts';

const MAIL = 'mail.example.com/api/send';

const bench = useTemplateBench();

describe('templates/leases-ending.json', () => {
	/** The template with other numbers in its step "Lease IDs", as a user would enter them. */
	const withLeases = (ids: readonly number[]) => (workflow: Workflow) => {
		const text = JSON.stringify(workflow);
		expect(text).toContain('[3000001, 3000002, 3000003]');
		return JSON.parse(text.replace('[3000001, 3000002, 3000003]', JSON.stringify(ids)));
	};

	test('reminds of leases that end in 60, 30 and 7 days, and of no others', async () => {
		const today = DateTime.now().setZone('Europe/Helsinki').startOf('day');
		const endings = [60, 59, 30, 8, 7, 0];
		const ids: number[] = [];
		for (const days of endings) {
			const { data } = await bench().tampuuri.post<{ Id: number }>('sopimukset', {
				OsapuoliId: 2000001,
				KohdeId: 1000013,
				Alkupvm: '2020-01-01T00:00:00',
				Loppupvm: `${today.plus({ days }).toISODate()}T00:00:00`,
			});
			ids.push(data.Id);
		}
		const stored = await bench().import('leases-ending', withLeases([...ids, 999]));
		const execution = await bench().run(stored, 'Every Morning at Eight');
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const expected = [60, 30, 7].map((days) => ({
			subject: `Sopimus ${ids[endings.indexOf(days)]} päättyy ${today.plus({ days }).toFormat('d.M.yyyy')}`,
			text: `Aikaa on ${days} päivää.`,
		}));
		expect(bench().systems.arrivedAt('POST', MAIL)).toEqual(expected);
	});
});

describe('templates/documents-by-rule.json', () => {
	const mail = async (subject: string, files: readonly string[]) => {
		await bench().client.publishWorkflow(await bench().import('documents-by-rule'));
		const form = new FormData();
		form.set('subject', subject);
		files.forEach((name, index) =>
			form.set(
				`attachment${index}`,
				new Blob([`sisältö ${index}`], { type: 'application/pdf' }),
				name,
			),
		);
		await bench().caller.post('/webhook/tampuuri-documents', form);
	};

	test.each([
		['1000001 Kokouksen pöytäkirja', 'Kokoukset'],
		['Lasku 1000001', 'Laskut'],
		['Terveisiä 1000001', 'Muut'],
	])('puts every attachment of "%s" into "%s"', async (subject, category) => {
		await mail(subject, ['pöytäkirja.pdf', 'liite 2.pdf']);
		await bench().tampuuriWrite('POST kohteet/liitteet/lisaa', 2);
		const bodies = (await bench().writes()).map(({ body }) => body);
		expect(bodies).toHaveLength(2);
		// A form's files come in no order of their own.
		expect(bodies).toEqual(
			expect.arrayContaining(
				['pöytäkirja.pdf', 'liite 2.pdf'].map((name) =>
					expect.objectContaining({
						KohdeId: 1000001,
						Kategoria: category,
						TiedostonNimi: name,
					}),
				),
			),
		);
		expect(bench().systems.arrivals).toEqual([]);
	});

	test.each([
		['no property', 'Kokouksen pöytäkirja', ['a.pdf']],
		['no file', '1000001 Kokouksen pöytäkirja', []],
	])('tells a person of a mail with %s', async (_, subject, files) => {
		await mail(subject, files);
		expect(await bench().arrival('POST', MAIL)).toEqual({
			subject: 'Dokumentti jäi tallentamatta',
			text: `${subject}\nKohteen numeroa tai liitettä ei löytynyt.`,
		});
		expect(await bench().writes()).toEqual([]);
	});
});

describe('templates/nightly-export.json', () => {
	test('uploads all service requests, and the leases with their units', async () => {
		bench().systems.respondTo('GET', 'crm.example.com/api/leases', [
			{ leaseId: 3000001 },
			{ leaseId: 3000002 },
		]);
		const execution = await bench().run(
			await bench().import('nightly-export'),
			'Every Night at Two',
		);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(itemsOf(execution, 'All Service Requests')).toHaveLength(360);
		expect(itemsOf(execution, 'One Row per Lease').map(({ json }) => json)).toEqual([
			expect.objectContaining({ Sopimus: 3000001, Huoneisto: expect.stringMatching(/^A \d/) }),
			expect.objectContaining({ Sopimus: 3000002, Huoneisto: expect.stringMatching(/^A \d/) }),
		]);
		for (const name of ['ilmoitukset', 'sopimukset']) {
			const [file] = bench().systems.arrivedAt('PUT', `files.example.com/${name}.xlsx`);
			expect(Buffer.isBuffer(file) && file.subarray(0, 2).toString()).toBe('PK');
		}
	});
});
