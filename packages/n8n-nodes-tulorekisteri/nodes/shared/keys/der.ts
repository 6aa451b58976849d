/** Distinguished Encoding Rules (X.690), as little of them as a certificate request needs. */

export const TAG = {
	integer: 0x02,
	bitString: 0x03,
	null: 0x05,
	objectIdentifier: 0x06,
	utf8String: 0x0c,
	printableString: 0x13,
	sequence: 0x30,
	set: 0x31,
	attributes: 0xa0,
} as const;

/** One encoded value of the tag, its length and content. */
export function encode(tag: number, ...contents: Uint8Array[]): Buffer {
	const content = Buffer.concat(contents);
	return Buffer.concat([Buffer.from([tag]), encodeLength(content.length), content]);
}

function encodeLength(length: number): Buffer {
	if (length < 0x80) return Buffer.from([length]);
	const bytes: number[] = [];
	for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100)) bytes.unshift(rest % 0x100);
	return Buffer.from([0x80 | bytes.length, ...bytes]);
}

/** Encodes an object identifier such as `2.5.4.3`. */
export function encodeObjectIdentifier(identifier: string): Buffer {
	const [first = 0, second = 0, ...rest] = identifier.split('.').map(Number);
	return encode(TAG.objectIdentifier, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
	const bytes = [value & 0x7f];
	for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift((rest & 0x7f) | 0x80);
	return bytes;
}

/** A decoded value: its tag, its content, and all its bytes. */
export interface DerValue {
	tag: number;
	content: Buffer;
	bytes: Buffer;
}

/** The values that follow each other in `bytes`, or undefined where they are not DER. */
export function decode(bytes: Buffer): DerValue[] | undefined {
	const values: DerValue[] = [];
	for (let start = 0; start < bytes.length; ) {
		const header = readHeader(bytes, start);
		if (!header || header.end > bytes.length) return undefined;
		values.push({
			tag: bytes.readUInt8(start),
			content: bytes.subarray(header.contentStart, header.end),
			bytes: bytes.subarray(start, header.end),
		});
		start = header.end;
	}
	return values;
}

function readHeader(
	bytes: Buffer,
	start: number,
): { contentStart: number; end: number } | undefined {
	if (start + 2 > bytes.length) return undefined;
	const first = bytes.readUInt8(start + 1);
	if (first < 0x80) return { contentStart: start + 2, end: start + 2 + first };
	const lengthBytes = first & 0x7f;
	const contentStart = start + 2 + lengthBytes;
	if (lengthBytes < 1 || lengthBytes > 4 || contentStart > bytes.length) return undefined;
	return { contentStart, end: contentStart + bytes.readUIntBE(start + 2, lengthBytes) };
}
