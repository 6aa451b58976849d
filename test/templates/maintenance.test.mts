import { describe, expect, test } from '@jest/globals';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { useTemplateBench } from './templateBench.mts';

const ORDERS = 'contractor.example.com/api/orders';
const MAIL = 'mail.example.com/api/send';
const CONTRACTOR = 'Huoltopalvelu Mäntykäpy Oy';

describe('templates/maintenance-export.json', () => {
	const bench = useTemplateBench();

	const statesWritten = async (operation: string) =>
		(await bench().writes()).filter((write) => write.operation.endsWith(operation));

	const isTheirs = (record: Record<string, unknown>) =>
		record.TyonsuorittajaYritysNimi === CONTRACTOR;
	const received = async () => {
		const { data } = await bench().tampuuri.post<{
			Items: Array<Record<string, unknown> & { Id: number }>;
		}>('ilmoitukset/selaa', { Tila: 'vastaanotettu', Limit: 250 });
		return data.Items;
	};

	test("sends each of the contractor's open service requests once and receives those it took", async () => {
		bench().systems.respondTo('GET', `${ORDERS}/done`, []);
		const stored = await bench().import('maintenance-export');
		const first = await bench().run(stored, 'Every 15 Minutes');
		expect(first).toMatchObject({ status: 'success', error: undefined });

		const all = itemsOf(first, 'Open Service Requests').map(({ json }) => json);
		const open = all.filter(isTheirs);
		expect(open.length).toBeGreaterThan(0);
		expect(open.length).toBeLessThan(all.length);
		const sent = bench().systems.arrivedAt('POST', ORDERS);
		expect(sent).toHaveLength(open.length);
		expect(sent[0]).toEqual({
			reference: open[0]?.Id,
			title: open[0]?.['TyötehtävänOtsikko'],
			description: open[0]?.['TyötehtävänKuvaus'],
			urgency: open[0]?.Kiireellisyys,
			building: open[0]?.['Kiinteistö'],
			unit: open[0]?.Huoneisto,
			latest: open[0]?.['SuoritusaikaViimeistään'],
		});
		const marked = await statesWritten('vastaanota');
		expect(
			marked
				.map(({ path }) => Object.values(path))
				.flat()
				.map(Number),
		).toEqual(open.map(({ Id }) => Id));

		await bench().run(stored, 'Every 15 Minutes');
		expect(bench().systems.arrivedAt('POST', ORDERS)).toHaveLength(open.length);
	});

	test('leaves open what the contractor refuses', async () => {
		bench().systems.respondTo('GET', `${ORDERS}/done`, []);
		bench().systems.respondTo('POST', ORDERS, { message: 'no' }, 422);
		const stored = await bench().import('maintenance-export');
		const execution = await bench().run(stored, 'Every 15 Minutes');
		expect(execution.status).toBe('success');
		expect(await bench().writes()).toEqual([]);
	});

	test('receives the others when Tampuuri refuses one, and tells a person of it once', async () => {
		bench().systems.respondTo('GET', `${ORDERS}/done`, []);
		const stored = await bench().import('maintenance-export');
		await bench().refuse('ilmoitukset/{ilmoitus_id}/vastaanota', 409, 1);
		const first = await bench().run(stored, 'Every 15 Minutes');
		expect(first).toMatchObject({ status: 'success', error: undefined });
		const open = itemsOf(first, "This Contractor's").map(({ json }) => json);
		expect(await statesWritten('vastaanota')).toHaveLength(open.length - 1);
		const mail = {
			subject: `Ilmoitus ${String(open[0]?.Id)} jäi avoimeksi`,
			text: expect.stringContaining('Juuri nyt ei käy.'),
		};
		expect(bench().systems.arrivedAt('POST', MAIL)).toEqual([mail]);

		await bench().refuse('ilmoitukset/{ilmoitus_id}/vastaanota', 409, 1);
		await bench().run(stored, 'Every 15 Minutes');
		expect(bench().systems.arrivedAt('POST', MAIL)).toEqual([mail]);
	});

	test('marks done what the contractor has finished, and confirms only what Tampuuri took', async () => {
		const requests = await received();
		const reference = requests.find(isTheirs)?.Id;
		const foreign = requests.find((record) => !isTheirs(record));
		bench().systems.respondTo('POST', ORDERS, {}, 503);
		bench().systems.respondTo('GET', `${ORDERS}/done`, [
			{ reference, comment: 'Lamppu vaihdettu.' },
			{ reference: foreign?.Id, comment: 'Toisen työ.' },
			{ reference: 999, comment: 'Ei ole olemassa.' },
		]);
		const stored = await bench().import('maintenance-export');
		expect((await bench().run(stored, 'Every 15 Minutes')).status).toBe('success');
		const done = await statesWritten('kuittaatehdyksi');
		expect(done.map(({ body }) => body)).toEqual([{ Kommentti: 'Lamppu vaihdettu.' }]);
		expect(bench().systems.arrivedAt('POST', `${ORDERS}/${reference}/confirmed`)).toHaveLength(1);
		expect(bench().systems.arrivedAt('POST', `${ORDERS}/${foreign?.Id}/confirmed`)).toEqual([]);
		expect(bench().systems.arrivedAt('POST', `${ORDERS}/999/confirmed`)).toHaveLength(0);
		expect(bench().systems.arrivedAt('POST', MAIL)).toContainEqual({
			subject: `Ilmoitus ${foreign?.Id}: huoltoyhtiön työ jäi merkitsemättä tehdyksi`,
			text: `Ilmoituksen suorittaja on ${String(foreign?.TyonsuorittajaYritysNimi)}.`,
		});
		expect(bench().systems.arrivedAt('POST', MAIL)).toContainEqual({
			subject: 'Ilmoitus 999: huoltoyhtiön työ jäi merkitsemättä tehdyksi',
			text: expect.stringContaining('999'),
		});
	});
});
