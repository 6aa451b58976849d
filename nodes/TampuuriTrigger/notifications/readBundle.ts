import type { IDataObject } from 'n8n-workflow';
import { isObject, isTooDeep, propertyOf } from '../../shared/foreignValues';
import { eventKeysOf, exactForm } from './eventKey';
import { type Bundle, type Notification, type Value } from './notification';

/** A body that is not a bundle. The message is the reason returned to the sender. */
export class NoBundle extends Error {}

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

const KNOWN = [
	'Action',
	'Account',
	'ReferenceId',
	'ReferenceSecondaryId',
	'ReferenceData',
	'ReferenceJson',
	'Timestamp',
	'Attempts',
	'Attempt',
] as const;
const KNOWN_NAMES = new Map(KNOWN.map((name) => [name.toLowerCase(), name]));

/** The known values by name, in any letter case, exact first. Reads each key once. */
function knownValues(raw: IDataObject): Partial<Record<(typeof KNOWN)[number], Value>> {
	const values: Partial<Record<(typeof KNOWN)[number], Value>> = {};
	for (const key of Object.keys(raw)) {
		const name = KNOWN_NAMES.get(key.toLowerCase());
		if (name !== undefined && (name === key || !(name in values))) values[name] = raw[key];
	}
	return values;
}

function notificationOf(raw: IDataObject, attempts: number | null, eventKey: string): Notification {
	const known = knownValues(raw);
	return {
		action: textOrNull(known.Action)?.trim() ?? '',
		account: textOrNull(known.Account),
		referenceId: known.ReferenceId ?? null,
		referenceSecondaryId: known.ReferenceSecondaryId ?? null,
		referenceData: known.ReferenceData ?? null,
		referenceJson: parsedIfJson(known.ReferenceJson ?? null),
		timestamp: textOrNull(known.Timestamp),
		attempts: attempts ?? countOf(known.Attempts ?? known.Attempt),
		eventKey,
		raw,
	};
}

/** Finds the notifications in a body, and in the body's exact form, which has the same keys. */
interface Layout {
	readonly envelope: IDataObject;
	readonly listIn: (body: unknown) => readonly unknown[];
}

function layoutOf(body: unknown): Layout {
	if (Array.isArray(body)) return { envelope: {}, listIn: (list) => list as unknown[] };
	if (!isObject(body)) throw new NoBundle('The body is not JSON, or not a notification.');
	const notifications = propertyOf(body, 'Notifications');
	if (Array.isArray(notifications) || isObject(notifications)) {
		return {
			envelope: body,
			listIn: (bundle) => [propertyOf(bundle as object, 'Notifications')].flat(),
		};
	}
	if (textOrNull(propertyOf(body, 'Action')) !== null) {
		return { envelope: {}, listIn: (notification) => [notification] };
	}
	throw new NoBundle('The body contains neither Notifications nor an Action.');
}

/** The fields beside the notifications, as far as they can be stored. */
function besideOf(envelope: IDataObject): IDataObject {
	const fields = Object.entries(envelope).filter(
		([name, value]) => name.toLowerCase() !== 'notifications' && !isTooDeep(value),
	);
	return Object.fromEntries(fields);
}

function isNotification(one: unknown): one is IDataObject {
	return isObject(one) && Object.keys(one).length > 0 && !isTooDeep(one);
}

/**
 * Reads the body of a call: a bundle, a bare list of notifications or a single one, with keys in
 * any letter case (assumed: EVIDENCE.md#webhook-payload). Entries that can't be read are left out.
 *
 * @param json the text that the body was parsed from
 * @throws NoBundle with a reason for the sender
 */
export function readBundle(body: unknown, json: string): Bundle {
	const { envelope, listIn } = layoutOf(body);
	const exact = exactForm(body, json);
	const exactList = listIn(exact);
	const good: Array<{ raw: IDataObject; identity: IDataObject }> = [];
	const unreadable: number[] = [];
	for (const [index, raw] of listIn(body).entries()) {
		const identity = exactList[index];
		if (isNotification(raw) && isObject(identity)) good.push({ raw, identity });
		else unreadable.push(index + 1);
	}
	if (good.length === 0 && unreadable.length > 0) {
		throw new NoBundle('The notifications are empty, not objects, or nested too deeply.');
	}
	const attempts = countOf(propertyOf(envelope, 'Attempts') ?? propertyOf(envelope, 'Attempt'));
	const bundleId = envelope === body ? propertyOf(exact as IDataObject, 'Id') : undefined;
	const identities = good.map(({ identity }) => identity);
	const keys = eventKeysOf(identities, bundleId);
	return {
		notifications: good.map(({ raw }, index) => notificationOf(raw, attempts, keys[index] ?? '')),
		attempts,
		beside: besideOf(envelope),
		unreadable,
	};
}
