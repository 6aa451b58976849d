import type { IDataObject } from 'n8n-workflow';
import { isObject, propertyOf } from '../../shared/foreignValues';
import { eventKeyOf } from './eventKey';
import { type Bundle, type Notification, type Value } from './notification';

/** No notification is nested deeper than this, and deeper data could exhaust the stack. */
const DEEPEST = 64;

/** A body that is not a bundle. The message is the reason returned to the sender. */
export class NoBundle extends Error {}

function isTooDeep(value: unknown): boolean {
	let level: unknown[] = [value];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth > DEEPEST) return true;
		level = level.flatMap((one) =>
			typeof one === 'object' && one !== null ? Object.values(one) : [],
		);
	}
	return false;
}

function textOrNull(value: unknown): string | null {
	if (typeof value === 'string') return value.trim() === '' ? null : value;
	return typeof value === 'number' ? String(value) : null;
}

function countOf(value: unknown): number | null {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

function parsedIfJson(value: Value): Value {
	if (typeof value !== 'string') return value;
	try {
		const parsed = JSON.parse(value) as Value;
		// A long number would lose its last digits.
		const keeps = typeof parsed !== 'number' || String(parsed) === value.trim();
		return keeps && !isTooDeep(parsed) ? parsed : value;
	} catch {
		return value;
	}
}

function notificationOf(raw: IDataObject, attempts: number | null): Notification {
	const value = (name: string) => (propertyOf(raw, name) ?? null) as Value;
	const known = {
		action: textOrNull(value('Action'))?.trim() ?? '',
		account: textOrNull(value('Account')),
		referenceId: value('ReferenceId'),
		referenceSecondaryId: value('ReferenceSecondaryId'),
		referenceData: value('ReferenceData'),
		referenceJson: parsedIfJson(value('ReferenceJson')),
		timestamp: textOrNull(value('Timestamp')),
		attempts: attempts ?? countOf(propertyOf(raw, 'Attempts')),
	};
	return { ...known, eventKey: eventKeyOf(known), raw };
}

function listIn(body: unknown): { list: readonly unknown[]; envelope: IDataObject } {
	if (Array.isArray(body)) return { list: body, envelope: {} };
	if (!isObject(body)) throw new NoBundle('The body is not JSON, or not a notification.');
	const notifications = propertyOf(body, 'Notifications');
	if (Array.isArray(notifications)) return { list: notifications, envelope: body };
	if (isObject(notifications)) return { list: [notifications], envelope: body };
	if (textOrNull(propertyOf(body, 'Action')) !== null) return { list: [body], envelope: {} };
	throw new NoBundle('The body contains neither Notifications nor an Action.');
}

/**
 * Reads the body of a call: a bundle, a bare list of notifications or a single one, with keys in
 * any letter case (assumed: EVIDENCE.md#webhook-payload).
 *
 * @throws NoBundle with a reason for the sender
 */
export function readBundle(body: unknown): Bundle {
	if (isTooDeep(body)) throw new NoBundle('The body is nested too deeply.');
	const { list, envelope } = listIn(body);
	const attempts = countOf(propertyOf(envelope, 'Attempts') ?? propertyOf(envelope, 'Attempt'));
	const notifications = list.map((one, index) => {
		if (isObject(one)) return notificationOf(one, attempts);
		throw new NoBundle(`Notification ${index + 1} is not an object.`);
	});
	return { notifications, attempts };
}
