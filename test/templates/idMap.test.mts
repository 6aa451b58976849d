import { afterEach, describe, expect, test } from '@jest/globals';
import { parseWorkflow } from '../../demo/n8nClient.mts';
import { itemsOf, type Execution } from '../../demo/n8nExecution.mts';
import { formOf } from './drives/drive.mts';
import { csv, publishedMap, questionsOf, upload, type CrmUnit } from './idMap.mts';
import { LET_UNIT, newLead } from './lead.mts';
import { sheetOf } from './spreadsheet.mts';
import { useTemplateBench } from './templateBench.mts';

const bench = useTemplateBench({ allowedCalls: 'readsOnly' });

const addressOf = (id: number) => {
	const { properties } = bench().simulator.data;
	const property = properties.find(id);
	return String(property && properties.addressOf(property));
};

/** What was kept in the table, by the CRM's ID. */
const keptBy = (execution: Execution) =>
	['Found or Doubtful', 'Keep Decisions']
		.flatMap((step) => itemsOf(execution, step))
		.map(({ json: { crmId, unitId, how } }) => [crmId, unitId, how]);

/** Goes through the ending, and gives what it said. */
const ended = async (pages: Awaited<ReturnType<typeof upload>>) => {
	const page = await pages.page();
	await pages.send();
	return page;
};

