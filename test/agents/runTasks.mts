import axios from 'axios';
import { z } from 'zod';
import type { Mailbox } from '../../demo/mailbox.mts';
import type { N8nClient, StoredWorkflow } from '../../demo/n8nClient.mts';
import { itemsOf, type Execution } from '../../demo/n8nExecution.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { approve } from '../mail/decide.mts';
import type { ExpectedCall, Task } from './tasks.mts';

const LIMIT = { limitMs: 60_000 };

const requests = z.array(
	z.object({
		number: z.number(),
		method: z.string(),
		path: z.string(),
		query: z.record(z.unknown()),
		body: z.unknown(),
		status: z.number().nullable(),
	}),
);
const writes = z.array(z.object({ operation: z.string() }));

type Request = z.infer<typeof requests>[number];

/** What a run of the agent needs. */
export interface Place {
	readonly client: N8nClient;
	/** The agent, with credentials. */
	readonly stored: StoredWorkflow;
	/** Where reviews arrive. */
	readonly mailbox: Mailbox;
	/** The simulator's own pages. */
	readonly controlUrl: string;
	/** The account whose writes count. */
	readonly account: string;
	/** The bytes that the model has been sent of tools' results since this was last asked. */
	bytesToModel(): number;
}

/** What became of a task. */
export interface Outcome {
	readonly task: Task;
	readonly answer: string;
	/** As Visma would bill them. */
	readonly calls: number;
	readonly bytes: number;
	/** Whether Tampuuri got the call that was expected and nothing else, or nothing if it was refused. */
	readonly isRight: boolean;
	/** Changes that nobody has approved. */
	readonly unapproved: number;
}

/** Whether a call is the expected one, at whatever depth its path begins. */
function isExpected({ method, path, query, body }: Request, expected: ExpectedCall): boolean {
	const given = { ...query, ...(body as object | null) } as Record<string, unknown>;
	return (
		method === expected.method &&
		path.endsWith(`/${expected.path}`) &&
		Object.entries(expected.values ?? {}).every(([key, value]) => given[key] === value)
	);
}

/** The simulator's requests and writes. */
class Log {
	private readonly place: Place;

	constructor(place: Place) {
		this.place = place;
	}

	async requests(): Promise<Request[]> {
		const { data } = await axios.get<unknown>(`${this.place.controlUrl}requests?format=json`);
		return requests.parse(data);
	}

	async writes(): Promise<number> {
		const { controlUrl, account } = this.place;
		const { data } = await axios.get<unknown>(`${controlUrl}writes?account=${account}&format=json`);
		return writes.parse(data).length;
	}
}

/** Answers the review that an execution waits for. Tells how much was written until then. */
async function reviewed(place: Place, log: Log, isApproved: boolean): Promise<number> {
	const { mails } = place.mailbox;
	const mail = await waitUntil('the mail for a review', () => mails.shift() ?? false, LIMIT);
	const before = await log.writes();
	await approve(mail, isApproved);
	return before;
}

async function run(
	place: Place,
	log: Log,
	task: Task,
): Promise<{ execution: Execution; early: number }> {
	const given = { sessionId: 'test', action: 'sendMessage', chatInput: task.task };
	const id = await place.client.startWorkflow(place.stored.id, 'Question', given);
	if (id === undefined) throw new Error('The agent did not start');
	const written = await log.writes();
	const waiting = async () => {
		const [state] = await place.client.executions(place.stored.id);
		return state?.id === id && !['new', 'running'].includes(state.status) && state;
	};
	const state = await waitUntil('the end or a wait of the agent', waiting, LIMIT);
	let early = 0;
	if (state.status === 'waiting') {
		early = (await reviewed(place, log, task.reviewer === 'approves')) - written;
	}
	return { execution: await place.client.finishedExecution(id), early };
}

/** Gives the agent a task, reviews what it wants to change, and looks what Tampuuri has got. */
export async function runTask(place: Place, task: Task): Promise<Outcome> {
	const log = new Log(place);
	const last = (await log.requests()).at(-1)?.number ?? 0;
	const writtenBefore = await log.writes();
	place.bytesToModel();
	const { execution, early } = await run(place, log, task);
	const calls = (await log.requests()).filter(({ number }) => number > last);
	const written = (await log.writes()) - writtenBefore;
	const expected = task.reviewer === 'refuses' ? 0 : 1;
	const areRight =
		calls.length === expected &&
		calls.every((call) => isExpected(call, task.call) && (call.status ?? 500) < 300);
	return {
		task,
		answer: String(itemsOf(execution, 'Agent')[0]?.json.output),
		calls: calls.length,
		bytes: place.bytesToModel(),
		isRight: areRight && execution.status === 'success',
		unapproved: task.reviewer === 'approves' ? early : written,
	};
}
