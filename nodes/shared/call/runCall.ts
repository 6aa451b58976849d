import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	NodeExecutionHint,
} from 'n8n-workflow';
import { InvalidInput, sayingDone } from '../errors/failure';
import { commaSeparated, isObject, plainText, propertyOf } from '../foreignValues';
import type { ApiRequest } from '../api/request';
import { type Client } from '../api/client';
import { fieldsOf, type FileField, type FileListField } from '../catalogue';
import { valueAt } from '../profile/nestedKeys';
import type { AccountProfile } from '../profile/schema';
import { readResponse } from './response';
import { buildRequest, type LoadedFile } from './request';
import { responseFile } from './files/responseFile';
import type { Changes } from './changes';
import type { ItemPreview } from './preview';
import { createOnce } from './createOnce/createOnce';
import { findReference } from './createOnce/lookup';
import { findFile, type ItemFile } from './files/itemFile';
import { FilterCheck } from './filterCheck';
import { missingIdsHint, pagingHints, unpagedHints } from './hints';
import { callPages } from './paging/callPages';
import type { CallParameters } from './parameters';

/** What the calls of one item need. */
export interface ItemRun {
	readonly context: IExecuteFunctions;
	readonly itemIndex: number;
	readonly client: Client;
	/** Address, customer and account. */
	readonly account: string;
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
	run: ItemRun,
	files: readonly LoadedFile[],
	onRow: OnRow,
): Promise<void> {
	const { preview } = run;
	const request = buildRequest(call, { files });
	const isShown = preview?.shows(request) === true;
	const { reference } = call;
	if (reference === undefined) {
		return isShown
			? onRow(preview.show(call, request, files))
			: await send(call, run, request, onRow);
	}
	const attempt = async () => {
		if (isShown) return preview.show(call, request, files);
		let made: IDataObject = {};
		await send(call, run, request, (row) => {
			made = row;
		});
		return made;
	};
	const find = async (since: number) => await findReference(call, reference, since, run);
	const what = `${request.method} ${request.path} ${reference.text}`;
	const name = `"${reference.text}"`;
	onRow(await createOnce({ call, what, name, isShown, find, attempt }, run));
}

async function send(
	call: CallParameters,
	{ context, client, hints, changes }: ItemRun,
	request: ApiRequest,
	onRow: OnRow,
): Promise<void> {
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
		if (call.reference !== undefined && files.length > 1) {
			throw new InvalidInput(
				`External Reference is for one file, and there are ${files.length}`,
				'Give each file an item of its own, with a reference of its own.',
			);
		}
		return await callForEachFile(call, run, files, onRow);
	}
	const contents: LoadedFile[] = [];
	for (const file of files) contents.push(await loaded(file));
	await callOnce(call, run, contents, onRow);
}
