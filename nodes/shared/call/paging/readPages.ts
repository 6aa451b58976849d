import { createHash } from 'node:crypto';
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

/** Why rows may be missing or doubled, for a hint to the user. */
export type PagingNotice =
	| 'changedMeanwhile'
	| 'changedWithoutIds'
	| 'cutPage'
	| 'fewerThanTotal'
	| 'samePageAgain'
	| 'pageCeiling';

export interface PagingSummary {
	readonly received: number;
	/** The total that the server reported last. */
	readonly total?: number;
	readonly notices: readonly PagingNotice[];
}

/** Usual sizes of a server's largest page. A list of exactly that length may have been cut. */
const USUAL_CAPS = [50, 100, 200];

/** A part of the list that is read at once, usually in one call. */
interface Part {
	readonly offset: number;
	readonly size: number;
}

/** The rows of one call that are to be taken, and the IDs that tell them apart. */
interface ReadPage {
	readonly offset: number;
	readonly rows: readonly IDataObject[];
	readonly ids: readonly unknown[];
}

function idsOf(rows: readonly IDataObject[]): unknown[] {
	return rows.map((row) => propertyOf(row, 'Id') ?? undefined);
}

/** Whether the IDs belong to something else than the rows: different rows have the same one. */
function haveCommonIds(rows: readonly IDataObject[], ids: readonly unknown[]): boolean {
	const rowsById = new Map<unknown, IDataObject>();
	return rows.some((row, place) => {
		const id = ids[place];
		const other = id === undefined ? undefined : rowsById.get(id);
		if (other !== undefined && JSON.stringify(row) !== JSON.stringify(other)) return true;
		rowsById.set(id, row);
		return false;
	});
}

/** Keeps track of what was read so far and whether more is needed. */
class Reading {
	private received = 0;
	/** How far the rows taken reach into the server's list. */
	private reached = 0;
	private calls = 0;
	private ended = false;
	private total: number | undefined;
	private hasWrongTotal = false;
	/** How many rows the server gives a page. */
	private pageSize = LARGEST_PAGE;
	/** Whether an ID tells a row from all others. */
	private hasOwnIds = true;
	private hasRowsWithoutId = false;
	private readonly notices = new Set<PagingNotice>();
	private readonly seenIds = new Set<unknown>();
	/** The pages that came, each as a short text that no other page has. */
	private readonly seenPages = new Set<string>();

	constructor(private readonly request: PagingRequest) {}

	/** The parts still to read, as far as the limit and the total tell: without a total, the next. */
	parts(): Part[] {
		const parts: Part[] = [];
		if (this.ended) return parts;
		const { reached, received, pageSize, total = reached + 1 } = this;
		const limit = reached + (this.request.limit ?? Infinity) - received;
		const end = Math.min(total, limit);
		for (let offset = reached; offset < end && parts.length < PAGE_CEILING; offset += pageSize) {
			parts.push({ offset, size: Math.min(pageSize, limit - offset) });
		}
		return parts;
	}

	/**
	 * Reads a part of the list, or nothing of it that is no longer needed: page by page, in case the
	 * server gives fewer rows than asked for.
	 */
	async read({ offset, size }: Part): Promise<ReadPage[]> {
		const pages: ReadPage[] = [];
		let covered = 0;
		while (covered < Math.min(size, this.pageSize) && this.needs(offset + covered)) {
			const left = size - covered;
			const window = { offset: offset + covered, limit: Math.min(LARGEST_PAGE, left) };
			const page = await this.fetch(window);
			const ids = idsOf(page.rows);
			const wanted = offset === 0 ? page.rows.length : left;
			const rows = page.rows.slice(0, wanted);
			if (this.isRepeated(page.rows, ids)) this.end('samePageAgain');
			else pages.push({ offset: window.offset, rows, ids: ids.slice(0, wanted) });
			this.lookAt(page, window);
			covered += rows.length;
		}
		return pages;
	}

