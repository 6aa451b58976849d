import { randomUUID } from 'node:crypto';
import { UserError, type IDataObject } from 'n8n-workflow';
import { InvalidInput } from '../../shared/errors/failure';
import { plainCall, type CallParameters } from '../../shared/call/parameters';
import { callPage } from '../../shared/call/paging/callPages';
import { LARGEST_PAGE, PAGE_CEILING } from '../../shared/call/paging/readPages';
import { neededList } from '../../shared/call/records';
import type { ItemRun } from '../../shared/call/runCall';
import { validId } from '../../shared/call/values';
import type { Operation } from '../../shared/catalogue';
import { accountOperation } from '../../shared/profile/accountRow';
import { listOperation } from '../../shared/profile/listOperation';
import { valueAt } from '../../shared/profile/nestedKeys';
import { checkpointIn, mirroredIn, type Checkpoint, type Mirrored, type Order } from './checkpoint';
import type { RunReads } from './composite';

/** Rows to go back at first if a page does not join the one before: that many are seldom deleted. */
const SHORT_STEP = 20;

/** A page of the list, from one call. */
interface ReadPage {
	readonly offset: number;
	readonly rows: ReadonlyMap<number, IDataObject>;
	readonly ids: readonly number[];
	/** Where it ends in the server's list. */
	readonly end: number;
	/** Unless it is smaller than what was read, and so is wrong. */
	readonly total?: number;
}

/** How the account lists the rows, and under which name they have their ID. */
interface Source {
	readonly operation: Operation;
	readonly idKey: string;
}

function sourceOf(mirrored: Mirrored, { profile }: ItemRun): Source {
	if (mirrored === 'serviceRequest') {
		return { operation: accountOperation(profile, mirrored, 'getAll'), idKey: 'Id' };
	}
	const { list } = neededList(profile, mirrored, { only: true });
	return { operation: listOperation(mirrored, list), idKey: list.id };
}

/** @throws UserError if the rows can't be told apart by their IDs */
function rowsById(
	rows: readonly IDataObject[],
	{ operation: { path }, idKey }: Source,
	{ hints }: ItemRun,
): Map<number, IDataObject> {
	const description =
		'Correct the name of the ID in the credential, field Account Profile, under lists.';
	const found = new Map<number, IDataObject>();
	let withoutId = 0;
	for (const row of rows) {
		const id = validId(valueAt(row, idKey));
		if (id === undefined) {
			withoutId++;
			continue;
		}
		const other = found.get(id);
		if (other !== undefined && JSON.stringify(other) !== JSON.stringify({ ...row, Id: id })) {
			throw new UserError(`Different rows of ${path} have the same ID ${id}`, { description });
		}
		found.set(id, { ...row, Id: id });
	}
	if (found.size === 0 && rows.length > 0) {
		throw new UserError(`The rows of ${path} have no ID`, { description });
	}
	if (withoutId > 0) {
		const message = `${withoutId} rows of ${path} have no ID and are not in the mirror`;
		hints.push({ message, type: 'warning', location: 'outputPane' });
	}
	return found;
}

async function readPage(
	source: Source,
	{ options }: Pick<CallParameters, 'options'>,
	run: ItemRun,
	offset: number,
): Promise<ReadPage> {
	const { operation } = source;
	const call = { ...plainCall(operation, {}), options };
	const window = operation.paging && { offset, limit: LARGEST_PAGE };
	const { rows, total } = await callPage(call, run.client, window);
	const end = offset + rows.length;
	const found = rowsById(rows, source, run);
	const isWrong = total !== undefined && rows.length > 0 && total < end;
	return { offset, rows: found, ids: [...found.keys()], end, ...(!isWrong && { total }) };
}

function orderOf(ids: readonly number[]): Order | undefined {
	if (ids.length < 2) return undefined;
	const follows = (passes: (step: number) => boolean) =>
		ids.slice(1).every((id, place) => passes(id - (ids[place] ?? id)));
	if (follows((step) => step > 0)) return 'ascending';
	return follows((step) => step < 0) ? 'descending' : 'other';
}

/** Whether a row comes after another one in a list in the order of its IDs. */
function isBeyond(id: number, other: number, order: Order | undefined): boolean {
	return order === 'ascending' ? id > other : order === 'descending' && id < other;
}

/** Whether nothing can lie between the rows read before and this page. */
function joins({ offset, ids: [first], ids }: ReadPage, before: Checkpoint): boolean {
	const { last, order } = before;
	if (last === undefined || offset === 0 || ids.includes(last)) return true;
	return first !== undefined && isOrdered(order) && !isBeyond(first, last, order);
}

