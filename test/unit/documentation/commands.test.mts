import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import jestConfig from '../../../jest.config.js';
import manifest from '../../../package.json' with { type: 'json' };
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { projectFolder } from '../../../tools/projectFolder.js';
import { commandsOf, type Command } from '../../documentation/commands.mts';
import { blocksOf } from '../../documentation/pages.mts';

const TULOREKISTERI = join(projectFolder, 'packages/n8n-nodes-tulorekisteri');

let folder: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-documentation-'));
});

afterEach(async () => {
	for (const program of running.splice(0)) {
		if (program.exitCode !== null) continue;
		// A flood of events goes on to its end before it heeds a milder signal.
		program.kill('SIGKILL');
		await once(program, 'exit');
	}
});

afterAll(async () => await rm(folder, { recursive: true, force: true }));

function hasProgram(name: string): boolean {
	return spawnSync(name, ['--version']).error === undefined;
}

/** Runs a command of a page as a shell does, and gives what it prints. */
async function shell(command: string): Promise<string> {
	const program = spawn('bash', ['-c', command], { cwd: folder });
	let printed = '';
	let complaints = '';
	program.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	program.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
	const [code] = (await once(program, 'close')) as [number];
	if (code !== 0) throw new Error(`${command} ended with ${code}: ${complaints}${printed}`);
	return printed;
}

/** Starts a program that stays, and gives what it has printed when a text appears. */
async function started(script: string, given: readonly string[], until: RegExp): Promise<string> {
	const program = spawn(process.execPath, [script, ...given]);
	running.push(program);
	let printed = '';
	return await new Promise((resolve, reject) => {
		const collect = (chunk: Buffer) => {
			printed += chunk.toString();
			if (until.test(printed)) resolve(printed);
		};
		program.stdout.on('data', collect);
		program.stderr.on('data', collect);
		program.once('exit', () => reject(new Error(`${script} has ended: ${printed}`)));
	});
}

describe('git commands', () => {
	it.each(commandsOf('git'))('$file: $text', ({ text }) => {
		const [, address, directory] = /^git clone (.+) && cd (\S+)$/.exec(text) ?? [];
		expect(directory).toBe(manifest.name);
		expect([manifest.repository.url.replace('git+', ''), '<this repository>']).toContain(address);
	});
});

describe('npm commands', () => {
	const scripts: Readonly<Record<string, string>> = manifest.scripts;

	it.each(commandsOf('npm'))('$file: $text', ({ text }) => {
		const [, name = ''] = /^npm (?:run )?([\w:]+)/.exec(text) ?? [];
		const [, work = ''] =
			/^node tools\/with-setup\.mjs (?:--n8n )?(.+)$/.exec(scripts[name] ?? '') ?? [];
		const [program = '', ...given] = work.split(' ');
		if (program === 'jest') {
			const names = jestConfig.projects.map(({ displayName }) => displayName);
			const asked = work.replace(/^.*--selectProjects /, '').match(/'[^']+'|\S+/g) ?? [];
			expect(names).toEqual(expect.arrayContaining(asked.map((one) => one.replaceAll("'", ''))));
		} else if (program === 'gulp') {
			expect(given).toEqual(['build']);
		} else {
			expect(existsSync(join(projectFolder, program))).toBe(true);
		}
	});

	it('that a newcomer starts with are run by CI, on a clean clone', () => {
		const ci = readFileSync(join(projectFolder, '.ci/run'), 'utf8');
		for (const command of ['npm start -- --once', 'npm test', 'npm run test:e2e']) {
			expect(ci).toContain(command);
		}
	});
});

describe('npm run simulator', () => {
	const given = commandsOf('npm')
		.filter(({ text }) => /^npm run simulator( |$)/.test(`${text} `))
		.map(({ file, text }) => ({
			file,
			text,
			options: text.replace(/^npm run simulator( -- )?/, ''),
		}));
	const script = join(projectFolder, 'simulator/main.mts');
	const words = (options: string) =>
		(options.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'(.*)'$/, '$1'));

	it.each(given.filter(({ options }) => !options.includes('--listener')))(
		'$file: $text',
		async ({ options }) => {
			// A later value counts: on a free port, so that it runs beside another.
			const printed = await started(script, [...words(options), '--port', '0'], /Ctrl-C ends/);
			expect(printed).toMatch(/API {4}http:\/\/127\.0\.0\.1:\d+\/v10\/api\//);
		},
	);

	it.each(given.filter(({ options }) => options.includes('--listener')))(
		'$file: $text',
		async ({ options }) => {
			const listener = createServer((_request, response) => response.end()).listen(0, '127.0.0.1');
			await once(listener, 'listening');
			const address = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
			const called = once(listener, 'request');
			const replaced = words(options).map((word, index, all) =>
				all[index - 1] === '--listener' ? address : word,
			);
			await started(script, [...replaced, '--port', '0'], /Ctrl-C ends/);
			const [request] = (await called) as [IncomingMessage];
			expect(request.method).toBe('POST');
			listener.closeAllConnections();
			listener.close();
		},
	);
});

