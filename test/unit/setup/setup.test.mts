import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { waitUntil } from '../../../demo/waitUntil.mts';
import { Sandbox } from './sandbox.mts';

const LIMITS = { limitMs: 30_000 };
const NOBODY = 65_534;
const ALL_OF_IT = ['npm view in a project', 'npm ci in a project', 'build'];

let sandbox: Sandbox;

beforeEach(() => {
	sandbox = new Sandbox();
});

afterEach(() => sandbox.remove());

function isRunning(processId: number): boolean {
	try {
		return process.kill(processId, 0);
	} catch {
		return false;
	}
}

const endOf = async (processId: number) =>
	await waitUntil('The end of npm', () => !isRunning(processId), LIMITS);

describe('The set-up', () => {
	test('is done once, then the program is run', async () => {
		const first = await sandbox.run();
		expect(first).toMatchObject({ code: 0, printed: expect.stringMatching(/ready\n$/) });
		expect(sandbox.work()).toEqual(ALL_OF_IT);
		expect(await sandbox.run()).toEqual({ code: 0, printed: 'ready\n' });
		expect(sandbox.work()).toEqual([]);
	});

	test.each([
		['a source', 'nodes/new.ts', ['build']],
		['a source of another package', 'packages/one/nodes/new.ts', ['build']],
		['the lock file', 'package-lock.json', ALL_OF_IT],
	])('is done again as far as %s asks for it', async (_, path, work) => {
		await sandbox.run();
		sandbox.work();
		sandbox.write(path, 'changed');
		expect((await sandbox.run()).code).toBe(0);
		expect(sandbox.work()).toEqual(work);
	});

	test('shows that a long step goes on', async () => {
		sandbox.holdNpm();
		const run = sandbox.start();
		await waitUntil(
			'A sign of life',
			() => /Installing the packages … \d+ s\n/.test(run.printed()),
			LIMITS,
		);
		sandbox.letGo();
		const { printed } = await run.ended;
		expect(printed).toMatch(/✓ Installing the packages \(\d+ s\)/);
	});

	test('brings n8n, its database driver and the packages side by side', async () => {
		sandbox.holdNpm();
		const run = sandbox.start({}, ['--n8n'], ['sh', '-c', 'ls "$N8N_NODES_TAMPUURI_N8N"']);
		await sandbox.halfWay();
		await sandbox.halfWay('database-driver');
		expect(run.printed()).toContain('Installing n8n');
		sandbox.letGo();
		const { code, printed } = await run.ended;
		expect(code).toBe(0);
		expect(printed).toMatch(/^ready$/m);
		expect(sandbox.work().filter((line) => line.startsWith('npm ci'))).toHaveLength(3);
		await sandbox.run({}, ['--n8n']);
		expect(sandbox.work()).toEqual([]);
	});

	test("builds the database driver under npm start, which hands the project's settings on", async () => {
		const { code, printed } = await sandbox.run({ npm_config_ignore_scripts: 'true' }, ['--n8n']);
		expect({ code, printed }).toEqual({ code: 0, printed: expect.stringMatching(/^ready$/m) });
	});

	test('passes a signal on to the program', async () => {
		await sandbox.run();
		const script =
			"process.on('SIGINT', () => process.exit(3)); setInterval(() => console.log('up'), 50)";
		const run = sandbox.start({}, [], ['node', '-e', script]);
		await waitUntil('The program', () => run.printed().includes('up'), LIMITS);
		run.program.kill('SIGINT');
		expect((await run.ended).code).toBe(3);
	});
});

describe('A set-up beside another', () => {
	test('waits, even with another TMPDIR, and finds all done', async () => {
		sandbox.holdNpm();
		const first = sandbox.start();
		await sandbox.halfWay();
		const other = join(dirname(sandbox.folder), 'other');
		mkdirSync(other);
		const second = sandbox.start({ TMPDIR: other });
		await waitUntil('The waiting', () => second.printed().includes('Waiting for another'), LIMITS);
		sandbox.letGo();
		expect([(await first.ended).code, (await second.ended).code]).toEqual([0, 0]);
		expect(sandbox.work()).toEqual(ALL_OF_IT);
	});

	test('takes over at once from one that is killed, whose npm ends with it', async () => {
		sandbox.holdNpm();
		const killed = sandbox.start();
		const npm = await sandbox.halfWay();
		const next = ['one', 'two', 'three'].map(() => sandbox.start());
		for (const { printed } of next) {
			await waitUntil('The waiting', () => printed().includes('Waiting for another'), LIMITS);
		}
		killed.program.kill('SIGKILL');
		await endOf(npm);
		await sandbox.halfWay();
		sandbox.letGo();
		for (const { ended } of next) expect((await ended).code).toBe(0);
		expect(sandbox.has('node_modules/half')).toBe(false);
		expect(sandbox.work()).toEqual([...ALL_OF_IT.slice(0, 2), ...ALL_OF_IT]);
	});
});

