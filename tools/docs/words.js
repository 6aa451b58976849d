/** @typedef {import('../../dist/nodes/shared/catalogue/index.js')} Catalogue */
/** @typedef {ReturnType<Catalogue['offeredBy']>[number][1]} Offered */
/** @typedef {ReturnType<Catalogue['fieldsOf']>[number]} Field */
/** @typedef {Offered['pathParameters'][string]} PathParameter */

const EVIDENCE = {
	helpPage: 'Help page',
	webinar: 'webinar',
	thirdParty: 'client code',
};

const TYPES = {
	text: 'text',
	integer: 'whole number',
	decimal: 'number',
	boolean: 'yes or no',
	date: 'day',
	dateTime: 'date and time',
	choice: 'choice, or any text',
	integerList: 'list of whole numbers',
	textList: 'list of texts',
	json: 'JSON',
	file: 'file',
	fileList: 'files',
	word: 'one word',
	id: 'ID',
	reference: 'ID, picked or typed',
};

/**
 * @param {Offered['evidence']} evidence
 * @returns {string} where it was found
 */
function evidenceWord(evidence) {
	return EVIDENCE[evidence];
}

/**
 * @param {Field['guess']} guess
 * @param {string} words
 * @returns {string} the words, linked to the guess's grounds; empty for what is no guess
 */
function assumedLink(guess, words = 'assumed') {
	return guess === undefined ? '' : `[${words}](EVIDENCE.md#${guess})`;
}

/**
 * @param {Field | PathParameter} field
 * @returns {string} what may be entered
 */
function typeWord(field) {
	return TYPES[field.type];
}

/**
 * @param {Field | PathParameter} field
 * @returns {string} what Tampuuri takes of that type, empty when nothing is known
 */
function limitsWord(field) {
	switch (field.type) {
		case 'text':
			return lengths(field);
		case 'integer':
		case 'decimal':
			return field.minimum === undefined ? '' : `from ${field.minimum}`;
		case 'choice':
			return field.choices.map(({ value }) => `\`${value}\``).join(', ');
		case 'reference':
		case 'id':
			return '1 to 2147483647';
		default:
			return '';
	}
}

/**
 * @param {{ minLength?: number, maxLength?: number }} field
 * @returns {string}
 */
function lengths({ minLength, maxLength }) {
	const parts = [
		minLength === undefined ? '' : minLength === 0 ? 'may be empty' : `at least ${minLength}`,
		maxLength === undefined ? '' : `at most ${maxLength}`,
	].filter((part) => part !== '');
	return parts.length === 0 ? '' : `${parts.join(', ')} characters`;
}

/**
 * @param {Offered} operation
 * @returns {string} the calls of the API behind it
 */
function callsWord(operation) {
	const calls = 'steps' in operation ? operation.steps : [operation];
	if (calls.length === 0) return "the operation that your account's profile names";
	return calls.map(({ method, path }) => `\`${method} ${path}\``).join(', then ');
}

/**
 * @param {Offered} operation
 * @returns {string} how many calls are billed
 */
function costWord(operation) {
	if ('steps' in operation) return `calls: ${operation.calls}`;
	if (operation.paging !== undefined) return '1 call for each 250 rows';
	const fields = operation.body?.fields ?? [];
	return fields.some(({ type }) => type === 'file') ? '1 call for each file' : '1 call';
}

module.exports = { assumedLink, callsWord, costWord, evidenceWord, limitsWord, typeWord };
