import { once } from 'node:events';
import { existsSync, globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { projectFolder } from '../../tools/projectFolder.js';

export const BUILT = join(projectFolder, 'guide/dist');

/** The folder under which GitHub Pages shows the guide. */
const BASE = '/n8n-nodes-tampuuri/';

const TYPES: Readonly<Record<string, string>> = {
	'.css': 'text/css',
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.json': 'application/json',
	'.png': 'image/png',
	'.svg': 'image/svg+xml',
};

/** The built guide, as GitHub Pages shows it. */
export interface Site {
	/** Of its first page, with a slash at the end. */
	readonly url: string;
	close(): Promise<void>;
}

/** The built pages, by the names of their files. */
export function builtPages(): string[] {
	const files = globSync('*.html', { cwd: BUILT }).filter((file) => file !== '404.html');
	if (files.length === 0) throw new Error('The guide is not built: npm run guide');
	return files.sort();
}

/** The file that an address shows; undefined when there is none. */
export function fileAt(path: string): string | undefined {
	if (!path.startsWith(BASE)) return undefined;
	const name = normalize(decodeURIComponent(path.slice(BASE.length)) || 'index.html');
	const file = join(BUILT, name);
	return name.startsWith('..') || !existsSync(file) ? undefined : file;
}

/** Serves the built guide to this machine. */
export async function openSite(): Promise<Site> {
	const server = createServer(async (request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
		const file = fileAt(pathname);
		if (file === undefined) return response.writeHead(404).end();
		response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'text/plain' });
		return response.end(await readFile(file));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}${BASE}`,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
