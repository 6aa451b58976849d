import {
	operationsOf,
	type Operation,
	type Resource,
} from '../../dist/nodes/shared/catalogue/index.js';
import type { Dialect, ListOperation } from '../dialects/dialect.mts';
import { listBehaviour, listRow } from '../dialects/lists.mts';
import { spell, unspelled, type Spelled } from '../dialects/spelling.mts';
import type { Envelope } from '../settings.mts';
import { behaviours } from './behaviours/index.mts';
import { behaviourKey, type Behaviour } from './call.mts';

/** An operation as the simulator serves it, in the dialect it speaks. */
export interface ServedOperation extends Spelled {
	/** The catalogue's row, which behaviours know. */
	readonly standard: Operation;
	/** Undefined where the response is generated from the row. */
	readonly behaviour: Behaviour | undefined;
	/** How a page of rows is wrapped, unless the settings say. */
	readonly envelope?: Envelope;
}

/** A heading of the Help index, and what stands under it. */
export interface Controller {
	/** In Finnish. */
	readonly name: string;
	readonly operations: readonly ServedOperation[];
}

/** An operation of the catalogue, as it is there. */
export function servedAsIs(row: Operation): ServedOperation {
	return { ...unspelled(row), standard: row, behaviour: behaviourOf(row) };
}

/** Everything that the simulator serves in a dialect, but for the invented operations. */
export function controllersIn(dialect: Dialect, catalogue: readonly Resource[]): Controller[] {
	const known = catalogue.map((resource) => ({
		name: resource.name.replace(/^.*\((.*)\)$/, '$1'),
		operations: operationsOf(resource).map((row) => ({
			...spell(row, dialect),
			standard: row,
			behaviour: behaviourOf(row),
		})),
	}));
	const lists = dialect.lists.map((list) => ({
		name: list.controller,
		operations: [servedList(list)],
	}));
	return [...Map.groupBy([...known, ...lists], ({ name }) => name)].map(([name, parts]) => ({
		name,
		operations: parts.flatMap(({ operations }): ServedOperation[] => operations),
	}));
}

function behaviourOf({ method, path }: Operation): Behaviour | undefined {
	return behaviours.get(behaviourKey(method, path));
}

function servedList(list: ListOperation): ServedOperation {
	const row = listRow(list);
	const { envelope } = list;
	return {
		...unspelled(row),
		standard: row,
		behaviour: listBehaviour(list),
		...(envelope === undefined ? {} : { envelope }),
	};
}
