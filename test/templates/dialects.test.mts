import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { DialectName } from '../../simulator/dialects/index.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { startPostgres, type Postgres } from '../programs/services.mts';
import { DialectBench, isSomething, type Outcome } from './dialectBench.mts';
import type { Drive } from './drives/drive.mts';
import { DRIVES } from './drives/index.mts';

/** The one that spells everything as the catalogue does, and has lists. */
const STANDARD: DialectName = 'withLists';
const DIALECTS: readonly DialectName[] = [
	'renamed',
	'nested',
	'partialHelp',
	'otherEnumerations',
	'otherLists',
	'none',
];
const KEYS = Object.keys(DRIVES);
/** Of these, tests of their own look at the previews as well. */
const PREVIEWS = [
	'readsOnly',
	'readsOnlyCrm',
	'agentTools',
	'stairwellDisplay',
	'moveOutKeys',
	'idMap',
	'moveIn',
];

jest.setTimeout(120_000);

/** The dialects to try a template in: one of those where it works, or with EVERY_DIALECT=1 all. */
function dialectsFor({ notIn = {} }: Drive, at: number): DialectName[] {
	const possible = DIALECTS.filter((dialect) => notIn[dialect] === undefined);
	if (process.env['EVERY_DIALECT'] === '1') return possible;
	return possible.slice(at % possible.length).slice(0, 1);
}

const keysFor = (dialect: DialectName): string[] =>
	Object.entries(DRIVES).flatMap(([key, drive], at) =>
		dialectsFor(drive, at).includes(dialect) ? [key] : [],
	);

const ownTests = PREVIEWS.map((name) =>
	readFileSync(join(projectFolder, 'test/templates', `${name}.test.mts`), 'utf8'),
);
const hasPreviews = (key: string): boolean =>
	ownTests.some(
		(text) => text.includes("'readsOnly'") && new RegExp(`\\b${key}(?![-\\w])`).test(text),
	);

/** The templates with a step of Tampuuri. */
async function templatesOfTampuuri(): Promise<string[]> {
	const folder = join(projectFolder, 'templates');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
	const texts = await Promise.all(
		files.map(async (file) => await readFile(join(folder, file), 'utf8')),
	);
	return files.flatMap((file, at) =>
		texts[at]?.includes('"type": "n8n-nodes-tampuuri.') ? [file.slice(0, -5)] : [],
	);
}

describe('every template that calls Tampuuri', () => {
	const outcomes = new Map<string, Outcome>();
	let folder = '';
	let database: Postgres;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-dialects-'));
		await chmod(folder, 0o755);
		database = await startPostgres(folder);
	});

	afterAll(async () => {
		await database.stop();
		await rm(folder, { recursive: true, force: true });
	});

	test('is tried in a dialect, and each dialect with some', async () => {
		expect(KEYS.toSorted()).toEqual((await templatesOfTampuuri()).toSorted());
		for (const [at, drive] of Object.values(DRIVES).entries()) {
			expect(dialectsFor(drive, at)).not.toEqual([]);
		}
		for (const dialect of DIALECTS) expect(keysFor(dialect)).not.toEqual([]);
	});

	describe('does something with an account spelled as assumed', () => {
		let bench: DialectBench;
		beforeAll(async () => void (bench = await DialectBench.open(STANDARD, database)));
		afterAll(async () => await bench.close());

		test.each(KEYS)('%s.json', async (key) => {
			const outcome = await bench.outcomeOf(key);
			expect({ ...outcome, isSomething: isSomething(outcome) }).toMatchObject({
				refused: [],
				isSomething: true,
			});
			outcomes.set(key, outcome);
		});
	});

	describe('changes nothing with a credential that allows reads only', () => {
		let bench: DialectBench;
		beforeAll(async () => {
			bench = await DialectBench.open(STANDARD, database, { allowedCalls: 'readsOnly' });
		});
		afterAll(async () => await bench.close());

		test.each(KEYS.filter((key) => !hasPreviews(key)))('%s.json', async (key) => {
			expect(await bench.outcomeOf(key)).toMatchObject({ refused: [], writes: [] });
		});
	});

	describe.each(DIALECTS)('does the same with the profile of an account in "%s"', (dialect) => {
		let bench: DialectBench;
		beforeAll(async () => void (bench = await DialectBench.open(dialect, database)));
		afterAll(async () => await bench.close());

		test.each(keysFor(dialect))('%s.json', async (key) => {
			expect(outcomes.get(key)).toBeDefined();
			expect(await bench.outcomeOf(key)).toEqual(outcomes.get(key));
		});
	});
});
