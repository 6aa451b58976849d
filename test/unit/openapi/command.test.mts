import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { openApiDocument } from '../../../tools/openapi/document.mts';
import { filesOf } from '../../../tools/openapi/files.mts';
import { projectFolder } from '../../../tools/projectFolder.js';
import { simulatorSite } from './sites.mts';

let folder: string;
let simulator: Simulator;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'tampuuri-openapi-'));
	simulator = await startSimulator({ port: 0, units: 1, dialect: 'partialHelp' });
});
afterAll(async () => {
	await simulator.close();
	await rm(folder, { recursive: true });
});

async function run(...given: readonly string[]) {
	const script = join(projectFolder, 'tools/openapi/main.mts');
	const program = spawn(process.execPath, [script, ...given], { cwd: folder });
	let printed = '';
	let complaints = '';
	program.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	program.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
	const [code] = (await once(program, 'close')) as [number];
	return { code, printed, complaints };
}

const out = (name: string) => join(folder, name);

async function filesIn(name: string): Promise<Record<string, string>> {
	const names = (await readdir(out(name))).filter((one) => one !== 'pages');
	const files = names.map(async (one) => [one, await readFile(join(out(name), one), 'utf8')]);
	return Object.fromEntries(await Promise.all(files)) as Record<string, string>;
}

describe('npm run catalogue:openapi', () => {
	it('writes all files from an address, tells how far it is and what it left out', async () => {
		const help = `${simulator.url}Help`;
		const { code, printed, complaints } = await run(help, '--out', out('live'), '--pause', '0');
		expect({ code, complaints }).toEqual({
			code: 0,
			complaints: expect.stringMatching(/^50\/404$/m),
		});
		expect(printed).toMatch(/^398 operations are in /);
		expect(printed).toContain('- POST osapuolet/selaa: its page is missing or could not be read');
		const { document } = openApiDocument(await simulatorSite('partialHelp'));
		expect(await filesIn('live')).toEqual(filesOf(document));
	});

	it('makes the same files of the pages it kept, and asks for none of them again', async () => {
		simulator.help.reset();
		const [host = ''] = await readdir(join(out('live'), 'pages'));
		const pages = join(out('live'), 'pages', host);
		expect(await run(pages, '--out', out('saved'))).toMatchObject({ code: 0 });
		expect(await filesIn('saved')).toEqual(await filesIn('live'));
		expect(simulator.help.requests).toEqual([]);
	});

	it.each<[string, () => string[], string]>([
		['an empty folder', () => [folder], 'There is no Help index ('],
		[
			'an address without a Help site',
			() => [`${simulator.controlUrl}x`],
			'There is no Help index (http:',
		],
		['a pause that is no number', () => [folder, '--pause', 'soon'], '--pause must be a number'],
		['nothing', () => [], ''],
	])('ends with one clear line for %s', async (_what, given, message) => {
		await mkdir(out('none'), { recursive: true });
		const { code, complaints } = await run(...given(), '--out', out('none'));
		expect(code).toBe(1);
		expect(complaints).toContain(message);
		expect(complaints).not.toContain('    at ');
		expect(await readdir(out('none'))).toEqual([]);
	});

	it('ends when the site is down, and does not take its pages for gone', async () => {
		simulator.help.isDown = true;
		const { code, complaints } = await run(simulator.url, '--out', out('down'), '--pause', '0');
		simulator.help.reset();
		expect(code).toBe(1);
		expect(complaints).toContain(`${simulator.url}Help responded 503.`);
	});

	it('ends with what is wrong when no page can be read', async () => {
		simulator.help.reset();
		await run(simulator.url, '--out', out('index'), '--pause', '0');
		const [host = ''] = await readdir(join(out('index'), 'pages'));
		const pages = join(out('index'), 'pages', host);
		for (const name of await readdir(pages)) {
			if (name !== 'Help.html') await rm(join(pages, name));
		}
		const { code, complaints } = await run(pages, '--out', out('none'));
		expect(code).toBe(1);
		expect(complaints).toContain("No operation's page could be read in full");
		expect(complaints).toContain('- GET esimerkki/avaimet');
	});
});
