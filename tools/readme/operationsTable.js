const EVIDENCE = {
	helpPage: 'Help page',
	webinar: 'webinar',
	thirdParty: 'third party',
	guess: 'guess',
};

/** @typedef {import('../../dist/nodes/Tampuuri/catalogue/index.js')} Catalogue */
/** @typedef {ReturnType<Catalogue['offeredBy']>[number][1]} Offered */

/**
 * @param {Offered} operation
 * @returns {string} what it rests on, and whether anything about it is a guess
 */
function evidenceOf(operation) {
	const fields = [...operation.query, ...(operation.body?.fields ?? [])];
	const guesses = fields.some(({ evidence }) => evidence === 'guess');
	const bodyUnseen = operation.body?.complete === false;
	const seen = EVIDENCE[operation.evidence];
	if (guesses) return `${seen}; some field names are guesses`;
	return bodyUnseen ? `${seen}; more fields may exist` : seen;
}

/**
 * @param {Offered} operation
 * @returns {string} the calls of the API behind it
 */
function callsOf(operation) {
	const calls = 'steps' in operation ? operation.steps : [operation];
	return calls.map(({ method, path }) => `\`${method} ${path}\``).join(', ');
}

/**
 * The table of operations in the README.
 *
 * @param {Catalogue['catalogue']} catalogue
 * @param {Catalogue['offeredBy']} offeredBy
 * @returns {string} Markdown
 */
function operationsTable(catalogue, offeredBy) {
	const rows = catalogue.flatMap((resource) =>
		[...offeredBy(resource)]
			.sort(([, one], [, other]) => one.name.localeCompare(other.name, 'en'))
			.map(([, operation]) => {
				const cells = [resource.name, operation.name, callsOf(operation), evidenceOf(operation)];
				return `| ${cells.join(' | ')} |`;
			}),
	);
	return [
		'',
		'| Resource | Operation | Calls | Seen in |',
		'| --- | --- | --- | --- |',
		...rows,
		'',
	].join('\n');
}

module.exports = { operationsTable };
