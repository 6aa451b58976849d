import {
	catalogue,
	operationsOf,
	type Operation,
} from '../../dist/nodes/shared/catalogue/index.js';
import { operationIdentity } from '../../dist/nodes/shared/helpSite/pages/operationName.js';

/** Every operation of the catalogue once: some are offered under two resources. */
export function catalogueRows(): readonly Operation[] {
	const rows = catalogue.flatMap(operationsOf);
	return [...new Map(rows.map((row) => [operationIdentity(row), row])).values()];
}
