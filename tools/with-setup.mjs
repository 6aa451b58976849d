/**
 * Makes the checkout ready (packages, Node 24, build), then runs a script or command in it. With
 * `--n8n` it brings n8n into the cache meanwhile.
 *
 *     node tools/with-setup.mjs --n8n demo/start.mts --once
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { projectFolder } from './projectFolder.js';

/** The group of processes ends with this process, however that ends: the pipe closes then. */
const SCRIPT = '{ cat <&3; kill -KILL 0; } > /dev/null 2>&1 & . tools/setup/setup.sh';
const ON_LINUX = process.platform === 'linux';
const version = Number(process.versions.node.split('.')[0]);
const needsN8n = process.argv[2] === '--n8n';
const [target, ...args] = process.argv.slice(needsN8n ? 3 : 2);

/** @param {string} problem */
function fail(problem) {
	console.error(`\n${problem}`);
	process.exit(1);
}

/** @param {string | Buffer} content */
const hash = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);

/**
 * Sets a folder up while no other process does. The lock is a socket's name, which the system takes
 * from an owner that ends. (Outside Linux it is a file, which then gives no answer.)
 *
 * @param {string} folder
 * @param {readonly string[]} command of setup.sh
 */
async function setUp(folder, ...command) {
	const lock = `${ON_LINUX ? '\0' : ''}/tmp/n8n-nodes-tampuuri-${hash(folder)}`;
	const waiting = new Set();
	const server = createServer((other) => waiting.add(other.on('error', () => {})));
	const isTaken = (/** @type {NodeJS.ErrnoException} */ { code }) => code === 'EADDRINUSE';
	while (await once(server.listen(lock), 'listening').then(() => false, isTaken)) {
		console.log('  Waiting for another set-up to end …');
		await once(connect(lock).resume(), 'close').catch(({ code }) => {
			if (code === 'ECONNREFUSED' && !ON_LINUX) rmSync(lock, { force: true });
		});
	}
	const child = spawn('sh', ['-c', SCRIPT, 'sh', ...command], {
		cwd: projectFolder,
		detached: true,
		stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
	});
	if ((await once(child, 'exit'))[0] !== 0) process.exit(1);
	child.stdio[3]?.destroy();
	server.close();
	waiting.forEach((other) => other.destroy());
}

if (version < 20) fail(`Node 20 or newer is needed (nodejs.org); this is ${process.version}.`);
if (!existsSync(tmpdir())) fail(`The temporary folder ${tmpdir()} (TMPDIR) does not exist.`);
if (target === undefined) fail('Say what to run: node tools/with-setup.mjs <script or command>');

const binaries = join(projectFolder, 'node_modules/.bin');
const { N8N_NODES_TAMPUURI_CACHE, XDG_CACHE_HOME, HOME = tmpdir() } = process.env;
const cache = join(XDG_CACHE_HOME || join(HOME, '.cache'), 'n8n-nodes-tampuuri');
const n8n = hash(readFileSync(join(projectFolder, 'demo/n8n-runtime/package-lock.json')));
process.env.N8N_NODES_TAMPUURI_N8N = join(N8N_NODES_TAMPUURI_CACHE || cache, `n8n-${n8n}`);
process.env.PATH = [binaries, process.env.PATH].join(delimiter);
// Milliseconds, for scripts that tell how long everything took.
process.env.SETUP_STARTED = String(performance.timeOrigin);
await Promise.all([
	setUp(projectFolder, 'project'),
	needsN8n && setUp(process.env.N8N_NODES_TAMPUURI_N8N, 'n8n'),
]);
if (version < 24 && !existsSync(join(binaries, 'node'))) {
	fail(`Install Node 24 (nodejs.org): npm has none for ${process.platform} ${process.arch}.`);
}

const command = /\.m?[jt]s$/.test(target) ? ['node', target, ...args] : [target, ...args];
const child = spawn(command[0], command.slice(1), { stdio: 'inherit' });
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
	process.on(signal, () => child.kill(signal));
}
child.once('error', (error) => fail(`${target} could not be started: ${error.message}`));
child.once('exit', (code, signal) => {
	process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1));
});
