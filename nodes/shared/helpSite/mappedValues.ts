import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../catalogue';
import { isObject } from '../foreignValues';
import { fieldIdentityOf, type Kind, type Limits, type Place } from './fields/liveField';
import { EXAMPLE_ID, type MapperField } from './fields/mapperFields';

/** One field of a resource mapper with its value. */
export interface MappedValue {
	/** The field's id in the editor. */
	readonly id: string;
	readonly place: Place;
	readonly kind: Kind;
	readonly key: string;
	readonly required: boolean;
	readonly limits: Limits;
	readonly value: unknown;
}

type StoredField = Pick<MapperField, 'id'> & Partial<MapperField>;

interface StoredMapper {
	readonly value?: Readonly<Record<string, unknown>> | null;
	readonly schema?: readonly StoredField[];
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
	const stored = new Map(schema.map((field) => [field.id, field]));
	return [...new Set([...stored.keys(), ...values.keys()])].flatMap((id) => {
		const identity = fieldIdentityOf(id);
		if (identity === undefined) return [];
		const { required = false, removed = false, limits = {} } = stored.get(id) ?? {};
		// A removed field is not in the panel, so its value is not meant.
		return [{ id, ...identity, required, limits, value: removed ? undefined : values.get(id) }];
	});
}

/** Whether a value is a resource mapper's. */
export function isMapper(parameter: unknown): parameter is StoredMapper {
	return isObject(parameter) && ('mappingMode' in parameter || isObject(parameter.value));
}

/** The values of a resource mapper that have no field of a page: by the API's name alone. */
export function namedValuesOf({ value }: StoredMapper): IDataObject {
	const named = Object.entries(value ?? {}).filter(
		([id, one]) => fieldIdentityOf(id) === undefined && id !== EXAMPLE_ID && (one ?? '') !== '',
	);
	return Object.fromEntries(named) as IDataObject;
}

/** Makes a catalogue field of a Help page's field, so that its value is sent in the same way. */
export function fieldOf({ id, key, kind, required, limits }: MappedValue): Field | undefined {
	const shared = { key, parameter: id, label: key, ...(required && { required }) };
	switch (kind) {
		case 'text':
		case 'integer':
		case 'decimal':
			return { ...shared, type: kind, ...limits };
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
