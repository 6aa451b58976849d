import type { Dialect } from './dialect.mts';
import { nested } from './nested.mts';
import { none } from './none.mts';
import { otherEnumerations } from './otherEnumerations.mts';
import { otherLists } from './otherLists.mts';
import { partialHelp } from './partialHelp.mts';
import { renamed } from './renamed.mts';

const standard: Dialect = {
	description: "the catalogue's own spelling",
	unknownKeys: 'ignored',
	operations: {},
	lists: [],
	help: {},
};

const DIALECTS = {
	standard,
	renamed,
	nested,
	partialHelp,
	otherEnumerations,
	otherLists,
	none,
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
];

export function dialectOf(name: DialectName): Dialect {
	return DIALECTS[name];
}
