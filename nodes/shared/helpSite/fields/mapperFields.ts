import type { FieldType, ResourceMapperField } from 'n8n-workflow';
import { harmless, shortJson } from './label';
import { idOfField, type Kind, type LiveField } from './liveField';

/** The editor's input for each kind. */
const TYPES: Readonly<Record<Kind, FieldType>> = {
	text: 'string',
	integer: 'number',
	decimal: 'number',
	boolean: 'boolean',
	// n8n's date field silently empties a date typed as 5.11.2026.
	date: 'string',
	dateTime: 'string',
	choice: 'options',
	choiceNumber: 'options',
	integerList: 'string',
	textList: 'string',
	object: 'object',
	array: 'array',
	json: 'string',
	file: 'string',
	fileList: 'string',
	rest: 'object',
	whole: 'string',
};

/** The editor keeps everything of a field in the workflow, so a run can check its limits. */
export type MapperField = ResourceMapperField & Pick<LiveField, 'limits'>;

/** Makes the resource mapper's field of a Help page's field. */
function mapperField(field: LiveField): MapperField {
	const { label, required, kind, choices, limits } = field;
	return {
		id: idOfField(field),
		displayName: label,
		required,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: TYPES[kind],
		...(limits && { limits }),
		...(choices && {
			options: choices.map(({ name, value }) => ({ name: harmless(name), value })),
		}),
	};
}

/** The longest sample of a body to show, in characters: the editor stores it in the step. */
const LONGEST_EXAMPLE = 2_000;

/** No run reads it. */
export const EXAMPLE_ID = 'Example';

/**
 * A field that only shows what the JSON of another may look like, since n8n cuts labels and has no
 * other place for it. None if there is no short sample.
 */
function exampleField({ sample }: LiveField): ResourceMapperField[] {
	if (typeof sample !== 'object' || sample === null) return [];
	if (shortJson(sample, LONGEST_EXAMPLE).length > LONGEST_EXAMPLE) return [];
	return [
		{
			id: EXAMPLE_ID,
			displayName: 'Example of the JSON (Not Sent)',
			required: false,
			readOnly: true,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
			type: Array.isArray(sample) ? 'array' : 'object',
			defaultValue: JSON.stringify(sample, undefined, 2),
		},
	];
}

/** Makes the resource mapper's fields of a Help page's fields. */
export function mapperFields(fields: readonly LiveField[]): ResourceMapperField[] {
	return fields.flatMap((field) => [mapperField(field), ...exampleField(field)]);
}
