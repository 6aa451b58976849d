import type { FieldType, ResourceMapperField } from 'n8n-workflow';
import { harmless } from './label';
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
export function mapperField(field: LiveField): MapperField {
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
