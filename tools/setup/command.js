const { spawn } = require('node:child_process');

const KEPT_CHARACTERS = 64_000;
const SHOWN_LINES = 25;
const KILL_AFTER_MS = 2_000;
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/** What a person can do about the failures that npm reports by code. */
const REMEDIES = [
	{
		pattern: /\bENOSPC\b|no space left on device/i,
		words: 'The disk is full. Free some space and start again.',
	},
	{
		pattern: /\bE(?:AI_AGAIN|NOTFOUND|CONNREFUSED|CONNRESET|TIMEDOUT|NETUNREACH|HOSTUNREACH)\b/i,
		words:
			'The npm registry could not be reached. Check the network, the proxy settings and "npm ping".',
	},
	{
		pattern: /\bE40[13]\b|self[- ]signed certificate|unable to get local issuer/i,
		words: 'The npm registry refused the connection. Check "npm config list" and "npm ping".',
	},
	{
		pattern: /\bE(?:ACCES|PERM)\b/,
		words: 'A file or folder could not be written. Check who owns it.',
	},
	{
		pattern: /gyp ERR! find Python|not found: make|make: not found|g\+\+: (?:command )?not found/i,
		words:
			'A native module has to be built here: install Python 3, make and a C++ compiler ' +
			'(Debian and Ubuntu: apt-get install python3 make g++; macOS: xcode-select --install).',
	},
];

/** A set-up problem told in words that a person can act on; shown without a stack. */
class SetupError extends Error {}

/** A command that ended badly, with the end of what it printed. */
class CommandFailed extends SetupError {
	/**
	 * @param {string} commandLine
	 * @param {string} outcome
	 * @param {string} output
	 * @param {number} [shownLines]
	 */
	constructor(commandLine, outcome, output, shownLines = SHOWN_LINES) {
		const remedy = REMEDIES.find(({ pattern }) => pattern.test(output));
		const tail = output.trimEnd().split('\n').slice(-shownLines);
		super(
			[
				`"${commandLine}" ${outcome}.`,
				...(remedy ? [remedy.words] : []),
				...tail.map((line) => `    ${line}`),
			].join('\n'),
		);
	}
}

/** The person, or a supervisor, ended the set-up. */
class Interrupted extends Error {
	/** @param {NodeJS.Signals} signal */
	constructor(signal) {
		super(`Interrupted by ${signal}`);
		this.signal = signal;
	}
}

/**
 * Runs a command to its end, silently. When this process is told to end meanwhile, the command and
 * all that it started end too.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ directory: string, environment?: NodeJS.ProcessEnv, shownLines?: number }} options
 *   `shownLines`: how much of its output an error shows
 * @returns {Promise<string>} what it printed, output and errors together
 * @throws {CommandFailed} when it can't be started or ends with another code than 0
 * @throws {Interrupted} on SIGINT, SIGTERM or SIGHUP
 */
function runCommand(command, args, { directory, environment = process.env, shownLines }) {
	const commandLine = [command, ...args].join(' ');
	return new Promise((resolve, reject) => {
		let output = '';
		/** @type {NodeJS.Signals | undefined} */
		let interruptedBy;
		/** @type {NodeJS.Timeout | undefined} */
		let killing;
		// A process group of its own, so that ending it reaches compilers that npm started.
		const child = spawn(command, args, {
			cwd: directory,
			env: environment,
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		/** @param {NodeJS.Signals} signal */
		const signalGroup = (signal) => {
			try {
				if (child.pid) process.kill(-child.pid, signal);
			} catch {
				// All of it has ended already.
			}
		};
		/** @param {NodeJS.Signals} signal */
		const interrupt = (signal) => {
			interruptedBy = signal;
			signalGroup('SIGTERM');
			// npm finishes its work first, however long that takes.
			killing ??= setTimeout(signalGroup, KILL_AFTER_MS, 'SIGKILL');
		};
		/** @param {Buffer} chunk */
		const keep = (chunk) => {
			output = (output + chunk.toString()).slice(-KEPT_CHARACTERS);
		};
		const killNow = () => signalGroup('SIGKILL');
		const release = () => {
			clearTimeout(killing);
			process.off('exit', killNow);
			SIGNALS.forEach((signal) => process.off(signal, interrupt));
		};

		process.on('exit', killNow);
		SIGNALS.forEach((signal) => process.on(signal, interrupt));
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		child.once('error', (error) => {
			release();
			reject(new CommandFailed(commandLine, 'could not be started', error.message, shownLines));
		});
		child.once('close', (code, signal) => {
			release();
			if (interruptedBy) return reject(new Interrupted(interruptedBy));
			if (code === 0) return resolve(output);
			const outcome = signal ? `was ended by ${signal}` : `failed with exit code ${code}`;
			reject(new CommandFailed(commandLine, outcome, output, shownLines));
		});
	});
}

module.exports = { CommandFailed, Interrupted, SetupError, runCommand };
