import pLimit from 'p-limit';
import type { IDataObject } from 'n8n-workflow';
import { BudgetReached } from '../../shared/api/client';
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

	constructor(
		private readonly read: RecordsToRead['read'],
		private readonly isTimeUp: () => boolean,
	) {}

	async readOne(id: number): Promise<void> {
		if (this.isOver || this.isTimeUp()) return;
		await this.read(id).then(
			(rows) => {
				this.rows.set(id, rows);
				this.inARow = [];
			},
			(error: unknown) => {
				this.isOver ||= !(error instanceof CallFailed);
				if (error instanceof CallFailed) return this.noteFailure({ id, error });
				if (!(error instanceof BudgetReached)) throw error;
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
	const { progress } = memory ?? {};
	const earlier = progress?.day === day ? progress.done : [];
	const known = progress?.failing ?? [];
	const isDone = new Set(earlier);
	const open = ids.filter((id) => !isDone.has(String(id)));
	const reader = new Reader(read, isTimeUp);
	const schedule = pLimit(concurrency);
	const asked = isTest ? open.slice(0, MOST_IN_TEST) : open;
	await Promise.all(asked.map(async (id) => await schedule(async () => await reader.readOne(id))));
	const outage = reader.outage(earlier.length > 0);
	const { rows, failures } = reader;
	const failed = failures.map(({ id }) => String(id));
	const done = [...rows.keys()].map(String).concat(failed);
	const stillFailing = known.filter((id) => !rows.has(Number(id)));
	return {
		// In the order of the IDs, whichever came first.
		rows: asked.flatMap((id) => rows.get(id) ?? []),
		asked: asked.length,
		progress: {
			day,
			done: [...earlier, ...done],
			failing: [...new Set([...stillFailing, ...failed])],
		},
		isFinished: done.length === open.length,
		newFailures: failures.filter(({ id }) => !known.includes(String(id))),
		outage,
	};
}
