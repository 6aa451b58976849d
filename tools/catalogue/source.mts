import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where Help pages come from. */
export interface PageSource {
	/** For people. */
	readonly name: string;
	/** Where its index is, or should be. */
	readonly indexAt: string;
	/** A page below `Help`, e.g. `Help/Api/GET-kohteet-id`; undefined when there is none. */
	read(path: string): Promise<string | undefined>;
}

const TIMEOUT = 30_000;
const LARGEST_PAGE = 4 * 1024 * 1024;

/** Milliseconds between two requests: the site stands beside a live system. */
const DEFAULT_PAUSE = 1_000;

/** The name of a page's file: `Help`, `Help_Api_GET-kohteet-id`, `Help_ResourceModel_ApiLiite`. */
export function fileNameOf(path: string): string {
	return `${path.replace('?modelName=', '/').replace(/[^\p{L}\p{N}_.-]+/gu, '_')}.html`;
}

async function readSaved(folder: string, path: string): Promise<string | undefined> {
	return await readFile(join(folder, fileNameOf(path)), 'utf8').catch(() => undefined);
}

/** Pages that were saved earlier, by this tool or by hand under its file names. */
export function savedPages(folder: string): PageSource {
	return {
		name: folder,
		indexAt: join(folder, fileNameOf('Help')),
		read: async (path) => await readSaved(folder, path),
	};
}

/** Why a request failed: what the network says, or else what `fetch` does. */
function reasonOf(error: unknown): string {
	if (typeof error !== 'object' || error === null) return String(error);
	if ('cause' in error && error.cause !== undefined) return reasonOf(error.cause);
	return 'message' in error ? String(error.message) : String(error);
}

async function fetchPage(address: URL): Promise<string | undefined> {
	const response = await fetch(address, {
		redirect: 'manual',
		headers: { accept: 'text/html' },
		signal: AbortSignal.timeout(TIMEOUT),
	}).catch((error: unknown) => {
		throw new Error(`${address.href} does not respond: ${reasonOf(error)}`, { cause: error });
	});
	if (response.status === 404) return undefined;
	if (response.status !== 200) throw new Error(`${address.href} responded ${response.status}.`);
	const page = await response.text();
	if (page.length > LARGEST_PAGE)
		throw new Error(`${address.href} is too large to be a Help page.`);
	return page;
}

/**
 * Pages of a live Help site: one request at a time, with a pause after each, and each page once, since
 * it is kept in a folder. A run that was broken off goes on where it was.
 */
export function livePages(
	helpAddress: string,
	folder: string,
	pause: number = DEFAULT_PAUSE,
): PageSource {
	const base = new URL(helpAddress.replace(/\/?(Help\/?)?$/i, '/'));
	let queue: Promise<unknown> = Promise.resolve();
	const readOne = async (path: string): Promise<string | undefined> => {
		const saved = await readSaved(folder, path);
		if (saved !== undefined) return saved;
		const page = await fetchPage(new URL(path, base));
		if (page !== undefined) {
			await mkdir(folder, { recursive: true });
			await writeFile(join(folder, fileNameOf(path)), page);
		}
		await new Promise((resolve) => setTimeout(resolve, pause));
		return page;
	};
	return {
		name: base.href,
		indexAt: new URL('Help', base).href,
		read: async (path) => {
			const reading = queue.then(async () => await readOne(path));
			queue = reading.catch(() => undefined);
			return await reading;
		},
	};
}

/**
 * The pages at an address or in a folder.
 *
 * @param folder where fetched pages are kept
 * @throws Error when it is neither
 */
export function pagesAt(from: string, folder: string, pause?: number): PageSource {
	if (existsSync(from)) return savedPages(from);
	if (!/^https?:/i.test(from) || !URL.canParse(from)) {
		throw new Error(`"${from}" is neither a folder nor an address that starts with https://`);
	}
	return livePages(from, join(folder, new URL(from).host), pause);
}
