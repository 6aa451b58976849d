import type { Field } from '../../catalogue';
import type { MappedValue } from './mapped';

/** A field of a Help page as a field of the catalogue, so that it is written in the same way. */
export function fieldOf({ id, key, kind }: MappedValue): Field | undefined {
	const shared = { key, parameter: id, label: key };
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
		case 'file':
			return { ...shared, type: 'file', filledWithName: [] };
		case 'json':
		case 'rest':
		case 'whole':
			return undefined;
	}
}
