import {
	UnexpectedError,
	type DeduplicationItemTypes,
	type DeduplicationScope,
	type ICheckProcessedContextData,
	type ICheckProcessedOptions,
	type IDataDeduplicator,
	type IDeduplicationOutput,
} from 'n8n-workflow';

/**
 * n8n's table of processed items, in memory and for the mode `entries`. Like n8n's own it reads
 * and writes in two steps, so parallel calls can overwrite each other, and it leaves duplicates
 * inside one batch alone.
 */
export class InMemoryDeduplicator implements IDataDeduplicator {
	private readonly table = new Map<string, readonly DeduplicationItemTypes[]>();

	clear(): void {
		this.table.clear();
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		const key = rowKey(scope, contextData, options);
		const recorded = await this.read(key);
		const known = new Set(recorded);
		const fresh = items.filter((item) => !known.has(item));
		const all = [...recorded, ...fresh];
		await this.write(key, options.maxEntries ? all.slice(-options.maxEntries) : all);
		return { new: fresh, processed: items.filter((item) => known.has(item)) };
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<void> {
		const key = rowKey(scope, contextData, options);
		const recorded = await this.read(key);
		await this.write(
			key,
			recorded.filter((item) => !items.includes(item)),
		);
	}

	async clearAllProcessedItems(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<void> {
		await this.write(rowKey(scope, contextData, options), []);
	}

	async getProcessedDataCount(
		scope: DeduplicationScope,
		contextData: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<number> {
		return (await this.read(rowKey(scope, contextData, options))).length;
	}

	private read(key: string): Promise<readonly DeduplicationItemTypes[]> {
		return Promise.resolve(this.table.get(key) ?? []);
	}

	private write(key: string, items: readonly DeduplicationItemTypes[]): Promise<void> {
		this.table.set(key, items);
		return Promise.resolve();
	}
}

function rowKey(
	scope: DeduplicationScope,
	{ workflow, node }: ICheckProcessedContextData,
	{ mode }: ICheckProcessedOptions,
): string {
	if (mode !== 'entries') {
		throw new UnexpectedError(`Only the mode "entries" is kept in memory, not "${mode}"`);
	}
	return scope === 'node' ? `${workflow.id} n:${node?.id}` : `${workflow.id}`;
}
