/**
 * Makes the checkout ready (packages, Node 24, build; with `--n8n`, n8n in the cache too), then runs
 * a script or command in it: `node tools/with-setup.mjs --n8n demo/start.mts --once`
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { constants, tmpdir } from 'node:os';
import { delimiter, resolve } from 'node:path';
import { projectFolder } from './projectFolder.js';

/** A group of processes that ends when this one does, however that is: the pipe closes then. */
const SET_UP = '{ cat <&3; kill -KILL 0; } > /dev/null 2>&1 & . tools/setup/setup.sh';
const ON_LINUX = process.platform === 'linux';

function fail(problem) {
	console.error(`\n${problem}`);
	process.exit(1);
}

const hash = (content) => createHash('sha256').update(content).digest('hex').slice(0, 16);

/**
 * Does a part of setup.sh while no other process does it for the same folder. The lock is a socket's
 * name, which the system frees when its owner ends. (On macOS a file stays, but does not answer.)
 */
async function setUp(folder, part) {
	const lock = `${ON_LINUX ? '\0' : ''}/tmp/n8n-nodes-tampuuri-${hash(folder)}`;
	const waiting = new Set();
	const server = createServer((other) => waiting.add(other.on('error', () => {})));
	const isTaken = ({ code }) => code === 'EADDRINUSE';
	while (await once(server.listen(lock), 'listening').then(() => false, isTaken)) {
		console.log('  Waiting for another set-up to end …');
		await once(connect(lock).resume(), 'close').catch(({ code }) => {
			if (code === 'ECONNREFUSED' && !ON_LINUX) rmSync(lock, { force: true });
		});
	}
	const child = spawn('sh', ['-c', SET_UP, 'sh', part], {
		cwd: projectFolder,
		detached: true,
		stdio: ['ignore', 'inherit', 'inherit', 'pipe'],
	});
	if ((await once(child, 'exit'))[0] !== 0) process.exit(1);
	child.stdio[3].destroy();
	server.close();
	waiting.forEach((other) => other.destroy());
}

const version = Number(process.versions.node.split('.')[0]);
const needsN8n = process.argv[2] === '--n8n';
const [target = 'node', ...args] = process.argv.slice(needsN8n ? 3 : 2);
if (version < 20) fail(`Node 20 or newer is needed (nodejs.org); this is ${process.version}.`);
if (!existsSync(`${tmpdir()}/.`)) fail(`The temporary folder ${tmpdir()} (TMPDIR) is missing.`);

const { N8N_NODES_TAMPUURI_CACHE, XDG_CACHE_HOME, HOME } = process.env;
const caches = XDG_CACHE_HOME || `${HOME || tmpdir()}/.cache`;
const runtime = readFileSync(`${projectFolder}/demo/n8n-runtime/package-lock.json`);
const cache = N8N_NODES_TAMPUURI_CACHE || `${caches}/n8n-nodes-tampuuri`;
const n8n = resolve(cache, `n8n-${hash(runtime)}`);
const binaries = `${projectFolder}/node_modules/.bin`;
process.env.PATH = [binaries, process.env.PATH].join(delimiter);
process.env.N8N_NODES_TAMPUURI_N8N = n8n;
process.env.SETUP_STARTED = String(performance.timeOrigin);
await Promise.all([setUp(projectFolder, 'project'), needsN8n && setUp(n8n, 'n8n')]);
if (version < 24 && !existsSync(`${binaries}/node`)) {
	fail(`Install Node 24 (nodejs.org): npm has none for ${process.platform} ${process.arch}.`);
}

const [command, ...given] = /\.m?[jt]s$/.test(target)
	? ['node', target, ...args]
	: [target, ...args];
const child = spawn(command, given, { stdio: 'inherit' });
['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.on(signal, () => child.kill(signal)));
child.once('error', (error) => fail(`"${target}" could not be started: ${error.message}`));
child.once('exit', (code, signal) => {
	process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1));
});
