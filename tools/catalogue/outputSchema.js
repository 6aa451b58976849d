/** @typedef {import('../../dist/nodes/shared/catalogue/index.js')} Catalogue */
/** @typedef {ReturnType<Catalogue['offeredBy']>[number][1]} Row */
/** @typedef {Row['response']} ResponseShape */
/** @typedef {Extract<ResponseShape, { kind: 'record' }>['fields'][number]} ResponseField */

/**
 * JSON Schema as n8n reads it to show an operation's fields before its first run.
 *
 * @typedef {object} OutputSchema
 * @property {'object'} type
 * @property {1} version
 * @property {Record<string, ValueSchema>} properties
 */

/**
 * What one value looks like, its known contents included.
 *
 * @typedef {object} ValueSchema
 * @property {string} type
 * @property {Record<string, ValueSchema>} [properties]
 * @property {ValueSchema} [items]
 */

/** @type {Record<ResponseField['type'], string>} */
const JSON_TYPES = {
	integer: 'integer',
	decimal: 'number',
	text: 'string',
	date: 'string',
	boolean: 'boolean',
	object: 'object',
	array: 'array',
	unseen: 'string',
};

/**
 * @param {Pick<Row, 'response' | 'recordIds'>} row
 * @returns {readonly ResponseField[]}
 */
function fieldsOf({ response, recordIds = {} }) {
	/** @type {ResponseField[]} */
	const ids = Object.keys(recordIds).map((key) => ({ key, type: 'integer' }));
	return [...ids, ...responseFieldsOf(response)];
}

/**
 * @param {ResponseShape} response
 * @returns {readonly ResponseField[]}
 */
function responseFieldsOf(response) {
	switch (response.kind) {
		case 'created':
			return [{ key: 'Id', type: 'integer' }];
		case 'any':
		case 'file':
			return [];
		case 'nothing':
			return [{ key: 'success', type: 'boolean' }];
		default:
			return response.fields;
	}
}

/**
 * @param {Pick<Catalogue, 'simpleKeysOf'>} catalogue
 * @param {Row} row
 * @returns {Pick<Row, 'response' | 'recordIds'>} with what comes while Simplify is on, as it is at first
 */
function simplified({ simpleKeysOf }, row) {
	const { response } = row;
	const keys = simpleKeysOf(row);
	if (keys === undefined || !('fields' in response)) return row;
	const fields = response.fields.filter(({ key }) => keys.includes(key));
	return { recordIds: row.recordIds, response: { ...response, fields } };
}

/**
 * @param {readonly ResponseField[]} fields
 * @returns {Record<string, ValueSchema>}
 */
function propertiesOf(fields) {
	return Object.fromEntries(fields.map((field) => [field.key, schemaOf(field)]));
}

/**
 * @param {ResponseField} field
 * @returns {ValueSchema}
 */
function schemaOf({ type, fields }) {
	if (fields === undefined) return { type: JSON_TYPES[type] };
	const properties = propertiesOf(fields);
	return type === 'array'
		? { type, items: { type: 'object', properties } }
		: { type: JSON_TYPES[type], properties };
}

/**
 * One item an operation puts out, as far as its fields are known.
 *
 * @param {Pick<Row, 'response' | 'recordIds'>} row
 * @returns {OutputSchema}
 */
function outputSchemaOf(row) {
	return { type: 'object', version: 1, properties: propertiesOf(fieldsOf(row)) };
}

/**
 * The schemas of all operations whose response is known, with their places under `__schema__/v1.0.0`.
 *
 * @param {Pick<Catalogue, 'catalogue' | 'offeredBy' | 'simpleKeysOf'>} built
 * @returns {Array<{ path: string, schema: OutputSchema }>}
 */
function outputSchemas(built) {
	return built.catalogue.flatMap((resource) =>
		built
			.offeredBy(resource)
			.filter(([, row]) => fieldsOf(row).length > 0)
			.map(([name, row]) => ({
				path: `${resource.value}/${name}.json`,
				schema: outputSchemaOf(simplified(built, row)),
			})),
	);
}

module.exports = { outputSchemaOf, outputSchemas };
