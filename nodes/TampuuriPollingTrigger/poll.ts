import {
	NodeOperationError,
	UserError,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import { InvalidInput } from '../shared/errors/failure';
import { itemError } from '../shared/errors/nodeError';
import { finnishTimeOf } from '../shared/call/dates';
import { openAccount, type Account } from '../shared/call/account';
import { runConcurrency } from '../shared/call/options';
import { BudgetReached } from '../shared/api/client';
import { EVENTS } from './events';
import type { Listing, PolledEvent } from './events/event';
import { digestOf, sourceOf } from './events/rows';
import { survivingActivation } from './activation';
import { noteOutcome, outcomesOf } from './outcomes';
import { namesNote, outcomesNote, testNote } from './pollingCost';
import { withIdsIn } from './names';
import { doubtWarning, readReliably } from './reading';
import {
	compare,
	readMemory,
	writeMemory,
	type Comparison,
	type Memory,
	type News,
} from './memory';

/** Polls in progress in this process, by workflow and node. */
const underWay = new Set<string>();

/**
 * Does the work unless work with the same key is in progress.
 *
 * @returns the result of the work, or null if it was skipped
 * @throws what the work throws
 */
async function oneAtATime<Result>(
	key: string,
	work: () => Promise<Result>,
): Promise<Result | null> {
	if (underWay.has(key)) return null;
	underWay.add(key);
	try {
		return await work();
	} finally {
		underWay.delete(key);
	}
}

/** Identifies a node among all workflows. */
function nodeKey(context: IPollFunctions): string {
	return `${context.getWorkflow().id ?? ''}:${context.getNode().id}`;
}

/** How many items a manual test returns. */
const SAMPLES = 3;

/**
 * Runs one poll. A manual test returns samples and changes nothing. Two polls of the same node
 * never run at once: the later one is skipped.
 *
 * @returns null if there is nothing new, or Tampuuri is down while the workflow becomes active
 * @throws NodeApiError, NodeOperationError; what was remembered then stays unchanged
 */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	if (this.getMode() === 'manual') return await inWords(this, showSamples);
	const key = nodeKey(this);
	const work = async () => await oneAtATime(key, async () => await inWords(this, lookForNews));
	return await survivingActivation(this, key, work);
}

type Work<Result> = (
	context: IPollFunctions,
	account: Account,
	event: PolledEvent,
) => Promise<Result>;

async function eventOf(context: IPollFunctions, account: Account): Promise<PolledEvent> {
	const name = context.getNodeParameter('event');
	const event = EVENTS.find(({ value }) => value === name);
	if (event === undefined)
		throw new InvalidInput(`There is no event "${String(name)}"`, 'Choose one from the list.');
	return await event.read(context, account.profile, withIdsIn(context, account));
}

function withAdvice(thrown: unknown): unknown {
	if (!(thrown instanceof BudgetReached)) return thrown;
	return new UserError(`This poll needs more API calls than its Call Budget of ${thrown.budget}`, {
		description:
			'Nothing was returned, and the next poll starts over. Increase Call Budget under Options, or narrow the list with filters.',
	});
}

/** Turns anything thrown into one of n8n's errors, without the credential's secrets. */
async function inWords<Result>(context: IPollFunctions, work: Work<Result>): Promise<Result> {
	let account: Account | undefined;
	try {
		account = await openAccount(context, runConcurrency(sourceOf(context, {})));
		return await work(context, account, await eventOf(context, account));
	} catch (thrown) {
		const secrets = account?.secrets ?? [];
		throw itemError(context.getNode(), withAdvice(thrown), undefined, secrets);
	}
}

function itemOf(event: PolledEvent, { entry, previous }: News): INodeExecutionData {
	return { json: { ...event.shape(entry.row), ...event.addition?.(previous) } };
}

/** The items of a poll: rows that are news, rows that have left the list, records not read. */
function itemsOf(
	event: PolledEvent,
	{ news, removed }: Comparison,
	{ steps }: Listing,
): INodeExecutionData[] {
	const gone = event.removal === undefined ? [] : removed.map(event.removal);
	const others = [...gone, ...(steps?.items ?? [])].map((json) => ({ json }));
	return [...news.map((one) => itemOf(event, one)), ...others];
}

