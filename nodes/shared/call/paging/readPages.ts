import pLimit from 'p-limit';
import type { IDataObject } from 'n8n-workflow';
import { propertyOf } from '../../foreignValues';
import { type Page } from './page';

/** webinar: at most 250 objects per page. */
export const LARGEST_PAGE = 250;

/** A million rows. A longer list comes from a server that never stops. */
export const PAGE_CEILING = 4_000;

export interface PageWindow {
	readonly offset: number;
	readonly limit: number;
}

export interface PagingRequest {
	readonly fetchPage: (window: PageWindow) => Promise<Page>;
	/** Called once with each row, in the server's order. */
	readonly onRow: (row: IDataObject) => void;
	/** Maximum number of rows; all if absent. */
	readonly limit?: number;
	/** Maximum number of pages in flight. */
	readonly concurrency: number;
}

/** Why rows may be missing, for a hint to the user. */
export type PagingNotice = 'changedMeanwhile' | 'fewerThanTotal' | 'samePageAgain' | 'pageCeiling';

export interface PagingSummary {
	readonly received: number;
	/** The total that the server reported last. */
	readonly total?: number;
	readonly notices: readonly PagingNotice[];
}

/** Keeps track of what was read so far and whether more is needed. */
class Reading {
	total: number | undefined;
	private received = 0;
	private pages = 0;
	private ended = false;
	private readonly notices = new Set<PagingNotice>();
	private readonly seenIds = new Set<unknown>();
	private previousPage: readonly IDataObject[] | undefined;

	constructor(private readonly request: PagingRequest) {}

	/** Rows still to read, as far as the limit and the total tell. */
	get missing(): number {
		if (this.ended) return 0;
		return Math.min(this.request.limit ?? Infinity, this.total ?? Infinity) - this.received;
	}

	/** Fetches one page, or nothing beyond the ceiling. */
	async fetch(window: PageWindow): Promise<Page | undefined> {
		if (this.pages >= PAGE_CEILING) {
			this.end('pageCeiling');
			return undefined;
		}
		this.pages++;
		return await this.request.fetchPage(window);
	}

	/**
	 * Takes at most `wanted` rows of a page.
	 *
	 * @returns how many rows of the server's list that covers: 0 for an empty or repeated page
	 */
	take(page: Page, wanted: number): number {
		if (page.rows.length === 0) return 0;
		if (this.isPreviousPage(page.rows)) {
			this.end('samePageAgain');
			return 0;
		}
		this.previousPage = page.rows;
		this.noteTotal(page.total);
		const rows = page.rows.length > wanted ? page.rows.slice(0, wanted) : page.rows;
		for (const row of rows) this.takeRow(row);
		// A total smaller than the number of rows is wrong: read until a page is empty.
		if (this.total !== undefined && this.received > this.total) this.total = undefined;
		return rows.length;
	}

	end(notice?: PagingNotice): void {
		this.ended = true;
		if (notice !== undefined) this.notices.add(notice);
	}

	summary(): PagingSummary {
		const { received, total } = this;
		const expected = Math.min(this.request.limit ?? Infinity, total ?? received);
		if (received < expected && this.notices.size === 0) this.notices.add('fewerThanTotal');
		return { received, total, notices: [...this.notices] };
	}

	private noteTotal(total: number | undefined): void {
		if (total === undefined) return;
		if (this.total !== undefined && this.total !== total) this.notices.add('changedMeanwhile');
		this.total = total;
	}

	private takeRow(row: IDataObject): void {
		if (this.request.limit !== undefined && this.received >= this.request.limit) return;
		const id = propertyOf(row, 'Id');
		if (id !== undefined && this.notices.has('changedMeanwhile') && this.seenIds.has(id)) return;
		if (id !== undefined) this.seenIds.add(id);
		this.received++;
		this.request.onRow(row);
	}

	/** Detects a server that ignores the offset and keeps returning its first page. */
	private isPreviousPage(rows: readonly IDataObject[]): boolean {
		const previous = this.previousPage;
		return (
			previous?.length === rows.length &&
			// Most pages differ in their first row already.
			JSON.stringify(previous[0]) === JSON.stringify(rows[0]) &&
			JSON.stringify(previous) === JSON.stringify(rows)
		);
	}
}

/**
 * Reads a list page by page: first one page, then, once the total is known, the others in parallel
 * and in order. That takes exactly ⌈rows / page size⌉ calls; without a total it reads until a page
 * is empty. Advances by the rows received, so no rows are lost if a server caps its pages.
 *
 * @throws whatever `fetchPage` throws, possibly after `onRow` was called with some rows
 */
export async function readPages(request: PagingRequest): Promise<PagingSummary> {
	const reading = new Reading(request);
	const limit = Math.min(LARGEST_PAGE, request.limit ?? LARGEST_PAGE);
	const first = limit > 0 ? await reading.fetch({ offset: 0, limit }) : undefined;
	const step = first === undefined ? 0 : reading.take(first, Infinity);
	// A server that returns more than the limit does not support paging, so that was all.
	if (step > 0 && (step <= limit || reading.total !== undefined)) {
		const planned = reading.total === undefined ? step : await readPlanned(request, reading, step);
		await readOneByOne(reading, planned, Infinity);
	}
	return reading.summary();
}

function windowsAfter(step: number, end: number, limited: boolean): PageWindow[] {
	const windows: PageWindow[] = [];
	for (let offset = step; offset < end && windows.length < PAGE_CEILING; offset += step) {
		windows.push({ offset, limit: limited ? Math.min(step, end - offset) : step });
	}
	return windows;
}

/** @returns the offset up to which the planned pages reached */
async function readPlanned(
	request: PagingRequest,
	reading: Reading,
	step: number,
): Promise<number> {
	const windows = windowsAfter(step, step + reading.missing, request.limit !== undefined);
	const schedule = pLimit(request.concurrency);
	const pages = windows.map(
		async (window) => await schedule(async () => await reading.fetch(window)),
	);
	// Otherwise every failure but the first one awaited would count as unhandled.
	for (const page of pages) page.catch(() => {});
	let reached = step;
	try {
		for (const [index, { offset, limit }] of windows.entries()) {
			const page = await pages[index];
			// Frees the page's memory once its rows are taken.
			delete pages[index];
			const isLast = index === windows.length - 1;
			const covered = page === undefined ? 0 : reading.take(page, isLast ? Infinity : limit);
			if (covered === 0) reading.end();
			if (reading.missing <= 0) break;
			reached = offset + covered;
			if (!isLast) {
				await readOneByOne(reading, reached, offset + limit);
				reached = offset + limit;
			}
		}
	} finally {
		schedule.clearQueue();
	}
	return reached;
}

/** Reads from an offset until nothing is missing, a page is empty, or `end` is reached. */
async function readOneByOne(reading: Reading, from: number, end: number): Promise<void> {
	let offset = from;
	while (reading.missing > 0 && offset < Math.min(end, reading.total ?? Infinity)) {
		const wanted = end - offset;
		const page = await reading.fetch({
			offset,
			limit: Math.min(LARGEST_PAGE, wanted, reading.missing),
		});
		const covered = page === undefined ? 0 : reading.take(page, wanted);
		if (covered === 0) return;
		offset += covered;
	}
}
