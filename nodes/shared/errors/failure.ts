/** Why a call did not bring what was asked for; holds nothing of the request's headers or body. */
export type Failure =
	| {
			readonly kind: 'refused';
			readonly status: number;
			readonly said: ServerWords;
			/** Milliseconds that the server asks to wait. */
			readonly retryAfter?: number;
	  }
	| { readonly kind: 'redirected'; readonly status: number; readonly host: string }
	| { readonly kind: 'unreachable'; readonly code: string; readonly sent: 'no' | 'unknown' }
	| { readonly kind: 'unreadable'; readonly status: number; readonly beginning: string };

export interface ServerWords {
	readonly message: string;
	/** `ModelState`, a line for each field refused. */
	readonly fields: readonly string[];
}

const LONGEST_TEXT = 500;

/** Keeps a foreign text short, on one line and free of control characters. */
export function tidy(text: string): string {
	const plain = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
	return plain.length > LONGEST_TEXT ? `${plain.slice(0, LONGEST_TEXT)}…` : plain;
}

function property(value: object, key: string): unknown {
	const found = Object.entries(value).find(([name]) => name.toLowerCase() === key.toLowerCase());
	return found?.[1];
}

function linesOf(modelState: unknown): string[] {
	if (typeof modelState !== 'object' || modelState === null) return [];
	return Object.entries(modelState).flatMap(([field, messages]) =>
		[messages].flat().map((message) => tidy(`${field}: ${String(message)}`)),
	);
}

function wordsOfPage(text: string): string {
	const title = /<(title|h1)[^>]{0,200}>([^<]{1,300})</i.exec(text)?.[2];
	return title === undefined ? 'a web page instead of data' : tidy(title);
}

/**
 * Reads what a refusing answer says, whatever its shape: ASP.NET's `{ Message, ModelState }`, another
 * JSON, plain text, or a proxy's web page (guess: GAPS 10).
 */
export function wordsOf(text: string): ServerWords {
	let content: unknown;
	try {
		content = JSON.parse(text);
	} catch {
		return { message: /^\s*</.test(text) ? wordsOfPage(text) : tidy(text), fields: [] };
	}
	if (typeof content === 'string') return { message: tidy(content), fields: [] };
	if (typeof content !== 'object' || content === null) return { message: '', fields: [] };
	const message = ['Message', 'ExceptionMessage', 'error_description', 'error', 'title']
		.map((key) => property(content, key))
		.find((value): value is string => typeof value === 'string' && value !== '');
	return {
		message: tidy(message ?? JSON.stringify(content)),
		fields: linesOf(property(content, 'ModelState')),
	};
}
