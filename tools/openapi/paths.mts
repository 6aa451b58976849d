import {
	operationIdentity,
	placeholdersOf,
} from '../../dist/nodes/shared/helpSite/pages/operationName.js';
import { asciiOf, byCodeUnits, PLACEHOLDER, withoutQuery } from './names.mts';
import type { WholeOperation } from './wholeOperations.mts';

/** Operations that OpenAPI takes for one path, whatever their placeholders are called. */
export interface PathGroup {
	/** `/sopimukset/{sopimus_id}/saldo` */
	readonly template: string;
	/** The names of its placeholders, in order. */
	readonly names: readonly string[];
	readonly operations: readonly WholeOperation[];
}

/** The placeholders' names, each once. Only their place matters to the API, and other tools take ASCII. */
function ownNames(path: string): string[] {
	const names = new Set<string>();
	for (const placeholder of placeholdersOf(path)) {
		const name = asciiOf(placeholder).replace(/[^\w.-]/g, '_') || 'value';
		let own = name;
		for (let count = 2; names.has(own); count++) own = `${name}_${count}`;
		names.add(own);
	}
	return [...names];
}

function groupOf(operations: readonly WholeOperation[]): PathGroup {
	const path = operations[0]?.page.path ?? '';
	const names = ownNames(path);
	const left = [...names];
	const template = withoutQuery(path).replace(PLACEHOLDER, () => `{${left.shift() ?? ''}}`);
	return { template: `/${template}`, names, operations };
}

/** The operations by path, in an order that does not depend on the site's. */
export function pathGroups(operations: readonly WholeOperation[]): PathGroup[] {
	const sorted = [...operations].sort((one, other) =>
		byCodeUnits(`${one.page.path} ${one.page.method}`, `${other.page.path} ${other.page.method}`),
	);
	const groups = Map.groupBy(sorted, ({ page: { path } }) =>
		operationIdentity({ method: 'GET', path }),
	);
	return [...groups.values()].map(groupOf);
}
