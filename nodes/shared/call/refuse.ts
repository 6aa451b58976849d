import { InvalidInput } from '../errors/failure';
import type { Field } from '../catalogue';

/** What an error calls a field. */
export type Label = Pick<Field, 'label'>;

/** @throws InvalidInput with the field's name, what is wrong and what to do */
export function refuse({ label }: Label, what: string, advice: string): never {
	throw new InvalidInput(`${label} ${what}`, advice);
}

/** A value as an error shows it: on one line, and only its beginning. */
export function shown(value: unknown): string {
	const text = typeof value === 'object' ? jsonText(value) : String(value);
	return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

function jsonText(value: unknown): string {
	try {
		return JSON.stringify(value);
	} catch {
		// Nested too deep, or inside itself.
		return '…';
	}
}