/** n8n gives a poll up after some time. What was read until then would have to be read again. */
function timeLimit(context: IPollFunctions, start: number): () => boolean {
	// Older versions of n8n have no limit.
	const limit = (context as Partial<IPollFunctions>).getPollBudgetMs?.() ?? Infinity;
	return () => Date.now() - start > 0.8 * limit;
}

/**
 * Writes the static data in one go at the very end, so a poll that fails midway changes nothing,
 * unless it reads record by record: then the next one goes on from there.
 */
const lookForNews: Work<INodeExecutionData[][] | null> = async (
	context,
	{ client, account },
	event,
) => {
	const now = Date.now();
	const staticData = context.getWorkflowStaticData('node');
	const asked = digestOf([context.getNodeParameter('event'), account, event.asked]);
	const memory = readMemory(staticData, asked);
	const day = finnishTimeOf(new Date(now))?.toISODate() ?? '';
	if (event.onceADay && memory?.day === day) return null;

	const emitsExisting = context.getNodeParameter('emitExisting', false) === true;
	const moment = { now, memory, day, isTimeUp: timeLimit(context, now) };
	const listing = await readReliably(event, client, moment);
	for (const notice of listing.notices) context.logger.warn(notice);
	if (memory !== undefined && listing.doubt !== undefined) {
		context.logger.warn(doubtWarning(listing, memory.listed));
		writeMemory(staticData, { ...memory, doubt: listing.doubt });
		return null;
	}
	const { steps, rows: listed } = listing;
	const isComplete = listing.notices.length === 0 && steps?.isFinished !== false;
	// What is read record by record may take several polls until all of it is known.
	const isFirstRun = memory === undefined || (steps !== undefined && memory.day === undefined);
	const comparison = compare(memory?.seen ?? new Map(), listing.entries, {
		isNews: (previous, stamp) =>
			isFirstRun && previous === undefined ? emitsExisting : event.isNews(previous, stamp),
		// After an incomplete read, a missing row may still exist.
		forgetsMissing: event.forgetsMissing === true && isComplete,
		byTime: event.byTime === true,
	});
	const items = itemsOf(event, comparison, listing);
	// After an incomplete read, later polls start where this one did.
	const timed = isComplete ? listing.entries : [];
	const times = event.byTime ? timesAfter(memory, now, timed, comparison) : {};
	const lookedAt = isComplete ? day : memory?.day;
	const { seen } = comparison;
	const { progress } = steps ?? {};
	writeMemory(staticData, { asked, seen, day: lookedAt, listed, progress, ...times });
	noteOutcome(nodeKey(context), staticData, items.length > 0);
	if (items.length === 0 && steps?.outage !== undefined) throw steps.outage;
	return items.length > 0 ? [items] : null;
};

function timesAfter(
	memory: Memory | undefined,
	now: number,
	entries: ReadonlyArray<{ readonly time?: number }>,
	{ droppedUpTo }: Comparison,
): Pick<Memory, 'readUpTo' | 'droppedUpTo'> {
	let readUpTo = memory?.readUpTo;
	for (const { time } of entries) {
		// A time in the future would make later polls skip the entries before it.
		if (time !== undefined) readUpTo = Math.max(readUpTo ?? -Infinity, Math.min(time, now));
	}
	return { readUpTo, droppedUpTo: droppedUpTo ?? memory?.droppedUpTo };
}

/** Runs a manual test: returns the last rows of the list, the first one with the poll's cost. */
const showSamples: Work<INodeExecutionData[][]> = async (context, { client }, event) => {
	const moment = { now: Date.now(), memory: undefined, day: '', isTimeUp: () => false };
	const { calls: callsForNames } = client.count;
	const { entries, notices } = await event.list(client, { ...moment, isTest: true });
	const { calls } = client.count;
	const outcomes = outcomesOf(nodeKey(context), context.getWorkflowStaticData('node'));
	const found = outcomesNote(outcomes);
	const used = testNote(event, calls - callsForNames);
	const note = [...notices, used, ...namesNote(callsForNames), ...found].join(' ');
	const [first, ...others] = entries
		.slice(-SAMPLES)
		.map((entry) => itemOf(event, { entry, previous: undefined }));
	if (first === undefined) {
		throw new NodeOperationError(context.getNode(), 'No matching records to show as a sample', {
			description: note,
			level: 'info',
		});
	}
	return [[{ json: { ...first.json, pollingTest: { calls, note } } }, ...others]];
};
