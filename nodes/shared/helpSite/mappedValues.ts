import type { Field } from '../catalogue';
import { fieldIdentityOf, type Kind, type Place } from './fields/liveField';

/** One field of a resource mapper with its value. */
export interface MappedValue {
	/** The field's id in the editor. */
	readonly id: string;
	readonly place: Place;
	readonly kind: Kind;
	readonly key: string;
	readonly required: boolean;
	readonly value: unknown;
}

interface StoredMapper {
	readonly value?: Readonly<Record<string, unknown>> | null;
	readonly schema?: ReadonlyArray<{ readonly id: string; readonly required?: boolean }>;
}

function isStored(parameter: unknown): parameter is StoredMapper {
	return typeof parameter === 'object' && parameter !== null;
}

/**
 * The fields of a resource mapper as stored in the workflow: those of the page it was filled in
 * from, and any added by hand or by an AI tool.
 */
export function mappedValuesOf(parameter: unknown): MappedValue[] {
	const { value, schema = [] } = isStored(parameter) ? parameter : {};
	const values = new Map(Object.entries(value ?? {}));
	const required = new Set(schema.filter((field) => field.required).map(({ id }) => id));
	const ids = new Set([...schema.map(({ id }) => id), ...values.keys()]);
	return [...ids].flatMap((id) => {
		const identity = fieldIdentityOf(id);
		if (identity === undefined) return [];
		return [{ id, ...identity, required: required.has(id), value: values.get(id) }];
	});
}

/** Makes a catalogue field of a Help page's field, so that its value is sent in the same way. */
export function fieldOf({ id, key, kind, required }: MappedValue): Field | undefined {
	const shared = { key, parameter: id, label: key, ...(required && { required }) };
	switch (kind) {
		case 'text':
		case 'integer':
		case 'decimal':
		case 'boolean':
		case 'date':
		case 'dateTime':
		case 'integerList':
		case 'textList':
		case 'fileList':
			return { ...shared, type: kind };
		case 'choice':
			return { ...shared, type: 'text' };
		case 'choiceNumber':
			return { ...shared, type: 'integer' };
		case 'object':
		case 'array':
			return { ...shared, type: 'json', shape: kind };
		case 'json':
			return { ...shared, type: 'json', shape: 'any' };
		case 'file':
			return { ...shared, type: 'file', filledWithName: [] };
		case 'rest':
		case 'whole':
			return undefined;
	}
}
