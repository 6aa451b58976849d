import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../demo/freePort.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { startProgram, userNamed, type Program, type User } from '../../demo/program.mts';

const run = promisify(execFile);
const READY = { limitMs: 30_000, everyMs: 100 };
const POSTGRES_VERSIONS = '/usr/lib/postgresql';
const LARGEST_ANSWER = 1_024 * 1_024 * 1_024;

/** A database server of its own, on a private port and folder. */
export interface Postgres extends Program {
	readonly port: number;
	/** The lines of a query's answer. */
	query(statement: string): Promise<string[]>;
}

export interface Redis extends Program {
	readonly port: number;
}

const silent = () => {};

const PROGRAMS = {
	PostgreSQL: { place: POSTGRES_VERSIONS, debian: 'postgresql' },
	Redis: { place: '/usr/bin/redis-server', debian: 'redis-server' },
} as const;

/** @throws when one is not installed, saying how to install it */
export function requirePrograms(...names: ReadonlyArray<keyof typeof PROGRAMS>): void {
	const missing = names.filter((name) => !existsSync(PROGRAMS[name].place));
	if (missing.length === 0) return;
	const packages = missing.map((name) => PROGRAMS[name].debian).join(' ');
	throw new Error(
		`${missing.join(' and ')} is needed: apt-get update && apt-get install ${packages}, then stop the services that Debian starts.`,
	);
}

async function postgresFolder(): Promise<string> {
	const versions = (await readdir(POSTGRES_VERSIONS)).sort((one, other) => +other - +one);
	return join(POSTGRES_VERSIONS, versions[0] ?? '', 'bin');
}

/** PostgreSQL refuses to run as root. */
async function postgresUser(): Promise<User | undefined> {
	return process.getuid?.() === 0 ? await userNamed('postgres') : undefined;
}

/** @param folder an existing folder that its user may enter */
export async function startPostgres(folder: string): Promise<Postgres> {
	const binaries = await postgresFolder();
	const user = await postgresUser();
	const data = join(folder, 'postgres');
	await mkdir(data);
	if (user) await chown(data, user.uid, user.gid);
	const initialise = ['-D', data, '-U', 'n8n', '-A', 'trust', '--no-sync', '--encoding=UTF8'];
	await run(join(binaries, 'initdb'), initialise, { ...user, cwd: '/' });
	const port = await freePort(0, 'PostgreSQL', silent);
	const program = startProgram(
		join(binaries, 'postgres'),
		['-D', data, '-p', String(port), '-k', data, '-c', 'listen_addresses=127.0.0.1'],
		{ user, signal: 'SIGINT' },
	);
	const query = async (statement: string) => {
		const where = ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n', '-d', 'postgres'];
		const { stdout } = await run(join(binaries, 'psql'), [...where, '-At', '-c', statement], {
			maxBuffer: LARGEST_ANSWER,
		});
		return stdout.split('\n').filter((line) => line !== '');
	};
	await waitUntil('PostgreSQL', () => query('SELECT 1').catch(() => false as const), READY).catch(
		(error: Error) => {
			throw new Error(`${error.message}\n${program.logs()}`);
		},
	);
	return { ...program, port, query };
}

export async function startRedis(folder: string): Promise<Redis> {
	const port = await freePort(0, 'Redis', silent);
	const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder];
	const program = startProgram('/usr/bin/redis-server', settings, { signal: 'SIGTERM' });
	await waitUntil('Redis', () => isListening(port), READY);
	return { ...program, port };
}

function isListening(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
		socket.once('connect', () => socket.destroy());
	});
}
