import { catalogue, offeredBy } from './index';
import type { Answer, AnswerField, AnswerType } from './types';

/** JSON Schema as n8n reads it to show an operation's fields before its first run. */
export interface OutputSchema {
	readonly type: 'object';
	readonly version: 1;
	readonly properties: Readonly<Record<string, { readonly type: string }>>;
}

const JSON_TYPES: Readonly<Record<AnswerType, string>> = {
	integer: 'integer',
	decimal: 'number',
	text: 'string',
	date: 'string',
	boolean: 'boolean',
	object: 'object',
	array: 'array',
	unseen: 'string',
};

function fieldsOfAnswer(answer: Answer): readonly AnswerField[] {
	switch (answer.kind) {
		case 'created':
			return [{ key: 'Id', type: 'integer' }];
		case 'any':
		case 'file':
			return [];
		case 'nothing':
			return [{ key: 'success', type: 'boolean' }];
		default:
			return answer.fields;
	}
}

/** One item an operation puts out, as far as its fields were seen. */
export function outputSchemaOf(answer: Answer): OutputSchema {
	const properties = fieldsOfAnswer(answer).map(({ key, type }) => [
		key,
		{ type: JSON_TYPES[type] },
	]);
	return { type: 'object', version: 1, properties: Object.fromEntries(properties) };
}

/** The schemas of all operations whose answer is known, with their places under `__schema__/v1.0.0`. */
export function outputSchemas(): Array<{ path: string; schema: OutputSchema }> {
	return catalogue.flatMap((resource) =>
		offeredBy(resource)
			.filter(([, { answer }]) => fieldsOfAnswer(answer).length > 0)
			.map(([name, { answer }]) => ({
				path: `${resource.value}/${name}.json`,
				schema: outputSchemaOf(answer),
			})),
	);
}
