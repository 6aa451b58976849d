/** A parameter of the header: `; name="value"` or `; name=value`. */
const PARAMETER = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;
/** `charset'language'value`, as RFC 8187 encodes what is not ASCII. */
const EXTENDED = /^([^']*)'[^']*'(.*)$/s;
/** ASP.NET's own way: base64 of UTF-8. */
const ENCODED_WORD = /^=\?utf-8\?B\?([^?]*)\?=$/i;

function parametersOf(disposition: string): Map<string, string> {
	const parameters = new Map<string, string>();
	for (const [, name = '', quoted, token = ''] of disposition.matchAll(PARAMETER)) {
		const value = quoted?.replace(/\\(["\\])/g, '$1') ?? token.trim().replace(/^"/, '');
		parameters.set(name.toLowerCase(), value);
	}
	return parameters;
}

/** A text's bytes, given as one character each, as UTF-8; the text itself if they are not. */
function asUtf8(text: string): string {
	const decoded = Buffer.from(text, 'latin1').toString('utf8');
	return decoded.includes('\uFFFD') || /[^\0-\xff]/.test(text) ? text : decoded;
}

/** Decodes `%C3%A4`; undefined if it is broken. */
function percentDecoded(text: string, charset: string): string | undefined {
	if (/%(?![0-9a-f]{2})/i.test(text)) return undefined;
	if (charset === 'iso-8859-1') {
		return text.replace(/%(..)/g, (_whole, hex: string) => String.fromCharCode(parseInt(hex, 16)));
	}
	if (charset !== 'utf-8') return undefined;
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}

function plainName(value: string): string {
	const [, word] = ENCODED_WORD.exec(value) ?? [];
	if (word !== undefined) return Buffer.from(word, 'base64').toString('utf8');
	return percentDecoded(value, 'utf-8') ?? value;
}

/**
 * The name that a `Content-Disposition` header gives a file, without any folders. `filename*` counts
 * before `filename` unless it can't be decoded.
 */
export function fileNameOf(disposition: string | undefined): string | undefined {
	const parameters = parametersOf(disposition ?? '');
	const extended = parameters.get('filename*');
	const [, charset = '', encoded = extended] = EXTENDED.exec(extended ?? '') ?? [];
	const name =
		(encoded && percentDecoded(encoded, charset.toLowerCase())) ??
		(parameters.has('filename') ? plainName(asUtf8(parameters.get('filename') ?? '')) : encoded);
	const bare = name
		?.split(/[/\\]/)
		.at(-1)
		?.replace(/\p{Cc}/gu, '')
		.trim();
	return bare === undefined || /^\.*$/.test(bare) ? undefined : bare;
}
