import { catalogue, type Operation } from '../../dist/nodes/shared/catalogue/index.js';
import { identityOf } from '../../dist/nodes/shared/helpSite/pages/operationName.js';

/** Every operation of the catalogue once: some are offered under two resources. */
export function catalogueRows(): readonly Operation[] {
	const rows = catalogue.flatMap(({ operations }) => Object.values(operations));
	return [...new Map(rows.map((row) => [identityOf(row), row])).values()];
}
