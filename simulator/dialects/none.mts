import type { Dialect } from './dialect.mts';

/** Nothing can be learned: the Help site is down and there are no lists. Everything is as assumed. */
export const none: Dialect = {
	description: 'no lists, and the Help site is down',
	unknownKeys: 'ignored',
	operations: {},
	lists: [],
	help: { isDown: true },
};
