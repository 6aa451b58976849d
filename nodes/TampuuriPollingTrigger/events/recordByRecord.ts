import type { IDataObject } from 'n8n-workflow';
import { BudgetReached } from '../../shared/api/client';
import { resultsInOrder, type Task } from '../../shared/api/inOrder';
import { CallFailed } from '../../shared/errors/failure';
import type { Progress } from '../memory';
import type { Moment } from './event';

/** So many failures in a row are not the records': Tampuuri is down, or refuses the credential. */
const FAILURES_OF_AN_OUTAGE = 5;

/** How many records a manual test reads at most. */
const MOST_IN_TEST = 20;

interface RecordFailure {
	readonly id: number;
	readonly error: CallFailed;
}

export interface RecordsToRead {
	readonly ids: readonly number[];
	readonly read: (id: number) => Promise<readonly IDataObject[]>;
	readonly concurrency: number;
}

/** What one poll read of records that are read by their ID. */
export interface RecordReading {
	readonly rows: readonly IDataObject[];
	/** How many records it asked for. */
	readonly asked: number;
	readonly progress: Progress;
	readonly isFinished: boolean;
	/** Records that failed alone, and did not at their last reading. */
	readonly newFailures: readonly RecordFailure[];
	/** The first failure of an outage, after which nothing more was read. */
	readonly outage?: CallFailed;
}

/** Reads one record after another, and notes how that ended. */
class Reader {
	readonly rows = new Map<number, readonly IDataObject[]>();
	failures: RecordFailure[] = [];
	private inARow: RecordFailure[] = [];
	private isOver = false;
	private unexpected: { readonly error: unknown } | undefined;

	constructor(
		private readonly read: RecordsToRead['read'],
		private readonly isTimeUp: () => boolean,
	) {}

	/**
	 * Reads records, until Tampuuri is down or no time is left.
	 *
	 * @throws what reading one throws besides CallFailed and BudgetReached
	 */
	async readAll(ids: readonly number[], concurrency: number): Promise<void> {
		const results = resultsInOrder(this.tasks(ids, concurrency));
		while (!(await results.next()).done);
		if (this.unexpected !== undefined) throw this.unexpected.error;
	}

	private async *tasks(ids: readonly number[], atOnce: number): AsyncGenerator<Task<void>> {
		for (const id of ids) {
			if (this.mustEnd()) return;
			yield { group: 'reads', atOnce, changes: [], run: async () => await this.readOne(id) };
		}
	}

	private mustEnd(): boolean {
		return this.isOver || this.isTimeUp();
	}

	private async readOne(id: number): Promise<void> {
		// Another one may have ended it while this one waited for its turn.
		if (this.mustEnd()) return;
		await this.read(id).then(
			(rows) => {
				this.rows.set(id, rows);
				this.inARow = [];
			},
			(error: unknown) => {
				this.isOver ||= !(error instanceof CallFailed);
				if (error instanceof CallFailed) return this.noteFailure({ id, error });
				if (!(error instanceof BudgetReached)) this.unexpected ??= { error };
			},
		);
	}

	/** Takes the failures of an outage out of the records' own. */
	outage(othersWereRead: boolean): CallFailed | undefined {
		const isOutage =
			this.inARow.length >= FAILURES_OF_AN_OUTAGE || (this.rows.size === 0 && !othersWereRead);
		if (!isOutage) return undefined;
		this.failures = this.failures.filter((failure) => !this.inARow.includes(failure));
		return this.inARow[0]?.error;
	}

	private noteFailure(failure: RecordFailure): void {
		this.failures.push(failure);
		this.inARow.push(failure);
		this.isOver ||= this.inARow.length >= FAILURES_OF_AN_OUTAGE;
	}
}

/** The records that were not asked for today, the least recently read first. */
function openRecords(
	ids: readonly number[],
	{ done, today, day: last }: Progress,
	day: string,
): number[] {
	const isDone = new Set(last === day ? done.slice(done.length - today) : []);
	const places = new Map(done.map((id, place) => [id, place]));
	const placeOf = (id: number) => places.get(String(id)) ?? -1;
	return ids
		.filter((id) => !isDone.has(String(id)))
		.sort((one, other) => placeOf(one) - placeOf(other));
}

/**
 * Reads the records that were not read earlier today, until all are read, Call Budget or the time is
 * used up, or Tampuuri is down. A record that fails alone does not keep the others back and is not
 * asked for again that day.
 *
 * @throws what `read` throws besides CallFailed and BudgetReached
 */
export async function readRecordByRecord(
	{ ids, read, concurrency }: RecordsToRead,
	{ memory, day, isTimeUp, isTest }: Moment,
): Promise<RecordReading> {
	const before = memory?.progress ?? { day, done: [], today: 0, failing: [] };
	const open = openRecords(ids, before, day);
	const earlier = ids.length - open.length;
	const reader = new Reader(read, isTimeUp);
	const asked = isTest ? open.slice(0, MOST_IN_TEST) : open;
	await reader.readAll(asked, concurrency);
	const outage = reader.outage(earlier > 0);
	const { rows, failures } = reader;
	const failed = failures.map(({ id }) => String(id));
	const now = new Set([...[...rows.keys()].map(String), ...failed]);
	const isAsked = new Set(ids.map(String));
	const kept = before.done.filter((id) => isAsked.has(id) && !now.has(id));
	const stillFailing = before.failing.filter((id) => !rows.has(Number(id)));
	return {
		// In the order of the IDs, whichever came first.
		rows: ids.flatMap((id) => rows.get(id) ?? []),
		asked: asked.length,
		progress: {
			day,
			done: [...kept, ...now],
			today: earlier + now.size,
			failing: [...new Set([...stillFailing, ...failed])],
		},
		isFinished: now.size === open.length,
		newFailures: failures.filter(({ id }) => !before.failing.includes(String(id))),
		outage,
	};
}