(hasProgram('curl') ? describe : describe.skip)('curl commands', () => {
	let simulator: Simulator;
	const printed: Array<{ command: Command; text: string }> = [];

	beforeAll(async () => {
		simulator = await startSimulator({ port: 0 });
		const [headers] = blocksOf('headers');
		await writeFile(join(folder, 'tampuuri-headers.txt'), headers?.content ?? '');
	});

	afterAll(async () => await simulator.close());

	const onThisPort = (text: string) => text.replace(':4010/', `:${simulator.port}/`);
	const toSimulator = commandsOf('curl').filter(({ text }) => text.includes(':4010/'));

	it.each(toSimulator)('$file: $text', async (command) => {
		const text = await shell(`${onThisPort(command.text)} --silent --show-error --fail`);
		printed.push({ command, text });
		expect(text).not.toBe('');
	});

	it('of FROM-POSTMAN.md answer what the page says', () => {
		const answers = printed
			.filter(({ command }) => command.file === 'docs/FROM-POSTMAN.md')
			.map(({ text }) => JSON.parse(text) as unknown);
		expect(answers).toEqual([
			expect.objectContaining({ Id: 1000001 }),
			{
				Offset: 0,
				Limit: 2,
				Total: expect.any(Number),
				Items: [expect.anything(), expect.anything()],
			},
			expect.objectContaining({ Offset: 250, Limit: 250 }),
			204,
		]);
		const { Total, Items } = answers[2] as { Total: number; Items: unknown[] };
		expect(Items).toHaveLength(Total - 250);
	});

	it('of simulator/README.md set a fault', () => {
		expect(simulator.faults.all).toMatchObject([
			{ path: 'ilmoitukset/selaa', skip: 1, times: 2, action: { status: 503 } },
		]);
	});
});

describe("the certificate package's commands", () => {
	const standIn = commandsOf('node').map(({ text }) => text.split(' ')[1] ?? '');
	const orders = commandsOf('curl').filter(({ text }) => text.includes('/standin/'));

	it('start its stand-in, which takes the order', async () => {
		expect(standIn).toEqual(['standin/main.mts']);
		const printed = await started(
			join(TULOREKISTERI, 'standin/main.mts'),
			['--port', '0'],
			/service: \S+/,
		);
		const address = new URL(/service: (\S+)/.exec(printed)?.[1] ?? '');
		const readme = await readFile(join(TULOREKISTERI, 'README.md'), 'utf8');
		expect(readme).toContain(address.pathname);
		if (!hasProgram('curl')) return;
		for (const { text } of orders) {
			const answer = await shell(`${text.replace('127.0.0.1:5721', address.host)} --silent --fail`);
			expect(JSON.parse(answer)).toMatchObject({ transferId: expect.anything() });
		}
	});

	(hasProgram('openssl') ? it : it.skip)('take a PKCS#12 file apart', async () => {
		const fixtures = join(TULOREKISTERI, 'test/fixtures/onlyForTests');
		const made = `-in '${fixtures}.certificate.pem' -inkey '${fixtures}.key.pem' -out file.p12`;
		await shell(`openssl pkcs12 -export ${made} -passout pass:secret`);
		for (const { text } of commandsOf('openssl')) {
			await shell(`${text} -passin pass:secret -passout pass:secret`);
		}
		expect(await readFile(join(folder, 'certificate.pem'), 'utf8')).toContain('BEGIN CERTIFICATE');
		expect(await readFile(join(folder, 'key.pem'), 'utf8')).toMatch(
			/BEGIN (ENCRYPTED )?PRIVATE KEY/,
		);
	});
});
