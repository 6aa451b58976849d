import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Credential, Workflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { postgresCredential } from '../mirror/mirrored.mts';
import { startPostgres, type Postgres } from '../programs/services.mts';
import { pageOf } from '../documentation/pages.mts';
import { useTemplateBench } from './templateBench.mts';

const NIGHT = 'Every Quarter Hour at Night';
describe('templates/mirror-lists.json and mirror-erase-person.json', () => {
	const bench = useTemplateBench({ allowedCalls: 'readsOnly' });
	let folder = '';
	let postgres: Postgres;
	let credential: Credential;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-mirror-'));
		await chmod(folder, 0o755);
		postgres = await startPostgres(folder);
		credential = await bench().client.createCredential('Mirror', postgresCredential(postgres));
	});

	afterAll(async () => {
		await bench().client.deleteCredential(credential.id);
		await postgres.stop();
		await rm(folder, { recursive: true, force: true });
	});

	/** With the database, only service requests, and each execution kept to be looked at. */
	const adapted = (workflow: Workflow): Workflow => ({
		...workflow,
		settings: { ...workflow.settings, saveDataSuccessExecution: 'all' },
		nodes: workflow.nodes.map((node) => {
			if (node.type === 'n8n-nodes-base.postgres') {
				const { id, name } = credential;
				return { ...node, credentials: { postgres: { id, name } } };
			}
			const text = JSON.stringify(node)
				.replace('lease, party, property, serviceRequest', 'serviceRequest')
				// Its own schedule shall not come in between.
				.replace(/"expression":"[^"]+"/, '"expression":"0 3 1 1 *"');
			return JSON.parse(text) as typeof node;
		}),
	});

	const kept = async () =>
		(
			await postgres.query(
				'SELECT "row" FROM tampuuri_rows WHERE list = \'serviceRequest\' ORDER BY id',
			)
		).map((line) => JSON.parse(line) as { Id: number; TilaajaId?: number });
	/** All that Tampuuri lists, by ID. */
	const listed = async () => {
		const items: Array<{ Id: number; Tila: string }> = [];
		for (let total = Infinity; items.length < total; ) {
			const { data } = await bench().tampuuri.post<{ Items: typeof items; Total: number }>(
				'ilmoitukset/selaa',
				{ Offset: items.length, Limit: 250 },
			);
			items.push(...data.Items);
			total = data.Total;
		}
		return items.map(({ Id, Tila }) => ({ Id, Tila })).sort((one, other) => one.Id - other.Id);
	};
	const passADay = async () =>
		await postgres.query("UPDATE tampuuri_lists SET finished_at = finished_at - interval '1 day'");

	test('keep what Tampuuri lists, remove what is gone, and erase a person for good', async () => {
		const stored = await bench().import('mirror-lists', adapted);
		await bench().client.publishWorkflow(stored);
		const first = await bench().run(stored, NIGHT);
		expect(first).toMatchObject({ status: 'success', error: undefined });
		const before = await listed();
		expect(await kept()).toMatchObject(before);

		// Nothing is due any more, and new rows arrive by day.
		const again = await bench().run(stored, NIGHT);
		expect(itemsOf(again, 'Next List').map(({ json }) => json)).toEqual([{ list: null }]);
		const { data } = await bench().tampuuri.post<{ Id: number }>('osapuolet/henkilot', {
			Etunimi: 'Ainokainen',
			Sukunimi: 'Yksinäinen',
		});
		const person = data.Id;
		await bench().tampuuri.post('ilmoitukset/lisaa', {
			KustannuspaikkaId: 1000001,
			Otsikko: 'Hana vuotaa',
			TyotehtavanKuvaus: 'Keittiön hana',
			Tilaaja: { OsapuoliId: person },
		});
		const prepared = (await bench().writes()).length;
		await bench().run(stored, 'Every Hour by Day');
		expect(await kept()).toHaveLength(before.length + 1);

		// A row that Tampuuri does not have goes at night, others stay.
		await postgres.query(
			`INSERT INTO tampuuri_rows (list, id, "row", reading_id) VALUES ('serviceRequest', 1, '{"Id": 1}', 'earlier')`,
		);
		await passADay();
		await bench().run(stored, NIGHT);
		expect(await kept()).toMatchObject(await listed());

		expect((await kept()).filter(({ TilaajaId }) => TilaajaId === person)).toHaveLength(1);
		const erase = await bench().import('mirror-erase-person', (workflow) => {
			const text = JSON.stringify(adapted(workflow)).replace('"value":0', `"value":${person}`);
			return JSON.parse(text) as Workflow;
		});
		const erased = await bench().run(erase, 'Erase');
		expect(itemsOf(erased, 'Rows Erased')).toHaveLength(1);
		await passADay();
		await bench().run(stored, NIGHT);
		const left = await kept();
		expect(left).toHaveLength(before.length);
		expect(left.filter(({ TilaajaId }) => TilaajaId === person)).toEqual([]);
		expect(await bench().writes()).toHaveLength(prepared);
	});

	test('are what the view on the page reads', async () => {
		const views = pageOf('docs/MIRROR.md').blocks.filter(({ kind }) => kind === 'sql');
		expect(views).toHaveLength(1);
		await postgres.query('DROP VIEW IF EXISTS leases');
		for (const { content } of views) await postgres.query(content);
		await postgres.query(
			`INSERT INTO tampuuri_rows (list, id, "row", reading_id) VALUES ('lease', 7, '{"Id": 7, "Alkupvm": "2026-01-01", "KohdeId": 12}', 'one')`,
		);
		expect(await postgres.query('SELECT * FROM leases')).toEqual(['7|2026-01-01||12']);
	});

	test('stop before they remove most of a list, and refuse to erase nobody', async () => {
		const stored = await bench().import('mirror-lists', adapted);
		await bench().client.publishWorkflow(stored);
		await postgres.query('TRUNCATE tampuuri_rows, tampuuri_lists');
		await bench().run(stored, NIGHT);
		await postgres.query(
			`INSERT INTO tampuuri_rows (list, id, "row", reading_id) SELECT 'serviceRequest', n, '{}', 'earlier' FROM generate_series(1, 300) AS n`,
		);
		await passADay();
		const stopped = await bench().run(stored, NIGHT);
		expect(stopped.error?.message).toMatch(/^300 of \d+ rows of serviceRequest are missing/);
		expect((await kept()).length).toBeGreaterThan(300);
		const erase = await bench().run(await bench().import('mirror-erase-person', adapted), 'Erase');
		expect(erase.error?.message).toContain('Enter the ID of the party');
	});
});
