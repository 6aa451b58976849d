const { sectionOf } = require('./reference.js');

/** @typedef {import('../../dist/nodes/shared/catalogue/index.js')} Catalogue */

/**
 * The README's list of operations, each linked to its place in the reference.
 *
 * @param {Pick<Catalogue, 'catalogue' | 'offeredBy'>} catalogue
 * @returns {string} Markdown
 */
function operationsTable({ catalogue, offeredBy }) {
	const rows = catalogue.map((resource) => {
		const links = offeredBy(resource)
			.map(([, { name }]) => name)
			.sort((one, other) => one.localeCompare(other, 'en'))
			.map((name) => `[${name}](docs/REFERENCE.md#${sectionOf(resource, name).anchor})`);
		return `| ${resource.name} | ${links.join(', ')} |`;
	});
	return ['', '| Resource | Operations |', '| --- | --- |', ...rows, ''].join('\n');
}

module.exports = { operationsTable };
