import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { projectFolder } from '../../../tools/setup/projectFolder.js';

jest.setTimeout(60_000);

const COMPETITORS = ['A', 'B', 'C', 'D'];

/** A process that takes the lock, writes down when it comes and goes, and says when it holds it. */
function holder(folder: string, name: string, work: string): string[] {
	const script = `
		const { appendFileSync } = require('node:fs');
		const { withLock } = require(${JSON.stringify(join(projectFolder, 'tools/setup/lock.js'))});
		const write = (what) => appendFileSync('journal', what + ' ' + ${JSON.stringify(name)} + '\\n');
		void withLock(${JSON.stringify(join(folder, 'lock'))}, () => {}, async () => {
			write('in');
			process.stdout.write('holding');
			${work}
			write('out');
		});`;
	return ['-e', script];
}

describe('A lock between processes', () => {
	let folder: string;

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-lock-'));
	});

	afterEach(async () => {
		await rm(folder, { recursive: true, force: true });
	});

	const journal = async () => (await readFile(join(folder, 'journal'), 'utf8')).trim().split('\n');

	test('lets one at a time do its work, and all in the end', async () => {
		const work = 'await new Promise(setImmediate);';
		await Promise.all(
			COMPETITORS.map((name) =>
				promisify(execFile)(process.execPath, holder(folder, name, work), { cwd: folder }),
			),
		);
		const lines = await journal();
		const order = lines.filter((line) => line.startsWith('in ')).map((line) => line.slice(3));
		expect([...order].sort()).toEqual(COMPETITORS);
		expect(lines).toEqual(order.flatMap((name) => [`in ${name}`, `out ${name}`]));
		expect(await readdir(folder)).toEqual(['journal']);
	});

	test('is taken over from a process that was killed', async () => {
		const forever = 'setInterval(() => {}, 1_000); await new Promise(() => {});';
		const killed = spawn(process.execPath, holder(folder, 'killed', forever), { cwd: folder });
		await once(killed.stdout, 'data');
		killed.kill('SIGKILL');
		await once(killed, 'exit');

		await promisify(execFile)(process.execPath, holder(folder, 'next', ''), { cwd: folder });
		expect(await journal()).toEqual(['in killed', 'in next', 'out next']);
		expect(await readdir(folder)).toEqual(['journal']);
	});
});
