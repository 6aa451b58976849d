/** Builds the guide in Finnish, for `npm run guide`; its packages are its own (guide/package-lock.json). */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { step } from '../demo/progress.mts';
import { projectFolder } from './projectFolder.js';

const GUIDE = join(projectFolder, 'guide');
const LOCK = join(GUIDE, 'package-lock.json');
const MODULES = join(GUIDE, 'node_modules');
/** A copy of the lock file whose packages are there, written last. */
const INSTALLED = join(MODULES, '.installed.json');
const VITEPRESS = join(MODULES, 'vitepress/bin/vitepress.js');
const INSTALL = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Runs a program in the guide's folder.
 *
 * @throws Error with what it has printed, when it fails
 */
async function run(program: string, args: readonly string[]): Promise<void> {
	const child = spawn(program, args, { cwd: GUIDE, stdio: ['ignore', 'pipe', 'pipe'] });
	let printed = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
	}
	const [code] = (await once(child, 'close')) as [number | null];
	if (code !== 0) throw new Error(printed.trim());
}

async function isInstalled(): Promise<boolean> {
	if (!existsSync(INSTALLED)) return false;
	return (await readFile(INSTALLED, 'utf8')) === (await readFile(LOCK, 'utf8'));
}

async function install(): Promise<void> {
	await rm(INSTALLED, { force: true });
	await run('npm', INSTALL);
	await copyFile(LOCK, INSTALLED);
}

/** Does a part of the work; when it fails, says what to do and ends. */
async function part(title: string, work: () => Promise<void>, advice: string): Promise<void> {
	try {
		await step(title, work);
	} catch (error) {
		console.error(`\n${title} failed:\n${String(error)}\n\n${advice}`);
		process.exit(1);
	}
}

if (!(await isInstalled())) {
	await part(
		"Installing the guide's packages (about 110 MB)",
		install,
		'Check the network and the space on the disk ("npm ping", "df ."), then start again.',
	);
}
await part(
	'Building the guide',
	() => run(process.execPath, [VITEPRESS, 'build']),
	'The last lines name the page or the mark that is wrong. Correct it, then start again.',
);
console.log(
	`\nThe guide is in ${join(GUIDE, 'dist')}. To look at it: cd guide && npx vitepress preview`,
);
