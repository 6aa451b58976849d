import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { installPackage } from './communityPackage.mts';
import { freePort } from './freePort.mts';
import { LOOPBACK } from '../simulator/loopback.mts';
import { localEnvironment, ownerEnvironment, type N8nOwner } from './n8nEnvironment.mts';
import { spawnN8n, waitUntilReady, type N8nProcess } from './n8nProcess.mts';
import type { N8nRuntime } from './n8nRuntime.mts';

const PORT_WAS_TAKEN = /port \d+ is already in use/;
const HASH_ROUNDS = 10;

const bcrypt = z.object({
	hash: z.function().args(z.string(), z.number()).returns(z.promise(z.string())),
});

export interface N8nServerOptions {
	runtime: N8nRuntime;
	/** n8n's data; start again on the same folder to go on with it. */
	userFolder: string;
	/** Community packages to install before the start, as tarballs. */
	packageTarballs?: readonly string[];
	/** The wanted port; another one is taken, and said, when it is not free. 0: any. */
	port?: number;
	/** Default: an invented address with a new password at every start. */
	owner?: N8nOwner;
	/** Settings on top of, or instead of, the demo's own. */
	environment?: Readonly<Record<string, string>>;
	log?: (line: string) => void;
}

/** A main n8n process with its editor and REST API. */
export interface N8nServer extends N8nProcess {
	url: string;
	owner: N8nOwner;
}

function newOwner(): N8nOwner {
	// n8n wants a digit and a capital letter.
	return { email: 'owner@example.com', password: `Demo1${randomBytes(9).toString('base64url')}` };
}

/** With n8n's own bcrypt: what it will check the password by. */
async function passwordHash(runtime: N8nRuntime, password: string): Promise<string> {
	const requireFromN8n = createRequire(join(runtime.directory, 'package.json'));
	return await bcrypt.parse(requireFromN8n('bcryptjs')).hash(password, HASH_ROUNDS);
}

/**
 * Starts n8n on this machine only, with its packages and owner in place, and waits until it is
 * ready.
 *
 * @throws when it does not become ready, with the end of its log; nothing is left running
 */
export async function startN8n(options: N8nServerOptions): Promise<N8nServer> {
	const { runtime, userFolder, packageTarballs = [], owner = newOwner(), log = () => {} } = options;
	const temporaryFolder = join(userFolder, 'temporary');
	await mkdir(temporaryFolder, { recursive: true });
	for (const tarball of packageTarballs) await installPackage(tarball, userFolder);
	const port = await freePort(options.port ?? 0, 'n8n', log);
	const brokerPort = await freePort(0, "n8n's task runner", log);
	// A name of its own, so that another n8n that took the port meanwhile does not answer for it.
	const health = `health-${randomBytes(9).toString('hex')}`;
	const n8n = await spawnN8n({
		runtime,
		command: ['start'],
		directory: userFolder,
		environment: {
			...localEnvironment({ userFolder, temporaryFolder, port, brokerPort }),
			...ownerEnvironment(owner, await passwordHash(runtime, owner.password)),
			N8N_ENDPOINT_HEALTH: health,
			...options.environment,
		},
	});
	const url = `http://${LOOPBACK}:${port}`;
	try {
		await waitUntilReady(n8n, `${url}/${health}`);
	} catch (error) {
		await n8n.kill();
		if (PORT_WAS_TAKEN.test(n8n.logs())) return await startN8n({ ...options, owner });
		throw error;
	}
	return { ...n8n, url, owner };
}
