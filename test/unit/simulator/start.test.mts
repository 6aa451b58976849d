import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import {
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from '../../../simulator/start.mts';

const entry = join(__dirname, '../../../simulator/main.mts');

const started: Simulator[] = [];

async function start(options: SimulatorOptions): Promise<Simulator> {
	const simulator = await startSimulator({ units: 1, ...options });
	started.push(simulator);
	return simulator;
}

afterEach(async () => {
	await Promise.all(started.splice(0).map((simulator) => simulator.close()));
});

describe('starting', () => {
	it('takes any free port when asked for 0', async () => {
		const [first, second] = await Promise.all([start({ port: 0 }), start({ port: 0 })]);
		expect(first.port).not.toBe(second.port);
		expect(first.url).toBe(`http://127.0.0.1:${first.port}/v10/api/`);
		await first.close();
		await expect(axios.get(first.url)).rejects.toThrow('ECONNREFUSED');
	});

	it('takes the next free port when the asked one is taken', async () => {
		const first = await start({ port: 0 });
		const second = await start({ port: first.port });
		expect(second.port).toBeGreaterThan(first.port);
		const { status } = await axios.get(`${second.url}kohteet/1000001`, {
			headers: second.account.headers,
		});
		expect(status).toBe(200);
	});

	it.each([{ units: 0 }, { units: 1.5 }, { sizes: { persons: 0 } }])(
		'refuses %p',
		async (options) => {
			await expect(startSimulator({ port: 0, ...options })).rejects.toThrow(RangeError);
		},
	);

	it("fails on an address that isn't this machine's", async () => {
		await expect(startSimulator({ port: 0, host: '203.0.113.1' })).rejects.toThrow('EADDRNOTAVAIL');
	});
});

describe('the command', () => {
	/** Runs it until it has printed its last line, or ended. */
	async function run(...options: string[]) {
		const process_ = spawn(process.execPath, [entry, ...options]);
		let output = '';
		const isReady = new Promise<void>((resolve) => {
			const collect = (chunk: Buffer) => {
				output += chunk.toString();
				if (output.includes('Ctrl-C ends.')) resolve();
			};
			process_.stdout.on('data', collect);
			process_.stderr.on('data', collect);
			process_.once('close', () => resolve());
		});
		await isReady;
		return { process: process_, output };
	}

	it('prints an address and headers that work, and ends on Ctrl-C', async () => {
		const { process: simulator, output } = await run('--port', '0', '--units', '2', '--seed', '9');
		const [address = ''] = /http:\/\/\S+\/v10\/api\//.exec(output) ?? [];
		const headers = [...output.matchAll(/^ {2}(X-\w+): (.*)$/gm)]
			.slice(0, 6)
			.map(([, name = '', value = '']) => [name, value]);
		expect(headers).toHaveLength(6);
		const { data } = await axios.post<{ Total: number }>(
			`${address}ilmoitukset/selaa`,
			{},
			{ headers: Object.fromEntries(headers) },
		);
		expect(data.Total).toBe(6);
		expect(output).toContain(`curl ${address}ilmoitukset/selaa`);
		const ended = once(simulator, 'exit');
		simulator.kill('SIGINT');
		expect(await ended).toEqual([0, null]);
	});

	it('speaks the dialect asked for', async () => {
		const { process: simulator, output } = await run('--port', '0', '--dialect', 'otherLists');
		const [address = ''] = /http:\/\/\S+\/v10\/api\//.exec(output) ?? [];
		const { data: index } = await axios.get<string>(`${address}Help`);
		expect(index).toContain('GET vuokrasopimukset');
		const ended = once(simulator, 'exit');
		simulator.kill('SIGINT');
		expect(await ended).toEqual([0, null]);
	});

	it('ends on Ctrl-C while it makes events up', async () => {
		const deaf = 'http://127.0.0.1:9/';
		const { process: simulator } = await run(
			...['--port', '0', '--listener', deaf, '--events', '1000000', '--rate', '1000'],
		);
		const ended = once(simulator, 'exit');
		simulator.kill('SIGINT');
		expect(await ended).toEqual([0, null]);
	});

	it('says so when it took another port', async () => {
		const first = await start({ port: 0 });
		const { process: second, output } = await run('--port', String(first.port));
		expect(output).toMatch(new RegExp(`Port ${first.port} is taken: took \\d+ instead\\.`));
		const ended = once(second, 'exit');
		second.kill('SIGTERM');
		expect(await ended).toEqual([0, null]);
	});

	it.each([
		['--units', 'monta', '--units must be a whole number from 1 up, not "monta".'],
		['--port', '-1', '--port must be a whole number from 0 up, not "-1".'],
		['--dialect', 'klingon', '--dialect must be one of standard, renamed, nested, '],
		['--colour', 'red', "Unknown option '--colour'"],
	])('refuses %s %s', async (option, value, message) => {
		const { process: failed, output } = await run(`${option}=${value}`);
		expect(output).toContain(message);
		expect(failed.exitCode).toBe(1);
	});

	it('prints its options', async () => {
		const { output } = await run('--help');
		for (const option of ['--port', '--host', '--units', '--seed', '--dialect'])
			expect(output).toContain(option);
	});
});
