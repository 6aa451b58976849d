import type { IDataObject, INodeProperties, IPollFunctions } from 'n8n-workflow';
import type { Client } from '../../shared/api/client';
import type { ShapeRow } from '../../shared/call/output';
import type { Entry, Memory } from '../memory';

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
	list(client: Client, moment: Moment): Promise<Listing>;
	/** @param previous the stamp of the same row at the poll before; none when it was not listed */
	isNews(previous: string | undefined, stamp: string): boolean;
	readonly shape: ShapeRow;
	/** What an item tells beside the row. */
	readonly addition?: (previous: string | undefined) => IDataObject;
}

/** Options of the action node that events also have. */
export type SharedOption =
	| 'callBudget'
	| 'fieldNameContractor'
	| 'fieldNameLimit'
	| 'fieldNameOffset'
	| 'fieldNameState'
	| 'maskIdentityCodes'
	| 'pageConcurrency'
	| 'retries'
	| 'timeout';

/** One choice of *Event*: its texts, its fields and options in the editor, and its reader. */
export interface EventDefinition {
	/** The value of the parameter `event`. */
	readonly value: string;
	/** Title Case, the Finnish term in brackets. */
	readonly label: string;
	/** In sentence case, for the node panel. */
	readonly action: string;
	readonly description: string;
	/** Shown for this event only, in this order. */
	readonly fields: readonly INodeProperties[];
	readonly sharedOptions: readonly SharedOption[];
	readonly ownOptions: readonly INodeProperties[];
	/**
	 * Reads the parameters of the event.
	 *
	 * @throws InvalidInput when one of them is not valid
	 */
	readonly read: (context: IPollFunctions) => PolledEvent;
}
