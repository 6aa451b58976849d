import { spawn, type ChildProcess } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import axios from 'axios';
import { z } from 'zod';
import type { N8nRuntime } from './n8nRuntime.mts';
import { waitUntil } from './waitUntil.mts';

/** n8n gives running executions 30 seconds; a little longer, then it is killed. */
const STOP_LIMIT_MS = 35_000;
const GROUP_LIMIT_MS = 5_000;
const HEALTH_LIMIT_MS = 2_000;
const LOOK_EVERY_MS = 100;
/** Starting, it prints something now and then, however busy the machine is. */
const SILENCE_LIMIT_MS = 300_000;
const KEPT_CHARACTERS = 2_000_000;
const SHOWN_LINES = 40;
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Another n8n at the port answers with its editor, whatever the path. */
const readiness = z.object({ status: z.literal('ok') });

/** What n8n gets of this process's environment: no settings of another n8n, no test runner's. */
const PASSED_ON = ['HOME', 'LANG', 'LC_ALL', 'TZ', 'USER'];

export interface N8nProcessOptions {
	runtime: N8nRuntime;
	/** The n8n command with its arguments: `['start']`, `['worker', '--concurrency=5']`, … */
	command: readonly string[];
	environment: Readonly<Record<string, string>>;
	directory: string;
}

/** A running n8n process, main, worker or any other command. */
export interface N8nProcess {
	pid: number;
	/** Resolves when it has ended, with how: `exit code 0`, `SIGKILL`. */
	ended: Promise<string>;
	/** What it has printed, output and errors together. */
	logs(): string;
	/** Asks it to end, and kills it when it takes too long. Nothing it started stays. */
	stop(): Promise<void>;
	/** Ends it as a power cut would, with all that it started. */
	kill(): Promise<void>;
}

/**
 * @param signal 0 only asks whether the group has processes
 * @returns whether it has
 */
function signalGroup(processGroup: number, signal: NodeJS.Signals | 0): boolean {
	try {
		return process.kill(-processGroup, signal);
	} catch {
		return false;
	}
}

/**
 * Sees to it that n8n does not outlive this process when that is ended from outside. Where something
 * else here handles the signal, stopping is left to it.
 */
function endWithThisProcess(child: ChildProcess, processGroup: number): void {
	const killNow = () => signalGroup(processGroup, 'SIGKILL');
	const onSignal = (signal: NodeJS.Signals) => {
		if (process.listenerCount(signal) > 1) return;
		killNow();
		process.off(signal, onSignal);
		process.kill(process.pid, signal);
	};
	// First of all: others delete its folder at that moment.
	process.prependListener('exit', killNow);
	ENDING_SIGNALS.forEach((signal) => process.on(signal, onSignal));
	child.once('exit', () => {
		process.off('exit', killNow);
		ENDING_SIGNALS.forEach((signal) => process.off(signal, onSignal));
	});
}

/**
 * Starts an n8n command. It is the leader of a process group of its own, so that its task runner
 * ends with it.
 */
export function spawnN8n({
	runtime,
	command,
	environment,
	directory,
}: N8nProcessOptions): Promise<N8nProcess> {
	const inherited = PASSED_ON.flatMap((name) => {
		const value = process.env[name];
		return value === undefined ? [] : [[name, value]];
	});
	const child = spawn(process.execPath, [runtime.entry, ...command], {
		cwd: directory,
		env: {
			...Object.fromEntries(inherited),
			// The task runner is started as `node`, which must be this one.
			PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
			...environment,
		},
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});

	let printed = '';
	const keep = (chunk: Buffer) => {
		printed = (printed + chunk.toString()).slice(-KEPT_CHARACTERS);
	};
	child.stdout.on('data', keep);
	child.stderr.on('data', keep);
	const ended = new Promise<string>((resolve) => {
		child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
	});

	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('spawn', () => {
			const pid = child.pid as number;
			endWithThisProcess(child, pid);
			const groupToEnd = () =>
				waitUntil('The end of n8n', () => !signalGroup(pid, 0), {
					limitMs: GROUP_LIMIT_MS,
					everyMs: 20,
				});
			const kill = async () => {
				signalGroup(pid, 'SIGKILL');
				await ended;
				await groupToEnd();
			};
			const stop = async () => {
				child.kill('SIGTERM');
				const late = setTimeout(signalGroup, STOP_LIMIT_MS, pid, 'SIGKILL');
				await ended;
				clearTimeout(late);
				await groupToEnd().catch(kill);
			};
			resolve({ pid, ended, logs: () => printed, stop, kill });
		});
	});
}

/** The end of what n8n has printed, for an error. */
export function logTail(n8n: Pick<N8nProcess, 'logs'>): string {
	return n8n
		.logs()
		.trimEnd()
		.split('\n')
		.slice(-SHOWN_LINES)
		.map((line) => `    ${line}`)
		.join('\n');
}

/**
 * Waits until n8n says by itself that it is ready (database migrated, routes in place), as long as it
 * shows signs of life.
 *
 * @param healthUrl where its health check answers
 * @param silenceLimitMs how long it may print nothing
 * @throws when it ends before, or prints nothing for too long; with the end of its log
 */
export async function waitUntilReady(
	n8n: Pick<N8nProcess, 'ended' | 'logs'>,
	healthUrl: string,
	silenceLimitMs = SILENCE_LIMIT_MS,
): Promise<void> {
	const giveUp = (why: string) => {
		throw new Error(`n8n ${why}. The end of its log:\n${logTail(n8n)}`);
	};
	let outcome: string | undefined;
	void n8n.ended.then((how) => (outcome = how));
	let printed = n8n.logs();
	let since = performance.now();
	for (;;) {
		const look = axios.get<unknown>(`${healthUrl}/readiness`, { timeout: HEALTH_LIMIT_MS });
		const isReady = look.then(
			({ data }) => readiness.safeParse(data).success,
			() => false,
		);
		if (await isReady) return;
		if (outcome !== undefined) giveUp(`ended while starting (${outcome})`);
		if (n8n.logs() !== printed) [printed, since] = [n8n.logs(), performance.now()];
		if (performance.now() - since > silenceLimitMs) giveUp('does not get ready');
		await wait(LOOK_EVERY_MS);
	}
}