describe('templates/crm-id-map.json', () => {
	afterEach(async () => {
		expect(await bench().writes()).toEqual([]);
	});

	test('keeps what is certain, asks about the rest, and asks nothing twice', async () => {
		const unit = addressOf(LET_UNIT);
		const [street = ''] = unit.split(' A ');
		const units: CrmUnit[] = [
			{ Tunnus: 'as-1', Osoite: unit },
			{ Tunnus: 'as-1', Osoite: 'Toinen osoite 1' },
			{ Tunnus: '', Osoite: unit },
			{ Tunnus: 'ä: 2', Osoite: `${street} 14` },
			{ Tunnus: 'as-3', Osoite: 'Olematonkatu 1 A 1' },
			{ Tunnus: 'as-4', Osoite: '' },
			{ Tunnus: 'as-5', Osoite: `${street} C 3` },
		];
		const { stored } = await publishedMap(bench());
		const pages = await upload(bench(), csv(units));
		const questions = questionsOf(await pages.page());
		expect(questions).toMatchObject([
			{ label: `ä: 2: ${street} 14` },
			{ label: 'as-3: Olematonkatu 1 A 1', choices: [] },
			{ label: 'as-4: ei osoitetta', choices: [] },
			{ label: `as-5: ${street} C 3` },
		]);
		const [{ choices: [chosen = ''] } = { choices: [] }] = questions;
		expect(chosen).toMatch(/^10000\d\d – ./);
		await pages.send(formOf([chosen, '-', '', 'Ei mikään näistä']));
		const page = await ended(pages);
		expect(page).toContain('Rivejä, joilla on tunnus: 6 / 7.');
		expect(page).toContain('ylin otettiin: as-1.');
		expect(page).toContain('Ratkaistuja epävarmoja: 3 / 4.');
		expect(keptBy(await bench().executionOf(stored))).toEqual([
			['as-1', String(LET_UNIT), 'exact'],
			...['ä: 2', 'as-3', 'as-4', 'as-5'].map((crmId) => [crmId, '', '']),
			['ä: 2', chosen.slice(0, 7), 'person'],
			['as-3', '', 'person'],
			['as-4', '', ''],
			['as-5', '', 'person'],
		]);

		const again = await upload(bench(), csv(units));
		expect(questionsOf(await again.page()).map(({ label }) => label)).toEqual([
			'as-4: ei osoitetta',
		]);
		await again.send(formOf([String(LET_UNIT)]));
		await ended(again);
		expect(keptBy(await bench().executionOf(stored))).toEqual([
			['as-4', '', ''],
			['as-4', String(LET_UNIT), 'person'],
		]);

		const before = bench().simulator.calls.total;
		expect(await ended(await upload(bench(), csv(units)))).toContain('Mitään uutta ei ollut');
		expect(bench().simulator.calls.total).toBe(before);
		const known = itemsOf(await bench().executionOf(stored), 'Known Units').map(({ json }) => json);
		expect(known.map(({ crmId, unitId, how }) => [crmId, unitId, how]).toSorted()).toEqual([
			['as-1', String(LET_UNIT), 'exact'],
			['as-3', '', 'person'],
			['as-4', String(LET_UNIT), 'person'],
			['as-5', '', 'person'],
			['ä: 2', chosen.slice(0, 7), 'person'],
		]);
	});

	test('finds 300 rows of an Excel file in one reading of the list', async () => {
		const { properties } = bench().simulator.data;
		const all = properties.all();
		const homes = all.slice(0, all.total).filter(({ kind }) => kind === 'unit');
		const units = Array.from({ length: 300 }, (_, at) => {
			const { id = 0 } = homes[at % homes.length] ?? {};
			return { id, row: { Tunnus: at + 1, Osoite: addressOf(id) } };
		});
		const { stored } = await publishedMap(bench());
		const file = await sheetOf(
			bench(),
			units.map(({ row }) => row),
		);
		const before = bench().simulator.calls.total;
		const page = await ended(await upload(bench(), file, 'kohteet.xlsx'));
		expect(page).toContain('Kaikki löytyivät');
		expect(page).toContain('Rivejä, joilla on tunnus: 300 / 300.');
		expect(bench().simulator.calls.total - before).toBe(Math.ceil(all.total / 250));
		expect(keptBy(await bench().executionOf(stored))).toEqual(
			units.map(({ id, row }) => [String(row.Tunnus), String(id), 'exact']),
		);
	});

	test('looks for an address again that the CRM has changed', async () => {
		const { stored } = await publishedMap(bench());
		await ended(await upload(bench(), csv([{ Tunnus: '7', Osoite: addressOf(LET_UNIT) }])));
		await ended(await upload(bench(), csv([{ Tunnus: '7', Osoite: addressOf(LET_UNIT + 1) }])));
		expect(keptBy(await bench().executionOf(stored))).toEqual([
			['7', String(LET_UNIT + 1), 'exact'],
		]);
	});

	test('says of a file without rows or headings, or no spreadsheet, what it needs', async () => {
		await publishedMap(bench());
		for (const content of ['Nimi;Katu\r\nx;y', '', '%PDF-1.4 \u0000\u0001']) {
			const page = await ended(await upload(bench(), Buffer.from(content)));
			expect(page).toContain('Mitään uutta ei ollut');
			expect(page).toContain('otsikot Tunnus ja Osoite.');
		}
	});

	test('gives the lead of a known unit its ID, without a look at the address', async () => {
		const { table } = await publishedMap(bench());
		await ended(await upload(bench(), csv([{ Tunnus: 'as-9', Osoite: addressOf(LET_UNIT) }])));
		const leads = `leads_${Date.now()}`;
		const stored = await bench().import('crm-lead-to-lease', (workflow) =>
			parseWorkflow(
				JSON.stringify({ ...workflow, settings: { executionOrder: 'v1' } })
					.replaceAll('tampuuri_leads', leads)
					.replaceAll('tampuuri_id_map', table)
					.replace('"alwaysOutputData":true,"disabled":true', '"alwaysOutputData":true'),
			),
		);
		await bench().client.publishWorkflow(stored);
		for (const [crmUnitId, address, found] of [
			['as-9', 'Olematonkatu 1', [String(LET_UNIT)]],
			['as-10', addressOf(LET_UNIT), [String(LET_UNIT)]],
			['as-11', 'Olematonkatu 1', []],
		] as const) {
			const lead = { ...newLead(bench().simulator.data), crmUnitId, address };
			const execution = await bench().call(stored, '/webhook/tampuuri-lead', lead);
			expect(itemsOf(execution, 'Note Unit').map(({ json }) => json.unitId)).toEqual(found);
		}
	});

	test('asks about a building, and reads what Excel writes for Windows', async () => {
		const { properties } = bench().simulator.data;
		const [centre] = [properties.at(0)];
		await publishedMap(bench());
		const list = csv([{ Tunnus: 'Ö', Osoite: centre.name }]);
		const pages = await upload(bench(), Buffer.from(list.toString('utf8'), 'latin1'));
		expect(questionsOf(await pages.page())).toMatchObject([
			{
				label: `Ö: ${centre.name}`,
				choices: [
					expect.stringContaining(`${centre.id} – `),
					'Ei mikään näistä',
					'Päätän myöhemmin',
				],
			},
		]);
		await pages.send(formOf(['Päätän myöhemmin']));
		expect(await ended(pages)).toContain('Ratkaistuja epävarmoja: 0 / 1.');
	});
});
