const GithubSlugger = require('github-slugger');
const { callsWord, costWord, evidenceWord, limitsWord, typeWord } = require('./words.js');

/** @typedef {import('../../dist/nodes/shared/catalogue/index.js')} Catalogue */
/** @typedef {Catalogue['catalogue'][number]} Resource */
/** @typedef {import('./words.js').Offered} Offered */
/** @typedef {import('./words.js').Field} Field */
/** @typedef {import('./words.js').PathParameter} PathParameter */

const BEGINNING = `# Reference

<!-- Made by the build of nodes/shared/catalogue. Change it there. -->

Every operation of the **Tampuuri** node. Any other operation of the API: [Any Operation](FROM-POSTMAN.md).

- **Evidence.** Says where a fact was seen: one of Visma's public Help pages, the webinar, or a third party's code. A guess was seen nowhere. The name of a field whose evidence is a guess can be corrected under **Options**.
- **Sent as.** The name of the field in the API. Names in \`{braces}\` are part of the path.
- What reads is repeated when Tampuuri is busy, and each try is a call. What changes is sent once.
- Lists have **Return All** and **Limit**.
`;

/**
 * @param {Resource} resource
 * @param {string} operationName
 * @returns {{ heading: string, anchor: string }} where the operation stands in the reference
 */
function sectionOf(resource, operationName) {
	const heading = `${resource.name.replace(/ \(.*\)$/, '')}: ${operationName}`;
	return { heading, anchor: GithubSlugger.slug(heading) };
}

/**
 * @param {readonly string[]} cells
 * @returns {string}
 */
function row(cells) {
	return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

/**
 * @param {Field | PathParameter} field
 * @param {string} sentAs
 * @param {Offered} operation
 * @returns {string}
 */
function fieldRow(field, sentAs, operation) {
	const isPart = !('key' in field);
	// A setting of a composite, which neither of its calls sends.
	const isSetting = 'steps' in operation && 'key' in field && field.key === field.parameter;
	const evidence = ('evidence' in field && field.evidence) || operation.evidence;
	return row([
		field.label,
		isSetting ? 'not sent' : sentAs,
		typeWord(field),
		isPart || field.required ? 'yes' : '',
		limitsWord(field),
		evidenceWord(evidence),
		field.description ?? '',
	]);
}

/**
 * @param {Catalogue} catalogue
 * @param {Offered} operation
 * @returns {string[]}
 */
function fieldsTable({ fieldsOf }, operation) {
	const parts = Object.entries(operation.pathParameters);
	const fields = fieldsOf(operation);
	if (parts.length + fields.length === 0) return ['No fields.', ''];
	return [
		row(['Field', 'Sent as', 'Type', 'Required', 'Limits', 'Evidence', 'Meaning']),
		row(Array(7).fill('---')),
		...parts.map(([placeholder, field]) => fieldRow(field, `\`{${placeholder}}\``, operation)),
		...fields.map((field) => fieldRow(field, `\`${field.key}\``, operation)),
		'',
	];
}

/**
 * @param {Catalogue} catalogue
 * @param {Offered} operation
 * @returns {string} what comes out
 */
function responseText({ simpleKeysOf }, operation) {
	const { response } = operation;
	const guessed = response.evidence === 'guess' ? ' (guess)' : '';
	switch (response.kind) {
		case 'created':
			return `Gives the new record's \`Id\`${guessed}.`;
		case 'nothing':
			return `Gives \`success\`${guessed}.`;
		case 'file':
			return 'Gives the file.';
		case 'any':
			return 'Gives whatever Tampuuri answers.';
	}
	const what = response.kind === 'list' ? 'an item for each row' : 'one item';
	if (response.fields.length === 0) return `Gives ${what}; its fields were not seen.`;
	const names = response.fields.map(({ key }) => `\`${key}\``).join(', ');
	const seen = response.evidence === undefined ? '' : ` (${evidenceWord(response.evidence)})`;
	const simple = simpleKeysOf(operation)?.map((key) => `\`${key}\``);
	const simplified = simple === undefined ? '' : ` With **Simplify**: ${simple.join(', ')}.`;
	return `Gives ${what}${seen}: ${names}.${simplified}`;
}

/**
 * @param {Catalogue} catalogue
 * @param {Resource} resource
 * @param {Offered} operation
 * @returns {string[]}
 */
function operationSection(catalogue, resource, operation) {
	const more = catalogue.takesMoreFields(operation)
		? ['More fields may exist: **More Fields** and **More Fields (JSON)** take them.', '']
		: [];
	const facts = [
		callsWord(operation),
		operation.access === 'read' ? 'reads' : 'changes',
		costWord(operation),
		`evidence: ${evidenceWord(operation.evidence)}`,
	];
	return [
		`### ${sectionOf(resource, operation.name).heading}`,
		'',
		`${operation.description}.`,
		'',
		`${facts.join(' · ')} (${operation.source})`,
		'',
		...fieldsTable(catalogue, operation),
		...more,
		responseText(catalogue, operation),
		'',
	];
}

/**
 * The reference of all operations.
 *
 * @param {Catalogue} catalogue the built catalogue
 * @returns {string} Markdown
 */
function reference(catalogue) {
	const sections = catalogue.catalogue.flatMap((resource) => [
		`## ${resource.name}`,
		'',
		`${resource.description}.`,
		'',
		...catalogue
			.offeredBy(resource)
			.map(([, operation]) => operation)
			.sort((one, other) => one.name.localeCompare(other.name, 'en'))
			.flatMap((operation) => operationSection(catalogue, resource, operation)),
	]);
	return [BEGINNING, ...sections].join('\n');
}

module.exports = { reference, sectionOf };
