import { randomUUID } from 'node:crypto';

/** A file's bytes inside a body, which are sent as base64 text. */
export class FileContent {
	constructor(readonly bytes: Buffer) {}
}

/**
 * A multiple of three, so that base64 of the parts is base64 of the whole, and small enough for
 * each text to be garbage-collected while the next is made.
 */
const CHUNK = 3 * 16 * 1024;

function base64Length(bytes: number): number {
	return Math.ceil(bytes / 3) * 4;
}

function writeBase64(target: Buffer, start: number, bytes: Buffer): number {
	let position = start;
	for (let from = 0; from < bytes.length; from += CHUNK) {
		const text = bytes.subarray(from, from + CHUNK).toString('base64');
		position += target.write(text, position, 'latin1');
	}
	return position;
}

/**
 * A body as UTF-8 JSON. Files are encoded into it piece by piece: otherwise each would be in memory
 * four times, as bytes, as base64 text, as JSON and as the JSON's bytes.
 */
export function jsonBody(body: unknown): Buffer {
	const files: Buffer[] = [];
	const mark = randomUUID();
	const text = JSON.stringify(body, (_key, value: unknown) => {
		if (!(value instanceof FileContent)) return value;
		files.push(value.bytes);
		return mark;
	});
	const parts = text.split(mark).map((part) => Buffer.from(part, 'utf8'));
	const length = [
		...parts.map((part) => part.length),
		...files.map((file) => base64Length(file.length)),
	];
	const target = Buffer.alloc(length.reduce((sum, one) => sum + one, 0));
	let position = 0;
	for (const [index, part] of parts.entries()) {
		position += part.copy(target, position);
		const file = files[index];
		if (file !== undefined) position = writeBase64(target, position, file);
	}
	return target;
}
