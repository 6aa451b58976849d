import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);

const packageFile = z
	.object({ name: z.string(), dependencies: z.record(z.string()).default({}) })
	.passthrough();

/**
 * Packs a package as npm would publish it.
 *
 * @param folder the package's folder, built
 * @returns the tarball's path, in a temporary folder
 */
export async function packPackage(folder: string): Promise<string> {
	const destination = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-packed-'));
	await run('npm', ['pack', '--ignore-scripts', '--pack-destination', destination], {
		cwd: folder,
	});
	const [tarball] = await readdir(destination);
	if (tarball === undefined) throw new Error(`npm pack made nothing of ${folder}`);
	return join(destination, tarball);
}

/**
 * Installs a package where n8n looks for community packages, by n8n's own steps (its
 * `community-packages.service`): unpack, then take out what is not for run time.
 *
 * @param tarball as `packPackage` makes it
 * @param userFolder n8n's N8N_USER_FOLDER
 * @throws when the package has run-time dependencies: n8n would have npm fetch them
 */
export async function installPackage(tarball: string, userFolder: string): Promise<void> {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	await mkdir(nodesFolder, { recursive: true });
	const unpacked = await mkdtemp(join(nodesFolder, 'unpacked-'));
	await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);

	const path = join(unpacked, 'package.json');
	const description = packageFile.parse(JSON.parse(await readFile(path, 'utf8')));
	if (Object.keys(description.dependencies).length > 0) {
		throw new Error(`${description.name} has run-time dependencies; install it through n8n`);
	}
	const forDevelopment = ['devDependencies', 'peerDependencies', 'optionalDependencies'];
	const kept = Object.entries(description).filter(([key]) => !forDevelopment.includes(key));
	await writeFile(path, JSON.stringify(Object.fromEntries(kept), null, 2));

	const target = join(nodesFolder, 'node_modules', description.name);
	await mkdir(dirname(target), { recursive: true });
	await rm(target, { recursive: true, force: true });
	await rename(unpacked, target);
}
