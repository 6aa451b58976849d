import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installedN8n } from '../../demo/n8nRuntime.mts';

/** Something that n8n's editor lists in its node panel: a node, or one of its actions. */
export interface Found<Properties = { readonly displayName: string }> {
	readonly key: string;
	readonly properties: Properties;
}

interface Result<Item> {
	readonly score: number;
	readonly item: Item;
}

/** The two functions with which n8n's editor searches. */
interface Search {
	sublimeSearch<Item extends Found<object>>(
		filter: string,
		items: readonly Item[],
	): Array<Result<Item>>;
	reRankSearchResults<Item extends Found<object>>(
		results: ReadonlyArray<Result<Item>>,
		factors: Readonly<Record<string, Readonly<Record<string, number>>>>,
	): Array<Result<Item>>;
}

/** The search of the installed n8n's editor. */
export function n8nSearch(): Search {
	const modules = join(installedN8n().directory, 'node_modules/@n8n/utils/dist/search');
	const load = createRequire(join(modules, 'index.js'));
	return { ...load('./sublime-search.cjs'), ...load('./re-rank-search-results.cjs') } as Search;
}
