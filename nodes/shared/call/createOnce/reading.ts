import type { IDataObject } from 'n8n-workflow';
import type { Client } from '../../api/client';
import { valueAt } from '../../profile/nestedKeys';
import { callPages } from '../paging/callPages';
import type { CallParameters } from '../parameters';
import { buildRequest } from '../request';
import { readList } from '../response';
import { validId } from '../values';
import { referencesIn } from './reference';

/** Which keys of a row matter. */
interface Wanted {
	/** Keys that may contain a reference. */
	readonly texts: readonly string[];
	/** Keys that tell rows apart that say nothing about references. */
	readonly same: readonly string[];
}

/** What a list says about references. Only IDs and these texts are kept of it. */
export class Reading {
	private readonly ids = new Map<string, Set<number>>();
	private readonly shown = new Set<string>();
	private readonly others: Array<{ readonly id: number; readonly same: readonly unknown[] }> = [];
	private rows = 0;
	private isWhole = true;

	private constructor(
		readonly begun: number,
		private readonly wanted: Wanted,
	) {}

	/**
	 * Reads a list from its beginning to its end.
	 *
	 * @throws CallFailed, BudgetReached, ExecutionStopped on Stop
	 */
	static async of(call: CallParameters, client: Client, wanted: Wanted): Promise<Reading> {
		const reading = new Reading(Date.now(), wanted);
		const onRow = (row: IDataObject) => reading.note(row);
		if (call.operation.paging === undefined) {
			const request = buildRequest(call);
			const response = await client.send(request, call.options);
			const { rows, total = rows.length } = readList(call.operation, request, response);
			rows.forEach(onRow);
			reading.isWhole &&= rows.length >= total;
			return reading;
		}
		let first: number | undefined;
		const { received, notices } = await callPages(call, client, onRow, ({ total }) => {
			first ??= total;
		});
		// Page after page, a list that only grows meanwhile shows all that was there at the beginning.
		const onlyGrew = first !== undefined && received >= first;
		reading.isWhole &&= notices.every((notice) => notice === 'changedMeanwhile' && onlyGrew);
		return reading;
	}

	/** The IDs of the rows that have a reference under one of these keys. */
	idsWith(keys: readonly string[], reference: string): number[] {
		const ids = keys.flatMap((key) => [...(this.ids.get(`${key} ${reference}`) ?? [])]);
		return [...new Set(ids)].sort((one, other) => one - other);
	}

	/** Whether the list would show a record that has a reference under one of these keys. */
	tellsAbout(keys: readonly string[]): boolean {
		return this.isWhole && (this.rows === 0 || keys.some((key) => this.shown.has(key)));
	}

	/** The rows that may be about a record, as far as they say; undefined if there may be others. */
	candidates(same: readonly unknown[]): number[] | undefined {
		if (!this.isWhole) return undefined;
		return this.others
			.filter((other) =>
				other.same.every(
					(value, place) => value === undefined || String(value) === String(same[place]),
				),
			)
			.map(({ id }) => id);
	}

	private note(row: IDataObject): void {
		this.rows++;
		const id = validId(valueAt(row, 'Id'));
		// It may be about any record, and can't be told from others.
		if (id === undefined) this.isWhole = false;
		else if (this.wanted.same.length > 0) {
			this.others.push({ id, same: this.wanted.same.map((key) => valueAt(row, key)) });
		}
		for (const key of this.wanted.texts) {
			const text = valueAt(row, key);
			if (text === undefined) continue;
			this.shown.add(key);
			if (id === undefined || typeof text !== 'string') continue;
			for (const reference of referencesIn(text)) this.add(`${key} ${reference}`, id);
		}
	}

	private add(entry: string, id: number): void {
		const ids = this.ids.get(entry) ?? new Set();
		this.ids.set(entry, ids.add(id));
	}
}
