import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../api/client';
import type { CallParameters } from '../parameters';
import { buildRequest } from '../request';
import { readList } from '../response';
import type { Page } from './page';
import { readPages, type PageWindow, type PagingSummary } from './readPages';

/**
 * Reads one page with one call; all of a list that has no pages.
 *
 * @throws CallFailed, BudgetReached, ExecutionStopped on Stop
 */
export async function callPage(
	call: CallParameters,
	client: Client,
	window: PageWindow | undefined,
): Promise<Page> {
	const request = buildRequest(call, { window });
	return readList(call.operation, request, await client.send(request, call.options));
}

/**
 * Reads the pages of a list and passes on each row.
 *
 * @param onPage called with each page as it arrives, to look at it before its rows are passed on
 * @throws CallFailed when a page can't be read, BudgetReached, ExecutionStopped on Stop, and
 * whatever `onPage` throws
 */
export async function callPages(
	call: CallParameters,
	client: Client,
	onRow: (row: IDataObject) => void,
	onPage: (page: Page) => void = () => {},
): Promise<PagingSummary> {
	return await readPages({
		fetchPage: async (window) => {
			const page = await callPage(call, client, window);
			onPage(page);
			return page;
		},
		onRow,
		limit: call.limit,
		concurrency: call.options.concurrency,
	});
}
