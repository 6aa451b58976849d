import { createHash } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/foreignValues';

const STRINGS = /"[^"\\]*(?:\\.[^"\\]*)*"/g;
const NUMBERS = /-?\d[\d.eE+-]*/g;
/** A number of which JSON.parse may lose something: digits, the sign of zero, how it was written. */
const INEXACT = /\d{16}|\d[.eE]|-0/;
/** Marks a number that became a string. Inside a string of JSON it can only stand as an escape. */
const MARK = '\\u0001';

/**
 * Gives parsed JSON in a form in which no two different texts are the same: numbers of which
 * JSON.parse may lose something are marked strings of all their digits.
 */
export function exactForm(parsed: unknown, json: string): unknown {
	const between = json.split(STRINGS);
	const isInexact = (text: string) => INEXACT.test(text);
	if (!between.some(isInexact) && !json.includes(MARK)) return parsed;
	const strings = json.match(STRINGS) ?? [];
	const marked = (number: string) => (isInexact(number) ? `"${MARK}${number}"` : number);
	const parts = between.flatMap((text, index) => [
		isInexact(text) ? text.replace(NUMBERS, marked) : text,
		strings[index]?.replaceAll(MARK, MARK + MARK) ?? '',
	]);
	return JSON.parse(parts.join(''));
}

function canonicalObject(value: IDataObject, keys: string[]): string {
	const parts = keys.sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
	return `{${parts.join()}}`;
}

/** The JSON of a value, the same in whatever order an object's keys are. */
function canonical(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
	return isObject(value) ? canonicalObject(value, Object.keys(value)) : JSON.stringify(value);
}

/** What differs between two deliveries of an event (EVIDENCE.md#webhook-payload). */
const ATTEMPT_COUNTERS = ['attempts', 'attempt'];

function identityOf(notification: IDataObject): string {
	const isSame = (name: string) => !ATTEMPT_COUNTERS.includes(name.toLowerCase());
	return canonicalObject(notification, Object.keys(notification).filter(isSame));
}

/**
 * Makes the keys of a bundle's events: the same in every delivery, and different for events that
 * differ in anything but the attempt. Equal events of one bundle are numbered.
 *
 * @param notifications in their exact form
 * @param bundleId tells equal events of two bundles apart; undefined if the bundle has none
 */
export function eventKeysOf(notifications: readonly IDataObject[], bundleId: unknown): string[] {
	const counts = new Map<string, number>();
	const id = typeof bundleId === 'object' ? null : bundleId;
	return notifications.map((notification) => {
		const content = identityOf(notification);
		const number = counts.get(content) ?? 0;
		counts.set(content, number + 1);
		return createHash('sha256')
			.update(JSON.stringify([id, number, content]))
			.digest('base64url');
	});
}

/** Down to the second. As .NET writes it, a day without a time is midnight. */
const TIME = /(?!00:00:00(?:\.0+)?(?![.\d]))\d\d:\d\d:\d\d|^\D*(?:\d{10}|\d{13})(?!\d)/;
/** When clocks go back in Finland, this hour comes twice. Without an offset, nobody knows which. */
const DOUBLED_HOUR = /-10-(?:2[5-9]|3[01])\D+03:[\d:.,]*$/;

/**
 * Whether deliveries of an event can be recognised. Without an exact time, a second event about a
 * record may look like a second delivery of the first.
 */
export function canBeRecognised({ timestamp }: { readonly timestamp: string | null }): boolean {
	return timestamp !== null && TIME.test(timestamp) && !DOUBLED_HOUR.test(timestamp);
}
