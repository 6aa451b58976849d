import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

/** A resource locator's list, as n8n calls it. */
export type ListSearch = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;
