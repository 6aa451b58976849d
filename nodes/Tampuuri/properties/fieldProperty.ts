import type { INodeProperties, INodePropertyMode } from 'n8n-workflow';
import type {
	ChoiceField,
	Field,
	NumberField,
	PathParameter,
	ReferenceTarget,
	TextField,
} from '../../shared/catalogue';
import { BY_NAME } from '../../shared/names/named';

/** What to search by in a picker; see `listSearch/records`. */
const LIST_PLACEHOLDERS: Readonly<Record<ReferenceTarget, string>> = {
	lease: 'Enter a tenant, a unit or an ID',
	party: 'Enter a name or an ID',
	person: 'Enter a name',
	property: 'Enter a name, an address or an ID',
	serviceRequest: 'Select a service request',
};

const ID_PLACEHOLDER = 'e.g. 442766';

type Shown = Pick<INodeProperties, 'displayName' | 'name' | 'description' | 'required'>;

const UNCONFIRMED = 'Unconfirmed until Account → Check';

function sentences(...parts: Array<string | undefined>): string | undefined {
	const present = parts.filter((part) => part !== undefined);
	if (present.length === 0) return undefined;
	const text = present.map((part) => (part.endsWith('.') ? part : `${part}.`)).join(' ');
	// n8n's convention: a single sentence has no full stop.
	return text.includes('. ') ? text : text.slice(0, -1);
}

function lengthHint(field: TextField | ChoiceField): string | undefined {
	return field.maxLength === undefined ? undefined : `At most ${field.maxLength} characters`;
}

function textProperty(field: TextField, shown: Shown): INodeProperties {
	return {
		...shown,
		type: 'string',
		...(field.multiline ? { typeOptions: { rows: 4 } } : {}),
		...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
		default: '',
	};
}

function numberProperty(field: NumberField, shown: Shown): INodeProperties {
	const { minimum, maximum } = field;
	return {
		...shown,
		type: 'number',
		typeOptions: {
			...(minimum === undefined ? {} : { minValue: minimum }),
			...(maximum === undefined ? {} : { maxValue: maximum }),
			...(field.type === 'integer' ? { numberPrecision: 0 } : {}),
		},
		// No number stands for none, and one that is there already is easily overlooked.
		default: '',
	};
}

type ListSettings = Pick<INodePropertyMode, 'typeOptions' | 'placeholder'>;
type TypedMode = Omit<INodePropertyMode, 'type'>;

const NAME_MODES: Readonly<Partial<Record<ReferenceTarget, TypedMode>>> = {
	lease: {
		displayName: 'By Name or Address',
		name: BY_NAME,
		placeholder: 'e.g. Maija Mäkinen, Kuusitie 4 A 12',
	},
	party: {
		displayName: 'By Name',
		name: BY_NAME,
		placeholder: 'e.g. Huoltopalvelu Mäntykäpy Oy',
	},
	person: { displayName: 'By Name', name: BY_NAME, placeholder: 'e.g. Maija Mäkinen' },
	property: {
		displayName: 'By Name or Address',
		name: BY_NAME,
		placeholder: 'e.g. Kuusitie 4 A 12',
	},
};

/**
 * A field that also takes a record's name or address, which is looked up in the account's list when
 * the step runs.
 */
export function withNames(
	field: Field | PathParameter,
	property: INodeProperties,
): INodeProperties {
	const mode = field.type === 'reference' ? NAME_MODES[field.to] : undefined;
	if (mode === undefined) return property;
	return { ...property, modes: [...(property.modes ?? []), { ...mode, type: 'string' }] };
}

/** A field to choose from a list or type in. */
function locator(shown: Shown, list: ListSettings, typed: TypedMode): INodeProperties {
	return {
		...shown,
		type: 'resourceLocator',
		// n8n marks it with `__rl` when it is set.
		default: { mode: 'list', value: '' },
		modes: [
			{ displayName: 'From List', name: 'list', type: 'list', ...list },
			{ ...typed, type: 'string' },
		],
	};
}

/** A field for a record's ID. */
function referenceProperty(to: ReferenceTarget, shown: Shown): INodeProperties {
	const list = {
		placeholder: LIST_PLACEHOLDERS[to],
		typeOptions: {
			searchListMethod: recordMethodOf(to),
			searchable: true,
			searchFilterRequired: to === 'person',
		},
	};
	return locator(shown, list, {
		displayName: 'By ID',
		name: 'id',
		placeholder: ID_PLACEHOLDER,
		// No `validation`: n8n gives a regex 250 ms of wall time, so a busy machine would fail the run.
	});
}

/** A field with a list of known values; any other value can be typed in. */
function choiceProperty(field: ChoiceField, shown: Shown): INodeProperties {
	const list = {
		typeOptions: {
			searchListMethod: choiceMethodOf(field),
			searchable: true,
			skipCredentialsCheckInRLC: true,
		},
	};
	return locator(shown, list, {
		displayName: 'By Value',
		name: 'value',
		placeholder: `e.g. ${field.choices[0].value}`,
	});
}

/** The list search method for a kind of record. */
export function recordMethodOf(target: ReferenceTarget): string {
	return `${target}List`;
}

/** The list search method for a choice field's known values. */
export function choiceMethodOf(field: Pick<ChoiceField, 'parameter'>): string {
	return `${field.parameter}Choices`;
}

/**
 * Makes the n8n property for a field of the catalogue.
 *
 * @param clears whether an empty text clears the field in Tampuuri
 */
export function fieldProperty(
	field: Field | PathParameter,
	required: boolean,
	clears = false,
): INodeProperties {
	const hint = field.type === 'text' || field.type === 'choice' ? lengthHint(field) : undefined;
	const description = sentences(
		field.description,
		hint,
		clears ? 'Leave it empty to clear the field in Tampuuri' : undefined,
		'guess' in field && field.guess !== undefined ? UNCONFIRMED : undefined,
	);
	const shown: Shown = {
		displayName: field.label,
		name: field.parameter,
		...(description === undefined ? {} : { description }),
		...(required ? { required: true } : {}),
	};
	switch (field.type) {
		case 'text':
			return textProperty(field, shown);
		case 'integer':
		case 'decimal':
			return numberProperty(field, shown);
		case 'boolean':
			return { ...shown, type: 'boolean', default: false };
		// As text: n8n's date field silently empties a date typed as 5.11.2026.
		case 'date':
			return { ...shown, type: 'string', default: '', placeholder: 'e.g. 2026-11-05 or 5.11.2026' };
		case 'dateTime':
			return { ...shown, type: 'string', default: '', placeholder: 'e.g. 5.11.2026 11:40' };
		case 'choice':
			return choiceProperty(field, shown);
		case 'reference':
			return referenceProperty(field.to, shown);
		case 'integerList':
		case 'textList':
			return { ...shown, type: 'string', default: '', placeholder: 'e.g. 1, 2, 3' };
		case 'id':
			return { ...shown, type: 'string', default: '', placeholder: ID_PLACEHOLDER };
		case 'word':
			return {
				...shown,
				type: 'string',
				default: '',
				...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
			};
		case 'file':
		case 'fileList':
			return {
				...shown,
				type: 'string',
				default: 'data',
				placeholder: 'e.g. data, photo',
				hint: 'Input binary fields, separated by commas',
			};
		case 'json': {
			const empty = field.shape === 'array' ? '[]' : '{}';
			return {
				...shown,
				type: 'json',
				default: empty,
				...(field.placeholder === undefined ? {} : { placeholder: field.placeholder }),
			};
		}
	}
}
