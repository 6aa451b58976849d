import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import type { Operation } from '../../../dist/nodes/shared/catalogue/index.js';
import type { OperationPage, PageField } from '../../../dist/nodes/shared/helpSite/pages/types.js';
import { EXAMPLE_CONTROLLERS } from '../../../simulator/help/exampleOperations.mts';
import { pageOfRow } from '../../../simulator/help/pageOfRow.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { candidateRows } from '../../../tools/catalogue/candidates.mts';
import { catalogueRows, driftOf, driftReport, needsWork } from '../../../tools/catalogue/drift.mts';
import { readSite, type Site } from '../../../tools/catalogue/readSite.mts';
import { livePages, pagesAt, savedPages } from '../../../tools/catalogue/source.mts';

const silent = () => {};

describe('the import', () => {
	let simulator: Simulator;
	let folder: string;
	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, units: 1 });
		folder = await mkdtemp(join(tmpdir(), 'catalogue-import-'));
	});
	afterAll(async () => {
		await simulator.close();
		await rm(folder, { recursive: true });
	});

	it('goes on where it was broken off, asks for each page once, and reads what it saved', async () => {
		let done = 0;
		const breakOff = () => {
			if (++done === 25) throw new Error('broken off');
		};
		const live = () => livePages(`${simulator.url}Help/`, folder, 0);
		await expect(readSite(live(), breakOff)).rejects.toThrow('broken off');
		expect(await readdir(folder)).toHaveLength(26);
		const site = await readSite(live(), silent);
		const asked = simulator.help.requests.map(({ path }) => path);
		expect(new Set(asked).size).toBe(asked.length);
		const invented = EXAMPLE_CONTROLLERS.flatMap(({ operations }) => operations);
		expect(site.operations).toHaveLength(catalogueRows().length + invented.length);
		simulator.help.reset();
		const saved = await readSite(savedPages(folder), silent);
		expect(saved).toEqual(site);
		expect(simulator.help.requests).toEqual([]);
	});

	it('stops when the site fails, instead of taking pages for gone', async () => {
		simulator.help.isDown = true;
		const empty = await mkdtemp(join(tmpdir(), 'catalogue-import-'));
		await expect(readSite(livePages(simulator.url, empty, 0), silent)).rejects.toThrow(
			/responded 503/,
		);
		await rm(empty, { recursive: true });
	});
});

describe('an address or folder without a Help site', () => {
	let folder: string;
	beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'catalogue-import-'))));
	afterAll(async () => await rm(folder, { recursive: true }));

	it.each(['nowhere', 'ftp://127.0.0.1/', 'https://'])('%s is neither', (from) => {
		expect(() => pagesAt(from, folder)).toThrow(`"${from}" is neither a folder nor an address`);
	});

	it('is told when it does not respond', async () => {
		const closed = await startSimulator({ port: 0, units: 1 });
		await closed.close();
		await expect(readSite(pagesAt(closed.url, folder), silent)).rejects.toThrow(
			`${closed.url}Help does not respond: connect ECONNREFUSED`,
		);
	});

	it('is told by the name of the page that it lacks', async () => {
		await expect(readSite(pagesAt(folder, folder), silent)).rejects.toThrow(
			`There is no Help index (${join(folder, 'Help.html')})`,
		);
	});
});

const row = (name: string): Operation => {
	const found = catalogueRows().find(({ method, path }) => `${method} ${path}` === name);
	if (found === undefined) throw new Error(`There is no row ${name}`);
	return found;
};

/** A site that shows just what the rows say, but for the changes. */
function siteOf(
	rows: readonly Operation[],
	change: (page: OperationPage) => OperationPage = (page) => page,
): Site {
	const operations = rows.map((one) => {
		const page = change(pageOfRow({ ...one, body: one.body && { ...one.body, complete: true } }));
		const { method, path, summary } = page;
		return { controller: 'A', method, path, summary, slug: '', page };
	});
	return { operations, models: new Map() };
}

const withField =
	(name: string, change: (field: PageField) => PageField[]) =>
	(page: OperationPage): OperationPage => ({
		...page,
		...(page.body && {
			body: {
				...page.body,
				fields: page.body.fields.flatMap((field) =>
					field.name === name ? change(field) : [field],
				),
			},
		}),
	});

describe('the drift', () => {
	it('is none when the site shows what the catalogue says', () => {
		const drift = driftOf(siteOf(catalogueRows()));
		expect(drift).toMatchObject({ added: [], gone: [], refuted: [] });
		expect([...drift.changed]).toEqual([]);
		expect(needsWork(drift)).toBe(false);
	});

	it('names new operations and those that are gone', () => {
		const [first, ...others] = catalogueRows();
		if (first === undefined) throw new Error('no rows');
		const added: Operation = { ...first, path: 'uusi/{uusi_id}' };
		const drift = driftOf(siteOf([...others, added]));
		expect(drift.gone).toEqual([`${first.method} ${first.path}`]);
		expect(drift.added[0]).toContain(`${first.method} uusi/{uusi_id}`);
		expect(needsWork(drift)).toBe(true);
	});

	it.each([
		[
			'required',
			(field: PageField) => [{ ...field, required: false }],
			'Otsikko: not required on the page',
		],
		[
			'length',
			(field: PageField) => [{ ...field, maxLength: 99 }],
			'Otsikko: at most 99 characters, not 255',
		],
		[
			'type',
			(field: PageField) => [{ ...field, type: { kind: 'simple', name: 'date' } as const }],
			'Otsikko: type is "date", not text',
		],
		['absence', () => [], 'Otsikko: not on the page'],
		['addition', (field: PageField) => [field, { ...field, name: 'Uusi' }], 'Uusi: new, string'],
	])('tells a field that differs in its %s', (_what, change, line) => {
		const name = 'POST ilmoitukset/lisaa';
		const drift = driftOf(siteOf([row(name)], withField('Otsikko', change)));
		expect(drift.changed.get(name)).toEqual([line]);
		expect(driftReport('here', drift)).toContain(`- \`${name}\` ${line}`);
	});

	it('tells guesses that are confirmed and refuted', () => {
		const name = 'POST osapuolet/henkilot';
		const drift = driftOf(
			siteOf(
				[row(name)],
				withField('Etunimi', () => []),
			),
		);
		expect(drift.refuted).toEqual([`${name}: Etunimi`]);
		expect(drift.confirmed).toContain(`${name}: Sukunimi`);
	});
});

describe('candidate rows', () => {
	it('are TypeScript with what the pages say', () => {
		const site = siteOf([{ ...row('POST ilmoitukset/lisaa'), path: 'uusi/{uusi_id}' }]);
		const text = candidateRows(site);
		const { outputText } = ts.transpileModule(text, {
			compilerOptions: { module: ts.ModuleKind.CommonJS },
			reportDiagnostics: true,
		});
		const exported: { candidates?: Operation[] } = {};
		new Function('exports', 'require', outputText)(exported, () => ({
			operation: (candidate: Operation) => candidate,
		}));
		expect(exported.candidates).toMatchObject([
			{ method: 'POST', path: 'uusi/{uusi_id}', access: 'write', evidence: 'helpPage' },
		]);
		expect(exported.candidates?.[0]?.body?.fields).toContainEqual({
			key: 'Otsikko',
			parameter: 'otsikko',
			label: 'Otsikko',
			type: 'text',
			required: true,
			maxLength: 255,
		});
	});

	it('leave out what the catalogue has', () => {
		expect(candidateRows(siteOf(catalogueRows()))).not.toContain('operation({');
	});
});
