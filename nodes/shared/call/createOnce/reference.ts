import type { IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../errors/failure';
import { plainText } from '../../foreignValues';
import {
	EXTERNAL_REFERENCE,
	fieldsOf,
	REFERENCE_FIELD,
	type Row,
	type TextField,
} from '../../catalogue';
import { isEmpty } from '../entered';
import { refuse } from '../refuse';

/** The ID of a new record in the system that it comes from. */
export interface Reference {
	readonly text: string;
	/** Where Tampuuri keeps it; absent for records without any text. */
	readonly keptIn?: {
		readonly field: TextField;
		/** The key in what is read. */
		readonly key: string;
		/** Whether it is wrong with anything else in it. */
		readonly isAlone: boolean;
	};
}

const LONGEST = 100;

/** Brackets mark a reference within a text, and no field keeps control characters. */
const NOT_ALLOWED = /[[\]\p{Cc}]/u;

/** A reference as it is compared: Tampuuri may trim texts. */
function compared(text: string): string {
	return text.trim().normalize('NFC');
}

/** All references that a text may be or mention. */
export function referencesIn(text: string): string[] {
	const mentioned = [...text.matchAll(/\[([^[\]]+)\]/g)].map(([, inside = '']) => inside);
	return [...(text.length <= 2 * LONGEST ? [text] : []), ...mentioned].map(compared);
}

function referenceText(value: unknown): string {
	if (isEmpty(value)) {
		throw new InvalidInput(
			'External Reference is empty',
			'Enter the ID of the record in its own system, or remove the field.',
		);
	}
	const text = compared(typeof value === 'object' ? '' : plainText(value));
	if (text === '' || text.length > LONGEST || NOT_ALLOWED.test(text)) {
		throw new InvalidInput(
			'External Reference is not a reference',
			`Enter a text or number of at most ${LONGEST} characters, on one line and without [ and ].`,
		);
	}
	return text;
}

function fieldFor(row: Row, chosen: unknown): Reference['keptIn'] {
	const { keptIn = {}, alone = [] } = row.createOnce ?? {};
	if (Object.keys(keptIn).length === 0) return undefined;
	const key = typeof chosen === 'string' ? keptIn[chosen] : undefined;
	const field = fieldsOf(row).find(
		(one): one is TextField => one.type === 'text' && one.parameter === chosen,
	);
	if (key !== undefined && field !== undefined) {
		return { field, key, isAlone: alone.includes(field.parameter) };
	}
	throw new InvalidInput(
		'Reference Field is empty',
		'Add it beside External Reference and choose the field in which Tampuuri keeps the reference.',
	);
}

/** A field's text with the reference: alone, or in brackets after what is there. */
function textWith(
	reference: string,
	value: unknown,
	{ field, isAlone }: NonNullable<Reference['keptIn']>,
): string {
	const before = isEmpty(value) ? '' : plainText(value);
	if (before === '' || referencesIn(before).includes(reference)) return before || reference;
	if (isAlone) {
		refuse(
			field,
			'has another value, and can only contain the External Reference alone',
			'Remove the field, or choose another Reference Field.',
		);
	}
	return `${before}${field.multiline ? '\n' : ' '}[${reference}]`;
}

/**
 * Reads the external reference of a new record, and puts it into its field.
 *
 * @param values the values that were set, by parameter
 * @throws InvalidInput when it can't be one, or has no field
 */
export function readReference(
	row: Row,
	collection: IDataObject,
	values: Readonly<Record<string, unknown>>,
): { readonly reference?: Reference; readonly values: Readonly<Record<string, unknown>> } {
	if (row.createOnce === undefined || !(EXTERNAL_REFERENCE in collection)) return { values };
	const text = referenceText(collection[EXTERNAL_REFERENCE]);
	const keptIn = fieldFor(row, collection[REFERENCE_FIELD]);
	if (keptIn === undefined) return { reference: { text }, values };
	const { parameter } = keptIn.field;
	const whole = textWith(text, values[parameter], keptIn);
	return { reference: { text, keptIn }, values: { ...values, [parameter]: whole } };
}