	/** Passes on the rows of a page, without those that an earlier page had. */
	take({ offset, rows, ids }: ReadPage): void {
		this.reached = offset + rows.length;
		for (const [place, row] of rows.entries()) {
			if (this.received >= (this.request.limit ?? Infinity)) return;
			if (this.hasOwnIds && this.seenIds.has(ids[place])) {
				this.notices.add('changedMeanwhile');
			} else {
				this.received++;
				this.request.onRow(row);
			}
		}
		for (const id of ids) if (id !== undefined) this.seenIds.add(id);
	}

	summary(): PagingSummary {
		const { received, total, notices } = this;
		const expected = Math.min(this.request.limit ?? Infinity, total ?? received);
		if (received < expected && notices.size === 0) notices.add('fewerThanTotal');
		const mayBeDoubled = this.hasRowsWithoutId || !this.hasOwnIds;
		if (mayBeDoubled && notices.delete('changedMeanwhile')) notices.add('changedWithoutIds');
		return { received, total, notices: [...notices] };
	}

	/** Whether the list may have rows there. */
	private needs(offset: number): boolean {
		if (this.calls >= PAGE_CEILING) this.end('pageCeiling');
		return !this.ended && offset < (this.total ?? Infinity);
	}

	private async fetch(window: PageWindow): Promise<Page> {
		this.calls++;
		let page: Page | undefined;
		try {
			page = await this.request.fetchPage(window);
			return page;
		} finally {
			if (page === undefined) this.end();
		}
	}

	private end(notice?: PagingNotice): void {
		this.ended = true;
		if (notice !== undefined) this.notices.add(notice);
	}

	/** Looks at a page as soon as it comes: what it tells decides whether to ask for another. */
	private lookAt({ rows, total }: Page, { offset, limit }: PageWindow): void {
		if (rows.length === 0) return this.end();
		if (offset === 0) this.pageSize = rows.length;
		this.noteTotal(total, offset + rows.length);
		if (this.total !== undefined) return;
		// A server that returns more than the limit does not support paging, so that was all.
		if (rows.length < limit || this.pageSize > LARGEST_PAGE) this.end();
		if (offset === 0 && rows.length < limit && USUAL_CAPS.includes(rows.length)) {
			this.end('cutPage');
		}
	}

	/** A total smaller than the number of rows is wrong, and so the next ones may be too. */
	private noteTotal(total: number | undefined, end: number): void {
		if (total === undefined || this.hasWrongTotal) return;
		if (this.total !== undefined && this.total !== total) this.notices.add('changedMeanwhile');
		this.hasWrongTotal = total < end;
		this.total = this.hasWrongTotal ? undefined : total;
	}

	/** Detects a server that ignores the offset and keeps returning its first page. */
	private isRepeated(rows: readonly IDataObject[], ids: readonly unknown[]): boolean {
		if (ids.includes(undefined)) this.hasRowsWithoutId = true;
		if (haveCommonIds(rows, ids)) this.hasOwnIds = false;
		const hasIds = this.hasOwnIds && !ids.includes(undefined);
		const text = createHash('sha256')
			.update(JSON.stringify(hasIds ? ids : rows))
			.digest('base64');
		const isRepeated = rows.length > 0 && this.seenPages.has(text);
		this.seenPages.add(text);
		return isRepeated;
	}
}

/**
 * Reads a list page by page: first one page, then, once the total is known, the others in parallel
 * and in order. That takes exactly ⌈rows / page size⌉ calls; without a total, a short page is the
 * last. No page is asked for before the finished ones were looked at. Advances by the rows received,
 * so no rows are lost if a server with a total caps its pages.
 *
 * A row whose ID an earlier page had is left out: it moved because the list changed.
 *
 * @throws whatever `fetchPage` throws, possibly after `onRow` was called with some rows
 */
export async function readPages(request: PagingRequest): Promise<PagingSummary> {
	const reading = new Reading(request);
	const schedule = pLimit(request.concurrency);
	for (let parts = reading.parts(); parts.length > 0; parts = reading.parts()) {
		const read = parts.map(async (part) => await schedule(async () => await reading.read(part)));
		// Otherwise every failure but the first one awaited would count as unhandled.
		for (const pages of read) pages.catch(() => {});
		for (const index of parts.keys()) {
			for (const page of (await read[index]) ?? []) reading.take(page);
			// Frees the memory of the pages once their rows are taken.
			delete read[index];
		}
	}
	return reading.summary();
}
