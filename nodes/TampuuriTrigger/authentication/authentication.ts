import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { problemWith, type ListenerSecrets } from './secrets';

/** The parts of a call that prove where it comes from. */
export interface Presented {
	readonly query: unknown;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	/** The body's bytes as received. */
	readonly rawBody: Buffer | undefined;
}

/** Compares digests of equal length, so that the time taken reveals nothing about the texts. */
function isSame(one: string, other: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(one), digest(other));
}

function valueIn(source: unknown, name: string): string | undefined {
	if (typeof source !== 'object' || source === null || !Object.hasOwn(source, name)) {
		return undefined;
	}
	const value: unknown = Reflect.get(source, name);
	return typeof value === 'string' ? value : undefined;
}

function carriesSecret({ query, headers }: Presented, secrets: ListenerSecrets): boolean {
	const presented = [valueIn(headers, secrets.headerName), valueIn(query, secrets.queryName)];
	return presented.some((value) => value !== undefined && isSame(value, secrets.secret));
}

/** Hexadecimal HMAC-SHA256 of the body's bytes (assumed: EVIDENCE.md#webhook-authentication). */
function carriesSignature({ headers, rawBody }: Presented, secrets: ListenerSecrets): boolean {
	const { signingSecret, signatureHeader, signaturePrefix } = secrets;
	const presented = valueIn(headers, signatureHeader);
	if (presented === undefined || rawBody === undefined) return false;
	if (!presented.toLowerCase().startsWith(signaturePrefix.toLowerCase())) return false;
	const expected = createHmac('sha256', signingSecret).update(rawBody).digest('hex');
	return isSame(presented.slice(signaturePrefix.length).toLowerCase(), expected);
}

/** Whether to accept a call. Without a usable secret, none is accepted. */
export function isAuthentic(presented: Presented, secrets: ListenerSecrets): boolean {
	if (problemWith(secrets) !== undefined) return false;
	if (!carriesSecret(presented, secrets)) return false;
	return secrets.signingSecret === '' || carriesSignature(presented, secrets);
}
