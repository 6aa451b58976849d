/**
 * Makes the checkout ready (packages, Node 24, build), then runs a script or command in it:
 *
 *     node tools/with-setup.mjs demo/start.mts --once
 *     node tools/with-setup.mjs jest --selectProjects unit
 *
 * Needs nothing but Node 20 and npm. What is ready already is not done again.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { build, buildIsCurrent } from './setup/build.js';
import { Interrupted, SetupError } from './setup/command.js';
import { dependenciesAreCurrent, installDependencies, projectNode } from './setup/dependencies.js';
import { withLock } from './setup/lock.js';
import { createProgress } from './setup/progress.js';
import { projectFolder } from './setup/projectFolder.js';

const OLDEST_NODE = 20;
const SCRIPT_FILE = /\.m?[jt]s$/;

const environment = {
	...process.env,
	PATH: [join(projectFolder, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
	// Milliseconds, for scripts that tell how long everything took.
	SETUP_STARTED: String(performance.timeOrigin),
};

async function setUp() {
	const dependenciesReady = () => dependenciesAreCurrent(projectFolder);
	const buildReady = () => buildIsCurrent(projectFolder);
	if (dependenciesReady() && buildReady()) return;

	const progress = createProgress();
	progress.say('Setting up (only what has changed since the last time):');
	const folderKey = createHash('sha256').update(projectFolder).digest('hex').slice(0, 12);
	await withLock(
		join(tmpdir(), `n8n-nodes-tampuuri-${folderKey}.lock`),
		() => progress.say('  Waiting for another set-up of this folder …'),
		async () => {
			if (!dependenciesReady()) await installDependencies(projectFolder, progress);
			if (!buildReady()) await build(projectFolder, environment, progress);
		},
	);
}

/**
 * Runs it with this terminal, passing signals on; ends as it ends.
 *
 * @param {string} target a script's file, or a command
 * @param {readonly string[]} args
 */
function run(target, args) {
	const options = /** @type {const} */ ({ stdio: 'inherit', env: environment });
	const child = SCRIPT_FILE.test(target)
		? spawn(projectNode(projectFolder), [target, ...args], options)
		: spawn(target, args, options);
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
		process.on(signal, () => {
			// Ctrl-C in a terminal reaches the child by itself.
			if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
		});
	}
	child.once('error', (error) => fail(`${target} could not be started: ${error.message}`));
	child.once('exit', (code, signal) => {
		process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1));
	});
}

/** @param {string} message */
function fail(message) {
	console.error(`\n${message}`);
	process.exit(1);
}

const [target, ...args] = process.argv.slice(2);
if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
	fail(
		`Node ${OLDEST_NODE} or newer is needed; this is ${process.version}. Get it from nodejs.org.`,
	);
} else if (target === undefined) {
	fail('Say what to run: node tools/with-setup.mjs <script or command> [arguments]');
} else {
	try {
		await setUp();
		run(target, args);
	} catch (error) {
		if (error instanceof Interrupted) process.exit(128 + constants.signals[error.signal]);
		if (!(error instanceof SetupError)) throw error;
		fail(`${error.message}\n\nThe set-up did not finish; what was done is kept for the next try.`);
	}
}
