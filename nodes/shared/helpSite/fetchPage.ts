import { UserError, type ILoadOptionsFunctions } from 'n8n-workflow';

const TIMEOUT = 10_000;

/** Far larger than any page: an index of hundreds of operations takes about 150 KB. */
const LARGEST_PAGE = 2 * 1024 * 1024;

/** A Help page could not be fetched or read. */
export class HelpPageFailed extends UserError {
	constructor(message: string) {
		super(message, {
			description:
				'The Help pages are only needed to list operations and fields. By Path and fields as JSON work without them.',
		});
	}
}

interface ByteStream extends AsyncIterable<Uint8Array> {
	destroy(): void;
}

function isStream(value: unknown): value is ByteStream {
	return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** The name of a page's encoding, by its header or its own beginning. */
function charsetOf(bytes: Buffer, contentType: string): string | undefined {
	const beginning = bytes.subarray(0, 2048).toString('latin1');
	return [contentType, beginning]
		.map((text) => /charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(text)?.[1])
		.find((charset) => charset !== undefined);
}

/** The text of a page; without a known encoding, UTF-8 if it is valid, otherwise Latin-1. */
function decodedPage(bytes: Buffer, contentType: string): string {
	for (const charset of [charsetOf(bytes, contentType), 'utf-8']) {
		try {
			if (charset !== undefined) return new TextDecoder(charset, { fatal: true }).decode(bytes);
		} catch {
			// An unknown encoding, or not the one that was named.
		}
	}
	return new TextDecoder('latin1').decode(bytes);
}

async function pageBytes(body: unknown): Promise<Buffer> {
	if (!isStream(body)) return Buffer.from(String(body ?? ''));
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of body) {
		const bytes = Buffer.from(chunk);
		length += bytes.length;
		if (length > LARGEST_PAGE) {
			body.destroy();
			throw new HelpPageFailed("A page of Tampuuri's Help site is too large to read");
		}
		chunks.push(bytes);
	}
	return Buffer.concat(chunks);
}

async function pageAt(
	helpers: ILoadOptionsFunctions['helpers'],
	address: URL,
): Promise<{ status: number; page: string }> {
	const response = (await helpers.httpRequest({
		method: 'GET',
		url: address.href,
		headers: { Accept: 'text/html' },
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true,
		timeout: TIMEOUT,
		abortSignal: AbortSignal.timeout(2 * TIMEOUT),
	})) as { statusCode: number; headers: Record<string, unknown>; body: unknown };
	const bytes = await pageBytes(response.body);
	const contentType = String(response.headers['content-type'] ?? '');
	return { status: response.statusCode, page: decodedPage(bytes, contentType) };
}

/**
 * Fetches one of the API's public Help pages, without a credential and without following redirects.
 * Gives up if it takes too long or is too large.
 *
 * @throws HelpPageFailed when there is no such page or no response
 */
export async function fetchHelpPage(
	{ helpers }: Pick<ILoadOptionsFunctions, 'helpers'>,
	address: URL,
): Promise<string> {
	const response = await pageAt(helpers, address).catch((error: unknown) =>
		error instanceof HelpPageFailed
			? error
			: new HelpPageFailed(`Tampuuri's Help site at ${address.host} does not respond`),
	);
	if (response instanceof HelpPageFailed) throw response;
	if (response.status === 200) return response.page;
	throw new HelpPageFailed(
		`Tampuuri's Help site returned ${response.status} for ${address.pathname}`,
	);
}
