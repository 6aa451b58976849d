import { spawn, execFile, type ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const KEPT_CHARACTERS = 20_000;

/** A program other than n8n that runs beside the demo or a test. */
export interface Program {
	logs(): string;
	stop(): Promise<void>;
}

/** The user a program shall run as, when it refuses to run as root. */
export interface User {
	readonly uid: number;
	readonly gid: number;
}

/** @throws when there is no such user */
export async function userNamed(name: string): Promise<User> {
	const number = async (flag: string) => Number((await run('id', [flag, name])).stdout);
	return { uid: await number('-u'), gid: await number('-g') };
}

/** Starts a program in the foreground; it is stopped by the given signal. */
export function startProgram(
	command: string,
	commandArguments: readonly string[],
	{ user, signal }: { user?: User; signal: NodeJS.Signals },
): Program {
	const child: ChildProcess = spawn(command, commandArguments, {
		...user,
		cwd: '/',
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let printed = '';
	const keep = (chunk: Buffer) => {
		printed = (printed + chunk.toString()).slice(-KEPT_CHARACTERS);
	};
	child.stdout?.on('data', keep);
	child.stderr?.on('data', keep);
	const killNow = () => void child.kill('SIGKILL');
	process.once('exit', killNow);
	const ended = new Promise<void>((resolve) => {
		child.once('exit', () => resolve());
		child.once('error', (error) => {
			printed += String(error);
			resolve();
		});
	});
	return {
		logs: () => printed,
		stop: async () => {
			child.kill(signal);
			await ended;
			process.off('exit', killNow);
		},
	};
}
