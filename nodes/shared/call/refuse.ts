import { InvalidInput } from '../errors/failure';
import type { Field } from '../catalogue';

/** What an error calls a field. */
export type Label = Pick<Field, 'label'>;

/** @throws InvalidInput with the field's name, what is wrong and what to do */
export function refuse({ label }: Label, what: string, advice: string): never {
	throw new InvalidInput(`${label} ${what}`, advice);
}

/** A value as an error quotes it at its end, whole: it is masked there before it is cut. */
export function shown(value: unknown): string {
	return typeof value === 'object' ? jsonText(value) : String(value);
}

function jsonText(value: unknown): string {
	try {
		return JSON.stringify(value);
	} catch {
		// Nested too deep, or inside itself.
		return '…';
	}
}
