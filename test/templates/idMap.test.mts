import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { parseWorkflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { LET_UNIT } from './lead.mts';
import { useTemplateBench } from './templateBench.mts';

const KEY = 'id-map';
const bench = useTemplateBench();

const addressOf = (id: number) => {
	const { properties } = bench().simulator.data;
	const property = properties.find(id);
	return String(property && properties.addressOf(property));
};

/** A row that is there, one that may be several, and one that is nowhere. */
const rows = () => {
	const [street = ''] = addressOf(LET_UNIT).split(' A ');
	return [
		{ Tunnus: 'as-1', Osoite: addressOf(LET_UNIT) },
		{ Tunnus: 'as-2', Osoite: `${street} C 14` },
		{ Tunnus: 'as-3', Osoite: 'Olematonkatu 1 A 1' },
	];
};

/** An Excel file, made by n8n's own step. */
async function excel(table: readonly object[]): Promise<Buffer> {
	const [start, data, file, put] = [
		['Start', 'manualTrigger', 1, {}],
		['Rows', 'code', 2, { jsCode: `return ${JSON.stringify(table)}.map((json) => ({ json }))` }],
		['File', 'convertToFile', 1.1, { operation: 'xlsx', options: {} }],
		[
			'Put',
			'httpRequest',
			4.2,
			{
				method: 'PUT',
				url: bench().systems.addressOf('files.example.com/rows.xlsx'),
				sendBody: true,
				contentType: 'binaryData',
				inputDataFieldName: 'data',
				options: {},
			},
		],
	].map(([name, type, typeVersion, parameters], index) => ({
		id: String(index),
		name,
		type: `n8n-nodes-base.${String(type)}`,
		typeVersion,
		parameters,
		position: [index * 200, 0],
	}));
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const workflow = {
		name: 'An Excel file',
		nodes: [start, data, file, put],
		connections: { Start: to('Rows'), Rows: to('File'), File: to('Put') },
		settings: {},
	};
	const stored = await bench().create(parseWorkflow(JSON.stringify(workflow)));
	await bench().run(stored, 'Start');
	return z.instanceof(Buffer).parse(await bench().arrival('PUT', 'files.example.com/rows.xlsx'));
}

const csv = (table: ReadonlyArray<Record<string, string>>) =>
	Buffer.from(
		['Tunnus,Osoite', ...table.map(({ Tunnus, Osoite }) => `${Tunnus},"${Osoite}"`)].join('\n'),
	);

/** Uploads a file as a person does, and gives the execution that waits for the answers. */
async function upload(name: string, content: Buffer) {
	const stored = await bench().import(KEY, (workflow) => {
		const table = `tampuuri_ids_${Date.now()}`;
		return parseWorkflow(JSON.stringify(workflow).replaceAll('tampuuri_ids', table));
	});
	await bench().client.publishWorkflow(stored);
	const form = new FormData();
	form.set('field-0', new Blob([new Uint8Array(content)]), name);
	const { data } = await bench().caller.post<unknown>('/form/tampuuri-id-map', form);
	const { formWaitingUrl } = z.object({ formWaitingUrl: z.string() }).parse(data);
	return { stored, formWaitingUrl };
}

describe(`templates/${KEY}.json`, () => {
	test.each(['xlsx', 'csv'])(
		'keeps the IDs of a %s file, and asks which one is meant',
		async (kind) => {
			const table = rows();
			const content = kind === 'csv' ? csv(table) : await excel(table);
			const { stored, formWaitingUrl } = await upload(`huoneistot.${kind}`, content);
			const page = await waitUntil(
				'The page with the question',
				async () => {
					const { data } = await bench().caller.get<string>(formWaitingUrl, {
						validateStatus: () => true,
					});
					return String(data).includes('as-2') && data;
				},
				{ limitMs: 60_000 },
			);
			expect(page).not.toContain('as-1: ');
			expect(page).toContain('as-3: Olematonkatu 1 A 1');
			const [, candidate = ''] = /value="(10000\d\d – [^"]*)"/.exec(page) ?? [];
			expect(candidate).not.toBe('');
			const answers = new FormData();
			answers.set('field-0', candidate);
			answers.set('field-1', '');
			await bench().caller.post(formWaitingUrl, answers);
			const [{ id } = { id: '' }] = await bench().client.executions(stored.id);
			const execution = await bench().client.finishedExecution(id);
			expect(execution).toMatchObject({ status: 'success', error: undefined });
			const kept = ['Keep Match', 'Keep Choice'].flatMap((step) => itemsOf(execution, step));
			expect(kept.map(({ json }) => json)).toMatchObject([
				{ crmId: 'as-1', tampuuriId: String(LET_UNIT), match: 'exact' },
				{ crmId: 'as-2', tampuuriId: candidate.slice(0, 7), match: 'person' },
			]);
			expect(await bench().writes()).toEqual([]);
		},
	);
});
