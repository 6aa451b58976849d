import { UserError, type ILoadOptionsFunctions } from 'n8n-workflow';

const TIMEOUT = 10_000;

/** Far larger than any page: an index of hundreds of operations takes about 150 KB. */
const LARGEST_PAGE = 4 * 1024 * 1024;

/** A Help page could not be fetched or read. */
export class HelpPageFailed extends UserError {
	constructor(
		message: string,
		/** Whether the site responded that it has no such page. */
		readonly isMissing: boolean,
	) {
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

async function pageText(body: unknown): Promise<string> {
	if (!isStream(body)) return String(body ?? '');
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of body) {
		const bytes = Buffer.from(chunk);
		length += bytes.length;
		if (length > LARGEST_PAGE) {
			body.destroy();
			throw new HelpPageFailed("A page of Tampuuri's Help site is too large to read", false);
		}
		chunks.push(bytes);
	}
	return Buffer.concat(chunks)
		.toString('utf8')
		.replace(/^\uFEFF/, '');
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
	})) as { statusCode: number; body: unknown };
	return { status: response.statusCode, page: await pageText(response.body) };
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
			: new HelpPageFailed(`Tampuuri's Help site at ${address.host} does not respond`, false),
	);
	if (response instanceof HelpPageFailed) throw response;
	if (response.status === 200) return response.page;
	throw new HelpPageFailed(
		`Tampuuri's Help site returned ${response.status} for ${address.pathname}`,
		response.status === 404,
	);
}