describe('A set-up that was ended', () => {
	test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
		'by %s leaves nothing running, and is done anew',
		async (signal) => {
			sandbox.holdNpm();
			const run = sandbox.start();
			const npm = await sandbox.halfWay();
			run.program.kill(signal);
			await run.ended;
			await endOf(npm);
			sandbox.letGo();
			sandbox.work();
			expect((await sandbox.run()).code).toBe(0);
			expect(sandbox.work()).toEqual(ALL_OF_IT);
		},
	);

	test("in the middle of n8n's installation does not count as done", async () => {
		await sandbox.run();
		sandbox.holdNpm();
		const run = sandbox.start({}, ['--n8n']);
		const npm = await sandbox.halfWay('database-driver');
		run.program.kill('SIGKILL');
		await endOf(npm);
		sandbox.letGo();
		sandbox.work();
		expect((await sandbox.run({}, ['--n8n'])).code).toBe(0);
		expect(sandbox.work().filter((line) => line.startsWith('npm ci'))).toHaveLength(2);
	});
});

describe('A set-up that can not go on says what to do:', () => {
	const failing: Array<[string, Record<string, string | undefined>, RegExp]> = [
		[
			'the registry refuses',
			{ NPM_CODE: '1', NPM_PRINTS: 'npm error E404' },
			/npm ci" failed:\s+npm error E404/,
		],
		[
			'no network',
			{ VIEW_CODE: '1', NPM_CODE: '1', NPM_PRINTS: 'ENOTCACHED' },
			/without the npm registry …[^]*Check the network/,
		],
		['the disk fills up', { NPM_PRINTS: 'npm warn tar TAR_ENTRY_ERROR ENOSPC' }, /Free some space/],
		[
			'npm may not write',
			{ NPM_CODE: '243', NPM_PRINTS: 'npm error code EACCES' },
			/npm_config_cache/,
		],
		[
			'a missing folder for temporary files',
			{ TMPDIR: '/no/such/folder' },
			/\/no\/such\/folder \(TMPDIR\) is missing/,
		],
	];

	test.each(failing)('%s', async (_, environment, words) => {
		const { code, printed } = await sandbox.run(environment);
		expect(code).toBe(1);
		expect(printed).toMatch(words);
		expect(printed).not.toMatch(/^\s+at /m);
		expect((await sandbox.run()).code).toBe(0);
	});

	test('the disk is too full, after what an interrupted installation left was removed', async () => {
		sandbox.write('node_modules/left/over', 'content');
		sandbox.program('df', 'echo; echo disk 9 9 100 9%');
		const { code, printed } = await sandbox.run();
		expect(code).toBe(1);
		expect(printed).toMatch(/1450 MB are needed, 100 are free[^]*Free some space/);
		expect(sandbox.has('node_modules/left')).toBe(false);
	});

	test('the build fails', async () => {
		sandbox.write('gulpfile.js', 'echo nodes/a.ts: error TS1005; exit 1');
		const { code, printed } = await sandbox.run();
		expect(code).toBe(1);
		expect(printed).toContain('nodes/a.ts: error TS1005');
		sandbox.write('gulpfile.js', '');
		expect((await sandbox.run()).code).toBe(0);
	});

	test("n8n's database driver can not be built", async () => {
		await sandbox.run();
		const { code, printed } = await sandbox.run({ NPM_CODE: '1', NPM_PRINTS: 'not found: make' }, [
			'--n8n',
		]);
		expect(code).toBe(1);
		expect(printed).toContain('Install Python 3, make and a C++ compiler');
	});
});

describe('The folder that n8n is kept in', () => {
	const caches: Array<[string, () => Record<string, string | undefined>]> = [
		['is a file', () => ({ N8N_NODES_TAMPUURI_CACHE: join(sandbox.folder, 'package.json') })],
		[
			'lies in a home folder that is no folder',
			() => ({
				N8N_NODES_TAMPUURI_CACHE: undefined,
				XDG_CACHE_HOME: undefined,
				HOME: join(sandbox.folder, 'package.json'),
			}),
		],
	];

	test.each(caches)('%s: that is said with the way out', async (_, environment) => {
		await sandbox.run();
		const { code, printed } = await sandbox.run(environment(), ['--n8n']);
		expect(code).toBe(1);
		expect(printed).toContain('N8N_NODES_TAMPUURI_CACHE');
		expect(printed).not.toMatch(/^\s+at /m);
	});

	test('may not be written to: that is said with the way out', async () => {
		await sandbox.run();
		mkdirSync(sandbox.cache);
		chmodSync(sandbox.cache, 0o555);
		const user = process.getuid?.() === 0 ? NOBODY : undefined;
		const { code, printed } = await sandbox.run({}, ['--n8n'], ['true'], user);
		expect(code).toBe(1);
		expect(printed).toMatch(/Permission denied[^]*N8N_NODES_TAMPUURI_CACHE/);
	});

	test('is under the temporary folder for a person without a home', async () => {
		const TMPDIR = join(dirname(sandbox.folder), 'temporary');
		mkdirSync(TMPDIR);
		const environment = {
			N8N_NODES_TAMPUURI_CACHE: undefined,
			XDG_CACHE_HOME: undefined,
			HOME: undefined,
			TMPDIR,
		};
		const { printed } = await sandbox.run(
			environment,
			['--n8n'],
			['printenv', 'N8N_NODES_TAMPUURI_N8N'],
		);
		expect(printed).toContain(join(TMPDIR, '.cache/n8n-nodes-tampuuri/n8n-'));
	});
});
