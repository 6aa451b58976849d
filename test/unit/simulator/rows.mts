import type {
	Field,
	Operation,
	RequestBody,
	Resource,
	ResponseShape,
} from '../../../dist/nodes/shared/catalogue/index.js';

type Extra = Partial<Pick<Operation, 'access' | 'query' | 'body' | 'paging' | 'response'>>;

/** A row with only what matters to the simulator. */
export function row(method: Operation['method'], path: string, extra: Extra = {}): Operation {
	const placeholders = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
	return {
		name: path,
		action: path,
		description: path,
		method,
		path,
		access: method === 'GET' ? 'read' : 'write',
		pathParameters: Object.fromEntries(
			placeholders.map((name) => [name, { type: 'id', parameter: 'id', label: 'ID' }]),
		),
		query: [],
		response: { kind: 'created' },
		evidence: 'helpPage',
		source: 'a row of the tests',
		...extra,
	};
}

function text(key: string, required?: true): Field {
	return { key, parameter: key, label: key, type: 'text', ...(required ? { required } : {}) };
}

function bodyOf(...fields: readonly Field[]): RequestBody {
	return { fields, complete: true };
}

const everyType: ResponseShape = {
	kind: 'record',
	fields: [
		{ key: 'Id', type: 'integer' },
		{ key: 'Päivä', type: 'date' },
		{ key: 'Ala', type: 'decimal' },
		{ key: 'Nimi', type: 'text' },
		{ key: 'Onko', type: 'boolean' },
		{ key: 'Osat', type: 'array' },
		{ key: 'Osa', type: 'object' },
		{ key: 'Muu', type: 'unseen' },
	],
};
const list: ResponseShape = { kind: 'list', fields: [{ key: 'Id', type: 'integer' }] };

/** Operations of which the simulator knows nothing but what their rows say. */
export const inventedOperations: Resource = {
	value: 'document',
	name: 'Invented operations',
	description: 'Operations that no behaviour is written for',
	operations: {
		record: row('GET', 'keksitty/{keksitty_id}', { response: everyType }),
		list: row('GET', 'keksitty', { response: list }),
		paged: row('GET', 'keksitty/selaa', { paging: 'query', response: list }),
		pagedInBody: row('POST', 'keksitty/selaa', {
			access: 'read',
			body: bodyOf(text('Hakusana')),
			paging: 'body',
			response: list,
		}),
		created: row('POST', 'keksitty', {
			body: { ...bodyOf(text('Nimi'), text('Tunnus')), requiresOneOf: ['Nimi', 'Tunnus'] },
		}),
		file: row('GET', 'keksitty/{keksitty_id}/tiedosto', { response: { kind: 'file' } }),
		any: row('GET', 'keksitty/{keksitty_id}/mitavain', { response: { kind: 'any' } }),
		nothing: row('DELETE', 'keksitty/{keksitty_id}', { response: { kind: 'nothing' } }),
	},
};