/** The pages from the last row that was read: further back if rows before it are gone. */
async function pagesAfter(
	before: Checkpoint,
	read: (offset: number) => Promise<ReadPage>,
): Promise<[ReadPage, ...ReadPage[]]> {
	let pages: [ReadPage, ...ReadPage[]] = [await read(Math.max(0, before.next - 1))];
	while (!joins(pages[0], before)) {
		// Where the order does not tell, the row itself may be gone: it is not looked for any further.
		const isFarEnough = pages.length > 1 && pages[0].ids.length > 0;
		if (isFarEnough && !isOrdered(before.order)) break;
		const step = pages.length === 1 ? SHORT_STEP : LARGEST_PAGE - 1;
		pages = [await read(Math.max(0, pages[0].offset - step)), ...pages];
	}
	return pages;
}

/** Rows of a page that come after the last one that was read. */
function freshIds({ ids }: ReadPage, { last, order }: Pick<Checkpoint, 'last' | 'order'>) {
	if (last === undefined) return ids;
	const place = ids.indexOf(last);
	if (place >= 0) return ids.slice(place + 1);
	return isOrdered(order) ? ids.filter((id) => isBeyond(id, last, order)) : ids;
}

function isOrdered(order: Order | undefined): boolean {
	return order === 'ascending' || order === 'descending';
}

/** Whether a page brought nothing, as from a server that returns the same one for every offset. */
function isIdle({ ids }: ReadPage, before: Checkpoint | undefined): boolean {
	return ids.length === 0 || (before !== undefined && ids.at(-1) === before.last);
}

/** Whether the list has no rows after a page. */
function isLast({ ids, end, total }: ReadPage, before: Checkpoint | undefined): boolean {
	if (total !== undefined) return end >= total;
	// Without a total, only what is missing tells.
	return ids.length === 0 || (ids.length === 1 && ids[0] === before?.last);
}

function orderWith({ ids }: ReadPage, order: Order | undefined): Order | undefined {
	const own = orderOf(ids);
	if (own === undefined || order === undefined) return own ?? order;
	return own === order ? order : 'other';
}

/** What is known once a page was read. */
function checkpointAfter(
	before: Checkpoint | undefined,
	[page, ...others]: readonly [ReadPage, ...ReadPage[]],
	isPaged: boolean,
): Omit<Checkpoint, 'list' | 'readingId'> {
	const { pages: earlier = 0 } = before ?? {};
	const fresh = freshIds(page, before ?? {});
	const order = orderWith(page, before?.order);
	const last = fresh.at(-1) ?? before?.last;
	const idle = isIdle(page, before);
	const hasEnded = !isPaged || page.ids.length > LARGEST_PAGE || isLast(page, before);
	const standsStill = others.length === 0 && before !== undefined && page.end <= before.next;
	const done = hasEnded || standsStill || page.ids.length === 0 || (idle && before?.idle === true);
	// A list that ends with nothing new may have rows that the server counts but does not show.
	const isWhole = hasEnded && page.ids.length > 0 && page.total === undefined;
	const isCut = done && idle && earlier > 0 && !isWhole;
	return {
		next: page.end,
		pages: earlier + 1,
		...(last !== undefined && { last }),
		...(order !== undefined && { order }),
		...(idle && { idle }),
		// In one page, nothing can move. An empty list may also be one that failed to be read.
		certain: last !== undefined && !isCut && (earlier === 0 || isOrdered(order)),
		done,
	};
}

/**
 * Reads the page after a checkpoint: it overlaps the one before by a row, so that rows which moved
 * up because others were deleted are noticed, and read. After the last page, what was added since.
 *
 * @throws InvalidInput if the account's profile has no such list, or the checkpoint is of another
 * one; UserError if its rows can't be told apart; CallFailed, BudgetReached, ExecutionStopped on Stop
 */
export const getNextPage: RunReads = async (parameters, run) => {
	const list = mirroredIn(parameters);
	const before = checkpointIn(parameters, list);
	const source = sourceOf(list, run);
	const read = async (offset: number) => await readPage(source, parameters, run, offset);
	const { readingId = randomUUID(), pages: earlier = 0 } = before ?? {};
	if (earlier >= PAGE_CEILING && before?.done === false) {
		throw new InvalidInput(
			`The list ${list} does not end after ${PAGE_CEILING} pages`,
			'Begin a new reading, without a checkpoint. If it happens again, tell Visma.',
		);
	}
	const pages: [ReadPage, ...ReadPage[]] =
		before === undefined ? [await read(0)] : await pagesAfter(before, read);
	const isPaged = source.operation.paging !== undefined;
	const after: Checkpoint = { list, readingId, ...checkpointAfter(before, pages, isPaged) };
	// The first page was read last, so its rows are the newest.
	const rows = new Map(pages.toReversed().flatMap((one) => [...one.rows]));
	return [
		{
			list,
			readingId,
			rows: [...rows.values()],
			checkpoint: JSON.stringify(after),
			done: after.done,
			total: pages[0].total ?? null,
		},
	];
};
