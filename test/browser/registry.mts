import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { LOOPBACK } from '../../simulator/loopback.mts';

const HOST = 'registry.npmjs.org';

/** npm's registry with one package, on this machine. */
export interface Registry {
	/** With it, n8n and its npm reach this registry by the name of npm's own, and nothing else. */
	readonly environment: Readonly<Record<string, string>>;
	close(): Promise<void>;
}

/** A certificate for the registry's name, which only an n8n with this environment trusts. */
async function certificateIn(folder: string) {
	const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder, name));
	const options = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
	const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
	const files = ['-keyout', String(key), '-out', String(cert)];
	await promisify(execFile)('openssl', ['req', ...options, ...subject, ...files, '-days', '2']);
	return {
		path: String(cert),
		key: await readFile(String(key)),
		cert: await readFile(String(cert)),
	};
}

/** What the registry replies with, by path. */
async function contentOf(tarball: string, manifest: { name: string; version: string }) {
	const bytes = await readFile(tarball);
	const file = `/${manifest.name}/-/${basename(tarball)}`;
	const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
	const version = { ...manifest, dist: { integrity, tarball: `https://${HOST}${file}` } };
	const whole = {
		name: manifest.name,
		'dist-tags': { latest: manifest.version },
		versions: { [manifest.version]: version },
	};
	return new Map<string, string | Buffer>([
		[`/${manifest.name}`, JSON.stringify(whole)],
		[`/${manifest.name}/latest`, JSON.stringify(version)],
		[file, bytes],
	]);
}

/**
 * Starts a registry that has one package. n8n takes another address for its registry only with a
 * licence, so this one stands behind a proxy that knows no other host.
 *
 * @param tarball as `packPackage` makes it
 */
export async function startRegistry(
	tarball: string,
	manifest: { name: string; version: string },
): Promise<Registry> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-tampuuri-registry-'));
	const { path, ...certificate } = await certificateIn(folder);
	const content = await contentOf(tarball, manifest);
	const registry = createTlsServer(certificate, ({ url = '' }, response) => {
		const body = content.get(url);
		response.writeHead(body === undefined ? 404 : 200).end(body ?? '{}');
	});
	const proxy = createServer((_request, response) => response.writeHead(403).end());
	proxy.on('connect', ({ url }, socket) => {
		if (url !== `${HOST}:443`) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
		socket.write('HTTP/1.1 200 OK\r\n\r\n');
		return registry.emit('connection', socket);
	});
	await new Promise<void>((resolve) => proxy.listen(0, LOOPBACK, resolve));
	const address = `http://${LOOPBACK}:${(proxy.address() as AddressInfo).port}`;
	return {
		environment: {
			HTTP_PROXY: address,
			HTTPS_PROXY: address,
			NO_PROXY: `${LOOPBACK},localhost`,
			NODE_EXTRA_CA_CERTS: path,
		},
		close: async () => {
			proxy.closeAllConnections();
			await new Promise((resolve) => proxy.close(resolve));
			await rm(folder, { recursive: true, force: true });
		},
	};
}
