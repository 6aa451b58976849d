import type { IDataObject, INodeProperties, IPollFunctions } from 'n8n-workflow';
import type { Client } from '../../shared/api/client';
import type { CallFailed } from '../../shared/errors/failure';
import type { NamedField } from '../../shared/names/named';
import type { AccountProfile } from '../../shared/profile/schema';
import type { ShapeRow } from '../../shared/call/output';
import type { Entry, Memory, Progress } from '../memory';

/** What a poll knows before it calls Tampuuri. */
export interface Moment {
	/** Milliseconds. */
	readonly now: number;
	/** What earlier polls remembered; undefined on the first run. */
	readonly memory: Memory | undefined;
	/** The calendar day in Finland. */
	readonly day: string;
	/** Whether the poll must end now with what it has. */
	readonly isTimeUp: () => boolean;
	/** Whether it is a manual test, which needs a few rows only. */
	readonly isTest?: true;
}

/** How far a poll got that reads record by record. */
interface Steps {
	readonly progress: Progress;
	readonly isFinished: boolean;
	/** Items for records that could not be read, if they are wanted. */
	readonly items: readonly IDataObject[];
	/** Why it ended early, if Tampuuri was down. */
	readonly outage?: CallFailed;
}

export interface Listing {
	readonly entries: readonly Entry[];
	/** Messages on why rows may be missing; empty if all were read. */
	readonly notices: readonly string[];
	/** How many rows Tampuuri returned, of which the entries may be a part. */
	readonly rows: number;
	/** How many calls the rows came from. */
	readonly pages: number;
	/** Only if each row was read by its ID, so that none can be missing. */
	readonly steps?: Steps;
}

/** One event of the trigger: what it reads from Tampuuri and which rows are new. */
export interface PolledEvent {
	/** Everything the response depends on except time. When it changes, the trigger starts over. */
	readonly asked: unknown;
	/** Whether only the calendar day matters, so that reading once a day is enough. */
	readonly onceADay?: true;
	/** Whether rows have a time, so that each poll only reads newer ones. */
	readonly byTime?: true;
	/** Whether a row that leaves the list and comes back is new again. */
	readonly forgetsMissing?: true;
	/** Reads the list. */
	list(client: Client, moment: Moment): Promise<Listing>;
	/** @param previous the row's stamp at the previous poll; undefined if it was not listed */
	isNews(previous: string | undefined, stamp: string): boolean;
	readonly shape: ShapeRow;
	/** Fields added to an item besides the row's. */
	readonly addition?: (previous: string | undefined) => IDataObject;
	/** The item for a row that has left the list, of which only the key is left. */
	readonly removal?: (key: string) => IDataObject;
}

/** Options of the action node that events also have. */
type SharedOption = 'callBudget' | 'concurrency' | 'maskIdentityCodes';

/** Gives a field's value with the IDs of the records that it names; else the value as it is. */
export type WithIds = (value: unknown, field: NamedField) => Promise<unknown>;

/** One choice of *Event*: its texts, its fields and options in the editor, and its reader. */
export interface EventDefinition {
	/** The value of the parameter `event`. */
	readonly value: string;
	/** In title case, with the Finnish term in brackets. */
	readonly label: string;
	/** In sentence case, for the node panel. */
	readonly action: string;
	readonly description: string;
	/** Shown for this event only, in this order. */
	readonly fields: readonly INodeProperties[];
	/** The field *Emit Existing on First Run*, if its default is not right for the event. */
	readonly existing?: INodeProperties;
	readonly sharedOptions: readonly SharedOption[];
	readonly ownOptions: readonly INodeProperties[];
	/**
	 * Reads the parameters of the event.
	 *
	 * @throws InvalidInput when one of them is not valid; what `withIds` throws
	 */
	readonly read: (
		context: IPollFunctions,
		profile: AccountProfile | undefined,
		withIds: WithIds,
	) => PolledEvent | Promise<PolledEvent>;
}
