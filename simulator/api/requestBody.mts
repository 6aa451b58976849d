import type { IncomingHttpHeaders } from 'node:http';
import { invalid, lengthRequired, mediaTypeNotSupported } from './errorResponse.mts';

const METHODS_WITH_BODY = ['POST', 'PUT', 'PATCH'];
const LARGEST_LOGGED_BODY = 256 * 1_024;

/**
 * A POST with neither a length nor chunks never reaches the application.
 * @throws ErrorResponse 411
 */
export function checkLength(method: string, headers: IncomingHttpHeaders): void {
	const hasLength =
		headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
	if (METHODS_WITH_BODY.includes(method) && !hasLength) throw lengthRequired();
}

/**
 * Parses a body that must be a JSON object.
 * @throws ErrorResponse 400 when it is empty or not a JSON object (assumed: EVIDENCE.md#empty-responses), 415 for another media type
 */
export function parseBody(raw: Buffer, mediaType: string | undefined): Record<string, unknown> {
	if (raw.length === 0) throw invalid({ request: ['The request field is required.'] });
	const type = (mediaType ?? 'application/octet-stream').split(';', 1)[0]?.trim() ?? '';
	if (!/^(application|text)\/json$/i.test(type)) throw mediaTypeNotSupported(type);
	const body = parsedOrText(raw);
	if (typeof body === 'string') {
		throw invalid({ request: ["Unexpected character encountered while parsing value. Path ''."] });
	}
	if (!isObject(body)) {
		throw invalid({ request: ["Cannot deserialize the current JSON value. Path ''."] });
	}
	return body;
}

/** The body as the request log shows it: parsed JSON, text, or the size of a large one. */
export function bodyForLog(raw: Buffer): unknown {
	if (raw.length === 0) return null;
	return raw.length > LARGEST_LOGGED_BODY ? `(${raw.length} bytes)` : parsedOrText(raw);
}

function parsedOrText(raw: Buffer): unknown {
	const text = raw.toString('utf8');
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
