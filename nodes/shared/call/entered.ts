import { isObject } from '../foreignValues';

function isLocator(value: unknown): value is { value?: unknown } {
	return isObject(value) && ('__rl' in value || ('mode' in value && 'value' in value));
}

/**
 * A resource locator's value, or the value itself if it comes from an expression. n8n marks a
 * locator with `__rl` on its first edit, so one that was added and left alone has no mark.
 */
export function locatedValue(value: unknown): unknown {
	return isLocator(value) ? value.value : value;
}

/** Whether the user left a value unset: nothing, blanks, or a picker without a choice. */
export function isEmpty(value: unknown): boolean {
	const located = locatedValue(value);
	return (
		located === undefined ||
		located === null ||
		(typeof located === 'string' && located.trim() === '')
	);
}
