const GithubSlugger = require('github-slugger');
const {
	assumedLink,
	callsWord,
	costWord,
	evidenceWord,
	limitsWord,
	typeWord,
} = require('./words.js');

/** @typedef {import('../../dist/nodes/shared/catalogue/index.js')} Catalogue */
/** @typedef {Catalogue['catalogue'][number]} Resource */
/** @typedef {import('./words.js').Offered} Offered */
/** @typedef {import('./words.js').Field} Field */
/** @typedef {import('./words.js').PathParameter} PathParameter */
/** @typedef {Extract<Offered['response'], { kind: 'record' }>['fields'][number]} ResponseField */

const BEGINNING = `# Reference

<!-- Made by the build from nodes/shared/catalogue. Change it there. -->

Every built-in operation of the **Tampuuri** node. For any other operation of the API, use [Any Operation](FROM-POSTMAN.md).

- **Found in.** Where an operation or a field is documented: Visma's public Help pages, the webinar, or a third party's client code. [Evidence](EVIDENCE.md) lists these sources.
- Assumed means not confirmed: no source shows it. The link gives our reasons. The credential's **Account Profile** can correct the name.
- **Sent as.** The field's name in the API. Names in \`{braces}\` are part of the path.
- With **Preview** under **Options**, a change is shown instead of made. See [Try it without changing anything](TRY-SAFELY.md).
- Reads are retried when Tampuuri is busy, and every attempt is billed. Changes are sent once.
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
	const isListed = 'lists' in operation && field.parameter === 'searchWord';
	const guess = isPart ? undefined : (field.guess ?? operation.body?.guess);
	return row([
		field.label,
		isListed ? 'as in the profile' : isSetting ? 'not sent' : sentAs,
		typeWord(field),
		isPart || field.required ? 'yes' : '',
		limitsWord(field),
		assumedLink(guess) || evidenceWord(operation.evidence),
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
		row(['Field', 'Sent as', 'Type', 'Required', 'Limits', 'Found in', 'Meaning']),
		row(Array(7).fill('---')),
		...parts.map(([placeholder, field]) => fieldRow(field, `\`{${placeholder}}\``, operation)),
		...fields.map((field) => fieldRow(field, `\`${field.key}\``, operation)),
		'',
	];
}

/**
 * @param {ResponseField} field
 * @returns {string} its key with what is known to be inside
 */
function keyText({ key, fields, guess }) {
	const inside = fields === undefined ? '' : ` (${fields.map(keyText).join(', ')})`;
	const assumed = guess === undefined ? '' : ` (${assumedLink(guess)})`;
	return `\`${key}\`${inside}${assumed}`;
}

/**
 * @param {Offered} operation
 * @returns {string} the IDs that an item has beside the response
 */
function idsText({ recordIds = {}, pathParameters, query, body }) {
	const fields = [...Object.values(pathParameters), ...query, ...(body?.fields ?? [])];
	const ids = Object.entries(recordIds).map(([key, name]) => {
		const label = fields.find(({ parameter }) => parameter === name)?.label ?? name;
		return `\`${key}\` of **${label}**`;
	});
	return ids.length === 0 ? '' : `, with the ${ids.join(' and the ')} you entered`;
}

/**
 * @param {Catalogue} catalogue
 * @param {Offered} operation
 * @returns {string} what comes out
 */
function responseText({ simpleKeysOf }, operation) {
	const { response } = operation;
	const assumed =
		response.guess === undefined
			? ''
			: ` (${assumedLink(response.guess, 'assumed, not confirmed')})`;
	switch (response.kind) {
		case 'created':
			return `Returns the new record's \`Id\`${assumed}${idsText(operation)}.`;
		case 'nothing':
			return `Returns \`success\`${assumed}${idsText(operation)}.`;
		case 'file':
			return `Returns the file${assumed}.`;
		case 'any':
			return `Returns whatever Tampuuri sends${assumed}.`;
	}
	const what = response.kind === 'list' ? 'one item per row' : 'one item';
	if (response.fields.length === 0) {
		const why = response.guess === undefined ? '' : ` ([why](EVIDENCE.md#${response.guess}))`;
		return `Returns ${what}. Its fields are not known${why}.`;
	}
	const names = response.fields.map(keyText).join(', ');
	const simple = simpleKeysOf(operation)?.map((key) => `\`${key}\``);
	const simplified = simple === undefined ? '' : ` With **Simplify**: ${simple.join(', ')}.`;
	return `Returns ${what}${assumed}: ${names}.${simplified}`;
}

/**
 * @param {Catalogue} catalogue
 * @param {Resource} resource
 * @param {Offered} operation
 * @returns {string[]}
 */
function operationSection(catalogue, resource, operation) {
	const more = catalogue.takesMoreFields(operation)
		? [
				`The operation may take more fields: turn on **Show More ${operation.access === 'read' ? 'Filters' : 'Fields'}**.`,
				'',
			]
		: [];
	const facts = [
		callsWord(operation),
		operation.access === 'read' ? 'reads' : 'changes',
		costWord(operation),
		`found in: ${evidenceWord(operation.evidence)}`,
	];
	return [
		`### ${sectionOf(resource, operation.name).heading}`,
		'',
		`${operation.description}.`,
		'',
		facts.join(' · '),
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
