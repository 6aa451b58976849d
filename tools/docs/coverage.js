const { evidenceWord } = require('./words.js');

/** @typedef {import('../../dist/nodes/shared/catalogue/index.js')} Catalogue */
/** @typedef {ReturnType<Catalogue['operationsOf']>[number]} Operation */

const BEGINNING = `# Coverage

<!-- Made by the build from nodes/shared/catalogue. Change it there. -->

Every operation on Tampuuri's Help pages can be called: **Any Operation** lists them live, with the fields their pages show. The operations counted here are also built in, with English names, lists to choose from, and fields that work without the Help pages. The [reference](REFERENCE.md) describes each of them, [Evidence](EVIDENCE.md) the sources.

`;

const END = `
\`npm run catalogue:import -- <Help address or folder of saved pages>\` compares the built-in operations with a Help site and lists what they lack.
`;

/** @type {ReadonlyArray<Operation['evidence']>} */
const SOURCES = ['helpPage', 'webinar', 'thirdParty'];

/**
 * @param {readonly (string | number)[]} cells
 * @returns {string}
 */
function row(cells) {
	return `| ${cells.join(' | ')} |`;
}

/**
 * @param {string} name
 * @param {readonly Operation[]} operations
 * @returns {string} how many there are, in all and by source
 */
function countsRow(name, operations) {
	const counts = SOURCES.map(
		(source) => operations.filter(({ evidence }) => evidence === source).length,
	);
	return row([name, operations.length, ...counts]);
}

/**
 * How many operations are built in, by the first part of their paths.
 *
 * @param {Pick<Catalogue, 'catalogue' | 'operationsOf'>} catalogue the built catalogue
 * @returns {string} Markdown
 */
function coverage({ catalogue, operationsOf }) {
	const operations = catalogue.flatMap(operationsOf);
	const byPart = Map.groupBy(operations, ({ path }) => path.replace(/\/.*/, ''));
	const parts = [...byPart].sort(([one], [other]) => one.localeCompare(other, 'fi'));
	return [
		BEGINNING + row(['Path begins with', 'Built in', ...SOURCES.map(evidenceWord)]),
		row(['---', '--:', ...SOURCES.map(() => '--:')]),
		...parts.map(([part, own]) => countsRow(`\`${part}\``, own)),
		countsRow('All', operations),
		END,
	].join('\n');
}

module.exports = { coverage };
