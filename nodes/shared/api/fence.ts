import { UserError, type IHttpRequestOptions } from 'n8n-workflow';
import { isObject } from '../foreignValues';
import { isKnownToRead, READS_ONLY } from './access';

/**
 * What another node may decide about a request: what it asks for and how the response is read. Not
 * kept: proxy, agent and certificates, other authentication, redirects, a response as a stream (which
 * carries the request and its headers into n8n's stored execution), and any option not known.
 */
const KEPT_OPTIONS = [
	'method',
	'headers',
	'qs',
	'arrayFormat',
	'qsStringifyOptions',
	'useQuerystring',
	'body',
	'form',
	'formData',
	'json',
	'gzip',
	'returnFullResponse',
	'resolveWithFullResponse',
	'ignoreHttpStatusErrors',
	'simple',
	'timeout',
	'abortSignal',
	'allowedDomains',
];

/** Not TRACE, whose response shows the headers, nor CONNECT. */
const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const;

/** Headers by which a proxy in front of Tampuuri may choose another host or path. */
const ROUTING_HEADER =
	/^(host|forwarded|connection|upgrade|transfer-encoding|x-host|x-(forwarded|original|rewrite)-.+)$/i;

/** n8n's older and newer request functions name these settings differently. */
const WITHOUT_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
};

/** HTTP clients disagree about the host of an address without `//` or with a backslash. */
const AMBIGUOUS = /^\s*https?:(?!\/\/)|[\\\p{Cc}]/iu;
/** A dot, slash or backslash that is percent-encoded once or more, which a server may decode. */
const ENCODED = /%(?:25)*(2e|2f|5c)/gi;
const DOT_SEGMENT = /(^|[/\\])\.{1,2}(;[^/\\]*)?([/\\]|$)/;

function leavesPath(path: string): boolean {
	const decoded = path.replace(ENCODED, (_all, hex: string) =>
		String.fromCharCode(Number.parseInt(hex, 16)),
	);
	return DOT_SEGMENT.test(decoded);
}

/** The checked absolute address; the older request function calls it `uri`, and may be given both. */
function addressOf(request: IHttpRequestOptions, base: URL): URL | undefined {
	const older: unknown = 'uri' in request ? request.uri : undefined;
	const [text, other = text] = [request.url, older]
		.filter((address) => address !== undefined && address !== null)
		.map(String);
	const from = request.baseURL ?? base.href;
	if (!text || text !== other || AMBIGUOUS.test(text) || !URL.canParse(text, from))
		return undefined;
	const address = new URL(text, from);
	const isInside = address.origin === base.origin && address.pathname.startsWith(base.pathname);
	const hasUser = address.username !== '' || address.password !== '';
	return isInside && !hasUser && !leavesPath(address.pathname) ? address : undefined;
}

/** A name by which some servers take another method: `X-HTTP-Method-Override`, `_method` … */
const METHOD_OVERRIDE = /method/i;

function namesIn(value: unknown): string[] {
	if (typeof value === 'string') return [...new URLSearchParams(value).keys()];
	if (value instanceof URLSearchParams) return [...value.keys()];
	return isObject(value) ? Object.keys(value) : [];
}

/** Whether nothing in the request can make a server change anything. */
function onlyReads(request: IHttpRequestOptions, method: string, path: string, query: string) {
	const { headers, qs, body } = request;
	const older: unknown[] = ['form', 'formData'].map((name): unknown => Reflect.get(request, name));
	const names = [headers, qs, query, body, ...older].flatMap(namesIn);
	return isKnownToRead(method, path) && !names.some((name) => METHOD_OVERRIDE.test(name));
}

/** What of the credential decides about a request. */
export interface Fence {
	readonly base: URL;
	/** The six headers. */
	readonly authentication: Readonly<Record<string, string>>;
	/** Whether only what is known to read is sent. */
	readonly readsOnly: boolean;
}

/**
 * The request with the six headers, for the credential's own address only: whoever may use, but not
 * see, the credential decides neither where the headers go nor through what.
 *
 * @throws UserError when the request goes anywhere else, or may change something and must not
 */
export function fencedRequest(
	request: IHttpRequestOptions,
	{ base, authentication, readsOnly }: Fence,
): IHttpRequestOptions {
	const address = addressOf(request, base);
	if (address === undefined) {
		throw new UserError("The Tampuuri credential can't be used for this address", {
			description: `It is only sent to ${base.href} and paths below it.`,
		});
	}
	const method = METHODS.find((known) => known === String(request.method ?? 'GET').toUpperCase());
	if (method === undefined) {
		throw new UserError("The Tampuuri credential can't be used for this method", {
			description: `Use one of ${METHODS.join(', ')}.`,
		});
	}
	const path = address.pathname.slice(base.pathname.length);
	if (readsOnly && !onlyReads(request, method, path, address.search)) {
		throw new UserError(READS_ONLY.message, { description: READS_ONLY.advice });
	}
	const own = Object.keys(authentication).map((name) => name.toLowerCase());
	const headers = Object.entries(request.headers ?? {}).filter(
		([name]) => !ROUTING_HEADER.test(name.trim()) && !own.includes(name.trim().toLowerCase()),
	);
	return {
		// The method as it was checked, in one spelling.
		...Object.fromEntries(
			Object.entries({ ...request, method }).filter(([name]) => KEPT_OPTIONS.includes(name)),
		),
		...WITHOUT_REDIRECTS,
		encoding: request.encoding === 'stream' ? 'arraybuffer' : request.encoding,
		url: address.href,
		headers: { ...Object.fromEntries(headers), ...authentication },
		agentOptions: { rejectUnauthorized: true },
	};
}
