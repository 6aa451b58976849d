import { createServer, type AddressInfo } from 'node:net';
import { LOOPBACK } from '../simulator/loopback.mts';

/** Resolves to the port, or `undefined` when it is taken. */
function tryPort(port: number): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
			else reject(error);
		});
		server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
			const { port: had } = server.address() as AddressInfo;
			server.close(() => resolve(had));
		});
	});
}

/** Ports of this process's programs, of which some may not listen yet. */
const given = new Set<number>();

/** Any free port, but none twice. */
async function anyPort(): Promise<number | undefined> {
	for (;;) {
		const port = await tryPort(0);
		if (port !== undefined && given.has(port)) continue;
		if (port !== undefined) given.add(port);
		return port;
	}
}

/**
 * Finds a free port: the wanted one, or another when that is taken, which it logs.
 *
 * @param wanted 0 for any port
 * @param purpose what the port is for, as in "Port 5678 for the editor is taken"
 */
export async function freePort(
	wanted: number,
	purpose: string,
	log: (line: string) => void,
): Promise<number> {
	const had = await (wanted === 0 ? anyPort() : tryPort(wanted));
	if (had !== undefined) return had;
	const other = await anyPort();
	if (other === undefined) throw new Error(`No free port found for ${purpose}`);
	log(`Port ${wanted} for ${purpose} is taken; using ${other}`);
	return other;
}
