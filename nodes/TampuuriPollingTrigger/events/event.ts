import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { Transport } from '../../shared/api/client';
import type { ShapeRow } from '../../shared/call/output';
import type { Entry } from '../compare';
import type { Memory } from '../memory';

/** What a poll knows before it asks. */
export interface Moment {
	/** Milliseconds. */
	readonly now: number;
	/** What earlier polls have left; nothing on the first run. */
	readonly memory: Memory | undefined;
}

export interface Listing {
	readonly entries: readonly Entry[];
	/** Why rows may be missing, for people; none when all were read. */
	readonly notices: readonly string[];
}

/** One event of the trigger: what it asks Tampuuri and what of the answer is news. */
export interface PolledEvent {
	/** Everything the answer depends on but time: when it changes, the trigger starts anew. */
	readonly asked: unknown;
	/** Whether only the calendar day matters, so that one reading a day is enough. */
	readonly onceADay?: true;
	/** Whether rows have a time, by which each poll asks for the newer ones only. */
	readonly byTime?: true;
	/** Whether a row that left the list and came back is news again. */
	readonly forgetsMissing?: true;
	/** Reads the list. */
	list(transport: Transport, moment: Moment): Promise<Listing>;
	/** @param previous the stamp of the same row at the poll before; none when it was not listed */
	isNews(previous: string | undefined, stamp: string): boolean;
	readonly shape: ShapeRow;
	/** What an item tells beside the row. */
	readonly addition?: (previous: string | undefined) => IDataObject;
}

/**
 * Reads what the editor's fields ask of an event.
 *
 * @throws InvalidInput when one of them can't be used
 */
export type ReadEvent = (context: IPollFunctions) => PolledEvent;
