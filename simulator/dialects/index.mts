import type { Dialect } from './dialect.mts';
import { nested } from './nested.mts';
import { none } from './none.mts';
import { otherEnumerations } from './otherEnumerations.mts';
import { otherLists } from './otherLists.mts';
import { partialHelp } from './partialHelp.mts';
import { renamed } from './renamed.mts';
import { USUAL_LISTS } from './usualLists.mts';

const standard: Dialect = {
	description: "the catalogue's own spelling",
	unknownKeys: 'ignored',
	operations: {},
	lists: [],
	help: {},
};

const withLists: Dialect = {
	...standard,
	description: "the catalogue's own spelling, and lists of properties, leases and parties",
	lists: USUAL_LISTS,
};

const DIALECTS = {
	standard,
	renamed,
	nested,
	partialHelp,
	otherEnumerations,
	otherLists,
	none,
	withLists,
} as const satisfies Readonly<Record<string, Dialect>>;

export type DialectName = keyof typeof DIALECTS;

export const DIALECT_NAMES: readonly DialectName[] = [
	'standard',
	'renamed',
	'nested',
	'partialHelp',
	'otherEnumerations',
	'otherLists',
	'none',
	'withLists',
];

export function dialectOf(name: DialectName): Dialect {
	return DIALECTS[name];
}
