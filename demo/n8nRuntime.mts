import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { runCommand } from '../tools/setup/command.js';
import { requireDiskSpace } from '../tools/setup/diskSpace.js';
import { fingerprint } from '../tools/setup/fingerprint.js';
import { withLock } from '../tools/setup/lock.js';
import { runNpm } from '../tools/setup/npm.js';
import { projectFolder } from '../tools/setup/projectFolder.js';
import { createProgress, type Progress } from '../tools/setup/progress.js';

/** Where installed n8n versions are kept, instead of the user's cache folder. */
const CACHE_VARIABLE = 'N8N_NODES_TAMPUURI_CACHE';
const INSTALLED_MEGABYTES = 2_600;
const PACKAGE_FILES = ['package.json', 'package-lock.json'];

/**
 * What to install. Its overrides: linkedom and msgpackr-extract stay at the newest versions that
 * mirrors of the registry hold whole; node-gyp is one that can build with Python 3.12 and newer.
 */
const sourceFolder = join(projectFolder, 'demo', 'n8n-runtime');
const packageFile = z.object({ dependencies: z.object({ n8n: z.string() }) });

/** An installed n8n. */
export interface N8nRuntime {
	directory: string;
	version: string;
	/** The script that Node runs to be n8n. */
	entry: string;
}

/** Where the project keeps what should outlive its own folder. */
export function cacheFolder(): string {
	const chosen = process.env[CACHE_VARIABLE];
	if (chosen) return chosen;
	return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'n8n-nodes-tampuuri');
}

async function removeInterrupted(target: string): Promise<void> {
	const folder = dirname(target);
	const partial = (name: string) => name.startsWith(`${basename(target)}.partial-`);
	for (const name of (await readdir(folder)).filter(partial)) {
		await rm(join(folder, name), { recursive: true, force: true });
	}
}

/** Installs into a folder beside the target, which gets its name only when it is whole. */
async function install(target: string, version: string, progress: Progress): Promise<void> {
	await removeInterrupted(target);
	await requireDiskSpace(dirname(target), INSTALLED_MEGABYTES, `n8n ${version}`);
	const directory = await mkdtemp(`${target}.partial-`);
	for (const file of PACKAGE_FILES) {
		await copyFile(join(sourceFolder, file), join(directory, file));
	}
	await progress.step(`Installing n8n ${version} (once; about 2.2 GB)`, () =>
		runNpm(['ci', '--ignore-scripts', '--legacy-peer-deps'], { directory }),
	);
	// The only native part without a binary in its package: downloaded, or built when it can't be.
	await progress.step("Preparing n8n's database driver (once)", async () => {
		await runNpm(['rebuild', 'sqlite3', '--ignore-scripts=false', '--foreground-scripts'], {
			directory,
		});
		await runCommand(process.execPath, ['-e', "require('sqlite3')"], { directory });
	});
	await rename(directory, target);
}

/**
 * Gives the n8n that demo/n8n-runtime/package-lock.json names, installing it on first use into the
 * user's cache folder (`$N8N_NODES_TAMPUURI_CACHE`, else `$XDG_CACHE_HOME` or `~/.cache`). An
 * interrupted installation never counts, and two at once do the work once.
 *
 * @throws {import('../tools/setup/command.js').SetupError} when it can't be installed, and why
 */
export async function ensureN8n(progress: Progress = createProgress()): Promise<N8nRuntime> {
	const source = await readFile(join(sourceFolder, 'package.json'), 'utf8');
	const version = packageFile.parse(JSON.parse(source)).dependencies.n8n;
	const key = fingerprint(sourceFolder, PACKAGE_FILES, [process.platform, process.arch]);
	const directory = join(cacheFolder(), `n8n-${version}-${key}`);
	if (!existsSync(directory)) {
		await mkdir(dirname(directory), { recursive: true });
		await withLock(
			`${directory}.lock`,
			() => progress.say('  Waiting for another installation of n8n …'),
			async () => {
				if (!existsSync(directory)) await install(directory, version, progress);
			},
		);
	}
	return { directory, version, entry: join(directory, 'node_modules', 'n8n', 'bin', 'n8n') };
}
