import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	NodeExecutionHint,
} from 'n8n-workflow';
import { sayingDone } from '../errors/failure';
import { commaSeparated, isObject, plainText, propertyOf } from '../foreignValues';
import type { ApiRequest } from '../api/request';
import { type Client } from '../api/client';
import { fieldsOf, type FileField, type FileListField } from '../catalogue';
import { valueAt } from '../profile/nestedKeys';
import type { AccountProfile } from '../profile/schema';
import { readList, readResponse } from './response';
import { buildRequest, type LoadedFile } from './request';
import { responseFile } from './files/responseFile';
import type { Changes } from './changes';
import type { ItemPreview } from './preview';
import { findFile, type ItemFile } from './files/itemFile';
import { FilterCheck } from './filterCheck';
import { missingIdsHint, pagingHints, unpagedHints } from './hints';
import type { Page } from './paging/page';
import { readPages, type PagingSummary } from './paging/readPages';
import type { CallParameters } from './parameters';

/** What the calls of one item need. */
export interface ItemRun {
	readonly context: IExecuteFunctions;
	readonly itemIndex: number;
	readonly client: Client;
	/** What is known of the account's spelling and lists. */
	readonly profile: AccountProfile | undefined;
	/** Shown to the user when the run ends. */
	readonly hints: NodeExecutionHint[];
	/** What is done once for several items of the run, by its key. */
	readonly shared: Map<string, Promise<unknown>>;
	/** Shows the item's changes instead of making them. */
	readonly preview?: ItemPreview;
	/** Notes the changes that were made. */
	readonly changes?: Changes;
}

/** Takes one result, with its file if it has one. */
export type OnRow = (row: IDataObject, binary?: IBinaryKeyData) => void;

async function callOnce(
	call: CallParameters,
	{ context, client, hints, preview, changes }: ItemRun,
	files: readonly LoadedFile[],
	onRow: OnRow,
): Promise<void> {
	const request = buildRequest(call, { files });
	if (preview?.shows(request)) return onRow(preview.show(call, request, files));
	const response = await client.send(request, call.options);
	const expected = call.operation.response;
	const note = (result: IDataObject) => {
		if (request.access === 'write') changes?.add(call, result);
	};
	if (expected.kind === 'file') {
		note({});
		const { json, binary } = await responseFile(context, response);
		return onRow(json, binary);
	}
	const { rows, total } = readResponse(expected, request, response);
	const results = rows.map((row) => ({ ...call.recordIds, ...row }));
	note(results[0] ?? {});
	for (const row of results) onRow(row);
	hints.push(...unpagedHints(rows.length, total));
	hints.push(...missingIdsHint(idsMissing(call, request, rows)));
}

/** IDs asked for in the body that no row has. */
function idsMissing(
	{ operation: { response, body } }: CallParameters,
	request: ApiRequest,
	rows: readonly IDataObject[],
): unknown[] {
	const parameter = response.kind === 'list' ? response.idsAskedFor : undefined;
	const field = body?.fields.find((one) => one.parameter === parameter);
	if (field === undefined || !isObject(request.body)) return [];
	const asked = valueAt(request.body, field.accountKey ?? field.key);
	if (!Array.isArray(asked)) return [];
	const returned = new Set(rows.map((row) => propertyOf(row, 'Id')));
	return asked.filter((id) => !returned.has(id));
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
	onRow: OnRow,
	onPage: (page: Page) => void = () => {},
): Promise<PagingSummary> {
	return await readPages({
		fetchPage: async (window) => {
			const request = buildRequest(call, { window });
			const page = readList(call.operation, request, await client.send(request, call.options));
			onPage(page);
			return page;
		},
		onRow,
		limit: call.limit,
		concurrency: call.options.concurrency,
	});
}

async function loaded({ name, contentType, load }: ItemFile): Promise<LoadedFile> {
	return { name, contentType, bytes: await load() };
}

/** Makes one call per file. All are checked before the first is sent. */
async function callForEachFile(
	call: CallParameters,
	run: ItemRun,
	files: readonly ItemFile[],
	onRow: OnRow,
): Promise<void> {
	for (const file of files) buildRequest(call, { files: [{ ...file, bytes: Buffer.alloc(0) }] });
	const added: string[] = [];
	for (const file of files) {
		const add = async () =>
			await callOnce(call, run, [await loaded(file)], (row) => {
				added.push(`${file.name} (ID ${plainText(row.Id)})`);
				onRow(row);
			});
		await sayingDone(add(), () => (added.length > 0 ? `added ${added.join(', ')}` : undefined));
	}
}

/**
 * Makes the calls of one operation and passes on each resulting row.
 *
 * @throws InvalidInput before a call, CallFailed after one, BudgetReached, ExecutionStopped on Stop;
 * inside PartlyDone if an earlier call changed something
 */
export async function runCall(call: CallParameters, run: ItemRun, onRow: OnRow): Promise<void> {
	const { operation, options, values } = call;
	if (operation.paging !== undefined) {
		const request = buildRequest(call);
		if (run.preview?.shows(request)) return onRow(run.preview.show(call, request));
		const check = new FilterCheck(call);
		const summary = await callPages(call, run.client, (row) => {
			check.lookAt(row);
			onRow(row);
		});
		run.hints.push(...pagingHints(summary), ...check.hints());
		return;
	}
	const fileField = fieldsOf(operation).find(
		(field): field is FileField | FileListField =>
			field.type === 'file' || field.type === 'fileList',
	);
	const names = fileField === undefined ? [] : commaSeparated(values[fileField.parameter]);
	const files: ItemFile[] = [];
	for (const name of names) {
		files.push(await findFile(run.context, run.itemIndex, name, options.largestFile));
	}
	if (fileField?.type === 'file' && files.length > 0) {
		return await callForEachFile(call, run, files, onRow);
	}
	const contents: LoadedFile[] = [];
	for (const file of files) contents.push(await loaded(file));
	await callOnce(call, run, contents, onRow);
}
