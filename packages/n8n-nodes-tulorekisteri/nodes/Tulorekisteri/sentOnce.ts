import { createHash, randomUUID } from 'node:crypto';

import { sleep, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';

import type { Access } from '../shared/api/credential';
import { Refusal } from '../shared/errors/refusal';

type MarkingContext = Pick<IExecuteFunctions, 'getExecutionId'> & {
	helpers: Pick<IExecuteFunctions['helpers'], 'checkProcessedAndRecord' | 'removeProcessed'>;
};

/** A request that may be sent once: what it is called in messages, and what tells it from others. */
export interface OneTimeRequest {
	/** Such as "the renewal of this certificate". */
	label: string;
	/** What to do when it was sent earlier and nothing more is known of it here. */
	advice: string;
	/** What the service would refuse or carry out a second time. */
	identity: readonly string[];
	/** What may be corrected and sent anew once the service has said no; kept in memory only, as a hash. */
	correctable: readonly string[];
	/** The person says that it is unused after all. */
	sendAgain: boolean;
}

/** What sending came to. `settled` is false where the request certainly left nothing behind: it may be sent again. */
export type Sent = { settled: boolean; retrievalId?: string } & (
	| { result: IDataObject }
	| { refusal: Refusal }
);

interface Remembered {
	executionId: string;
	/** Hash of the whole request. */
	content: string;
	sent: Promise<Sent>;
}

const ENTRIES = { mode: 'entries' } as const;

/** In milliseconds: longer than n8n takes from reading its list of marks to writing it. */
const SETTLING_TIME = 1000;

const MOST_REMEMBERED = 500;

/**
 * What this n8n process has sent, newest last. It outlives a try, so that Retry On Fail repeats the outcome
 * and not the request; a mark in n8n's database outlives the process.
 */
const rememberedRequests = new Map<string, Remembered>();

/**
 * Sends a request unless it was sent before, by whichever try, item or execution of this node.
 * Another try of the same execution gets the outcome of the first, word for word.
 * @throws Refusal when it was sent before, the mark can't be kept, or what `send` came to is one
 */
export async function sentOnce(
	context: MarkingContext,
	access: Access,
	request: OneTimeRequest,
	send: () => Promise<Sent>,
): Promise<IDataObject> {
	const { environment, customerId } = access;
	const key = hashOf([environment.address, customerId, ...request.identity]);
	const content = hashOf([key, ...request.correctable]);
	const executionId = context.getExecutionId();
	const earlier = rememberedRequests.get(key);
	if (earlier?.executionId === executionId && earlier.content === content) {
		return given(await earlier.sent);
	}
	if (earlier && !request.sendAgain) {
		const sent = await earlier.sent;
		if (sent.settled) throw sentBefore(request, earlier.executionId, sent.retrievalId);
	}
	const sending = markAndSend(context, key, request, send);
	remember(key, { executionId, content, sent: sending });
	return given(await sending);
}

function hashOf(parts: readonly string[]): string {
	return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

async function markAndSend(
	context: MarkingContext,
	key: string,
	request: OneTimeRequest,
	send: () => Promise<Sent>,
): Promise<Sent> {
	const refusal = await mark(context, key, request);
	if (refusal) return { settled: false, refusal };
	const sent = await send();
	// The mark goes only where the service has said no, or was not reached.
	// Where it can't go, the request counts as sent: what the service said is worth more than another try.
	if (!sent.settled) await context.helpers.removeProcessed([key], 'node', ENTRIES).catch(() => {});
	return sent;
}

/**
 * Marks the request as sent in n8n's database, before it is. n8n reads its list of marks and writes it back, so
 * two workers can both find a request new: each adds a mark of its own, and whoever wrote last finds it still
 * there when both are done (Fischer's algorithm of mutual exclusion).
 */
async function mark(
	context: MarkingContext,
	key: string,
	request: OneTimeRequest,
): Promise<Refusal | undefined> {
	const own = `${key} ${randomUUID()}`;
	const recordNow = async (items: string[]) =>
		await context.helpers.checkProcessedAndRecord(items, 'node', ENTRIES);
	// The first mark of a step is a new row: of two workers that add it at once, one fails and has to read it.
	const record = async (items: string[]) =>
		await recordNow(items)
			.catch(async () => await recordNow(items))
			.catch(() => undefined);
	const first = await record([key, own]);
	if (!first) return notMarked(request);
	if (first.processed.includes(key) && !request.sendAgain) return sentBefore(request);
	await sleep(SETTLING_TIME);
	const second = await record([own]);
	if (!second) return notMarked(request);
	return second.processed.includes(own)
		? undefined
		: new Refusal(
				`Not sent: another execution is sending ${request.label} at this moment`,
				'The output or error of the other execution says what became of it.',
			);
}

function given(sent: Sent): IDataObject {
	if ('refusal' in sent) throw sent.refusal;
	return { ...sent.result };
}

function remember(key: string, remembered: Remembered): void {
	rememberedRequests.delete(key);
	rememberedRequests.set(key, remembered);
	const [oldest] = rememberedRequests.keys();
	if (rememberedRequests.size > MOST_REMEMBERED && oldest) rememberedRequests.delete(oldest);
}

function notMarked({ label }: OneTimeRequest): Refusal {
	return new Refusal(
		`Not sent: n8n could not record that it is sending ${label}`,
		'Save the workflow and run it again.',
	);
}

function sentBefore(
	{ label, advice }: OneTimeRequest,
	executionId?: string,
	retrievalId?: string,
): Refusal {
	const where = executionId ? ` by execution ${executionId}` : ' from this node';
	return retrievalId
		? new Refusal(
				`Not sent again: ${label} was sent before${where}, and the service gave the retrieval ID ${retrievalId}`,
				'Use Certificate: Get with that retrieval ID. The certificate is for the private key of that execution, not for a newer one.',
			)
		: new Refusal(`Not sent again: ${label} was sent before${where}`, advice);
}
