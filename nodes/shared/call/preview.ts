import type { IDataObject, IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import { FileContent } from '../api/body';
import type { Client } from '../api/client';
import type { ApiRequest } from '../api/request';
import { catalogue } from '../catalogue';
import { maskedValue } from '../errors/redaction';
import { isPlaceholder, mentionsPlaceholder, newPlaceholder } from '../api/placeholder';
import type { Plan } from '../api/plans';
import type { Account } from './account';
import { countText, priceOf } from './cost';
import { locatedValue } from './entered';
import { objectIn } from './options';
import type { ShapeRow } from './output';
import type { CallParameters, ItemParameters } from './parameters';
import type { LoadedFile } from './request';

/** A body as JSON, with the name and size of a file in place of its content. */
function bodyShown(body: ApiRequest['body'], files: readonly LoadedFile[]): unknown {
	if (body === undefined) return undefined;
	const text = JSON.stringify(body, (_key, value: unknown) => {
		if (!(value instanceof FileContent)) return value;
		const { name = 'file' } = files.find(({ bytes }) => bytes === value.bytes) ?? {};
		return `[${name}, ${value.bytes.length} bytes]`;
	});
	return JSON.parse(text);
}

/** The IDs that the result would have; a placeholder for one that Tampuuri would give. */
function idsOf({ operation, path, recordIds = {} }: CallParameters): IDataObject {
	const { method, access, response } = operation;
	if (access === 'read') {
		const id = Object.values(path).map(locatedValue).map(Number).find(isPlaceholder);
		return id === undefined ? {} : { Id: id };
	}
	const mayCreate = response.kind === 'created' || (response.kind === 'any' && method === 'POST');
	return mayCreate && !('Id' in recordIds) ? { ...recordIds, Id: newPlaceholder() } : recordIds;
}

/** Shows what one item would send, and sends only what is known to read. */
export class ItemPreview {
	/** What would be sent for the next row. */
	private readonly pending: IDataObject[] = [];
	/** Whether the item's call would change something. */
	private shownChange = false;
	private readsBefore: number;

	/** @param isChange whether the item's operation may change something */
	constructor(
		private readonly client: Client,
		readonly isChange: boolean,
		private readonly resource: string | undefined,
		private readonly plan: Plan | undefined,
	) {
		this.readsBefore = client.reads;
	}

	/** Whether a call is shown instead of sent: a change, or a read of what a preview has made. */
	shows(request: ApiRequest): boolean {
		const { path, query, body } = request;
		return (
			this.client.mayChange(request) || mentionsPlaceholder(JSON.stringify([path, query, body]))
		);
	}

	/**
	 * Shows a call.
	 *
	 * @returns what stands for its result
	 * @throws BudgetReached where the call itself would
	 */
	show(call: CallParameters, request: ApiRequest, files: readonly LoadedFile[] = []): IDataObject {
		const { path, query } = this.client.preview(request, call.options);
		this.shownChange ||= this.client.mayChange(request);
		const { operation } = call;
		this.pending.push({
			operation: operation.action,
			resource: this.resource ?? path.split('/', 1)[0],
			method: request.method,
			path,
			query,
			body: bodyShown(request.body, files) as IDataObject,
			...(files.length === 0
				? {}
				: { files: files.map(({ name, bytes }) => ({ name, bytes: bytes.length })) }),
		});
		return idsOf(call);
	}

	/** Gives each row what would be sent for it. Identity codes are masked, whatever the options. */
	shaped(shape: ShapeRow): ShapeRow {
		return (row) => {
			const earlier = this.pending.splice(0);
			const shown = earlier.pop();
			if (shown === undefined && !this.isChange) return shape(row);
			const reads = this.isChange ? this.client.reads - this.readsBefore : 0;
			this.readsBefore = this.client.reads;
			this.client.previewed.reads += reads;
			const calls = reads + earlier.length + (shown === undefined ? 0 : 1);
			const price = this.plan === undefined ? {} : { priceEuros: priceOf(calls, this.plan) };
			const before = earlier.length === 0 ? {} : { before: earlier };
			const preview = this.text(shown);
			return maskedValue({ preview, ...row, ...shown, ...before, calls, ...price }) as IDataObject;
		};
	}

	private text(shown: IDataObject | undefined): string {
		if (shown === undefined) return 'Nothing was changed, and a real run would change nothing.';
		if (this.shownChange) return 'Nothing was changed. A real run would send this to Tampuuri.';
		return 'Nothing was read: the record does not exist, an earlier step only previewed it.';
	}
}

/** Unless the option is plainly off: an expression that goes wrong must not send anything. */
function isWanted(context: IExecuteFunctions, itemIndex: number): boolean {
	const options = objectIn(context, 'options', itemIndex);
	return 'preview' in options && options.preview !== false && options.preview !== 'false';
}

/**
 * Whether an item's change is shown instead of made. With a credential that allows reads only, every
 * change is.
 */
export function isPreviewed(
	context: IExecuteFunctions,
	itemIndex: number,
	{ operation }: Pick<ItemParameters, 'operation'>,
	client: Client,
): boolean {
	return client.readsOnly || (operation.access === 'write' && isWanted(context, itemIndex));
}

/** The preview of an item; undefined if its calls are really made. */
export function previewOf(
	context: IExecuteFunctions,
	itemIndex: number,
	parameters: ItemParameters,
	{ client, plan }: Account,
): ItemPreview | undefined {
	if (!isPreviewed(context, itemIndex, parameters, client)) return undefined;
	const isChange = parameters.operation.access === 'write';
	const chosen = context.getNodeParameter('resource', itemIndex);
	const resource = catalogue.find(({ value }) => value === chosen)?.name;
	return new ItemPreview(client, isChange, resource, plan);
}

/** The hint for a run that only showed changes: how many, in how many calls, at what price. */
export function previewHint(client: Client, plan: Plan | undefined): NodeExecutionHint {
	const { changes, reads } = client.previewed;
	const calls = reads + client.previewed.calls;
	const count =
		changes === 0 ? 'no changes' : changes === 1 ? '1 change' : `${countText(changes)} changes`;
	const made = `${countText(calls)} ${calls === 1 ? 'call' : 'calls'}`;
	const cost = plan === undefined ? made : `${made}, ${priceOf(calls, plan).toFixed(2)} €`;
	return {
		message: `Preview: ${count} would be made, ${cost}. A preview changes nothing.`,
		type: 'info',
		location: 'outputPane',
	};
}
