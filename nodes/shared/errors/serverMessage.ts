import { isTooDeep, plainText, propertyOf } from '../foreignValues';

/** In the server's words, whole: whoever shows them masks first, then cuts. */
export interface ServerMessage {
	readonly message: string;
	/** `ModelState`, with a line for each rejected field. */
	readonly fields: readonly string[];
}

function linesOf(modelState: unknown): string[] {
	if (typeof modelState !== 'object' || modelState === null) return [];
	return Object.entries(modelState).flatMap(([field, messages]) =>
		[messages].flat().map((message) => `${field}: ${plainText(message)}`),
	);
}

function messageOfPage(text: string): string {
	const title = /<(title|h1)[^>]{0,200}>(.{1,300}?)<\/\1/is.exec(text)?.[2];
	return title === undefined ? 'a web page instead of data' : title.trim();
}

/**
 * Reads the message of an error response in any shape: ASP.NET's `{ Message, ModelState }`, other
 * JSON, plain text, or a proxy's web page (assumed: EVIDENCE.md#errors).
 */
export function serverMessageOf(text: string): ServerMessage {
	let content: unknown;
	try {
		content = JSON.parse(text);
	} catch {
		return { message: /^\s*</.test(text) ? messageOfPage(text) : text.trim(), fields: [] };
	}
	if (isTooDeep(content)) return { message: text.trim(), fields: [] };
	if (typeof content === 'string') return { message: content, fields: [] };
	if (typeof content !== 'object' || content === null) return { message: '', fields: [] };
	const message = ['Message', 'ExceptionMessage', 'error_description', 'error', 'title']
		.map((key) => propertyOf(content, key))
		.find((value): value is string => typeof value === 'string' && value !== '');
	return {
		message: message ?? JSON.stringify(content),
		fields: linesOf(propertyOf(content, 'ModelState')),
	};
}
