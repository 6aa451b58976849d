import {
	UserError,
	type IDataObject,
	type IExecuteFunctions,
	type NodeExecutionHint,
} from 'n8n-workflow';
import { ExecutionStopped, waitUnlessStopped } from '../../api/cancellation';
import { BudgetReached, type Client } from '../../api/client';
import { CallFailed, InvalidInput, type Settled } from '../../errors/failure';
import type { Changes } from '../changes';
import type { CallParameters } from '../parameters';
import { doOnce } from '../once';
import { creations, Creations, KEPT_FOR } from './creations';
import type { Finding } from './lookup';

/** A record that is to be created once. */
export interface Creation {
	readonly call: Pick<CallParameters, 'operation' | 'options' | 'recordIds'>;
	/** What tells it from all other records of the account. */
	readonly what: string;
	/** What a person may search for. */
	readonly name: string;
	/** Whether it is only shown. */
	readonly isShown: boolean;
	/** Whether a search is so cheap that only what is made meanwhile is taken from memory. */
	readonly asksAlways?: boolean;
	/** Finds the record, in a reading that began at that time or later. */
	readonly find: (since: number) => Promise<Finding>;
	readonly attempt: () => Promise<IDataObject>;
}

/** What the run of an item has for that. */
export interface CreationRun {
	readonly context: Pick<IExecuteFunctions, 'getExecutionCancelSignal'>;
	readonly client: Client;
	readonly account: string;
	readonly hints: NodeExecutionHint[];
	readonly shared: Map<string, Promise<unknown>>;
	readonly changes?: Pick<Changes, 'add'>;
}

type FoundRecord = Extract<Finding, object>;

/** How often a creation is sent that a reading then shows was not made. */
const MOST_ATTEMPTS = 2;

const NOT_MADE: Settled = {
	what: 'Not created',
	advice: 'It was sent twice, and a reading after each showed that it was not created.',
	mayBeMade: false,
};

function unknownOutcome(name: string): Settled {
	return {
		what: 'May have been created',
		advice: `Search for ${name} in Tampuuri before you run this again. If it is not there, run it an hour later or with another reference.`,
		mayBeMade: true,
	};
}

/** Whether a creation that failed may have been made. */
function mayBeMade(error: unknown): boolean {
	if (error instanceof CallFailed) return error.mayHaveChanged;
	return !(error instanceof InvalidInput || error instanceof BudgetReached);
}

/** Tampuuri said that it was made, so a list that does not show it is wrong. */
function isUnreadable(error: unknown): boolean {
	return error instanceof CallFailed && error.failure.kind === 'unreadable';
}

/** A record that was made, or why that is not known. */
type Attempted =
	| { readonly made: IDataObject }
	| { readonly made?: undefined; readonly error: unknown; readonly at: number };

/** One run's work on a record, while no other of this process works on it. */
class Creating {
	private readonly signal: AbortSignal | undefined;
	private readonly begun = Date.now();

	constructor(
		private readonly key: string,
		private readonly creation: Creation,
		private readonly run: CreationRun,
	) {
		this.signal = run.context.getExecutionCancelSignal();
	}

	async create(): Promise<IDataObject> {
		const { asksAlways, find, name } = this.creation;
		const known = creations.knownOf(this.key, asksAlways ? this.begun : 0);
		if (known === undefined) {
			const found = await find(Date.now() - KEPT_FOR / 2);
			return typeof found === 'object' ? this.found(found) : await this.make();
		}
		if ('made' in known) return { ...known.made, created: false };
		const found = await this.settled(known.sentAt);
		if (typeof found === 'object') return this.found(found);
		if (found === 'none') return await this.make();
		throw new UserError(`May have been created by an earlier run: ${name}`, {
			description: unknownOutcome(name).advice,
		});
	}

	private found({ id }: FoundRecord): IDataObject {
		const made = { ...this.creation.call.recordIds, Id: id };
		creations.remember(this.key, { made });
		return { ...made, created: false };
	}

	/** What a reading tells that begins when the server must have done what it was sent. */
	private async settled(sentAt: number): Promise<Finding> {
		const { call, find, isShown } = this.creation;
		const at = isShown ? Date.now() : sentAt + call.options.settlingTime;
		await waitUnlessStopped(at - Date.now(), this.signal);
		return await find(at).catch((error: unknown) => {
			if (error instanceof ExecutionStopped) throw error;
			return 'unclear';
		});
	}

	private async make(): Promise<IDataObject> {
		const { attempt, call, isShown, name } = this.creation;
		if (isShown) return { ...(await attempt()), created: true };
		for (let attempts = 1; ; attempts++) {
			const failed = await this.attempt();
			if (failed.made !== undefined) return failed.made;
			const found = await this.settled(failed.at);
			if (typeof found === 'object') return this.madeAfterAll(found);
			if (found === 'unclear' || isUnreadable(failed.error)) {
				throw this.described(failed.error, unknownOutcome(name));
			}
			creations.forget(this.key);
			if (attempts === MOST_ATTEMPTS) throw this.described(failed.error, NOT_MADE);
			this.run.client.count.retries++;
			this.hint(`${call.operation.action}: it was not there, so it was sent once more`);
		}
	}

	/** @throws what certainly left nothing behind, or that the user stopped the run */
	private async attempt(): Promise<Attempted> {
		const { attempt, call } = this.creation;
		const before = this.run.client.count.calls;
		creations.remember(this.key, { sentAt: Date.now() });
		return await attempt().then(
			(row) => {
				const id = row.Id === undefined ? {} : { Id: row.Id };
				creations.remember(this.key, { made: { ...call.recordIds, ...id } });
				return { made: { ...row, created: true } };
			},
			(error: unknown) => {
				const wasSent = this.run.client.count.calls > before;
				const at = Date.now();
				if (wasSent && mayBeMade(error)) creations.remember(this.key, { sentAt: at });
				else creations.forget(this.key);
				if (!wasSent || !mayBeMade(error) || error instanceof ExecutionStopped) throw error;
				return { error, at };
			},
		);
	}

	private madeAfterAll(found: FoundRecord): IDataObject {
		const { call } = this.creation;
		this.run.changes?.add(call, { Id: found.id });
		this.hint(
			`${call.operation.action}: Tampuuri did not confirm it, but it is there (ID ${found.id})`,
		);
		return { ...this.found(found), created: true };
	}

	private described(error: unknown, settled: Settled): unknown {
		if (!(error instanceof CallFailed)) return error;
		return new CallFailed(error.request, error.failure, settled);
	}

	private hint(message: string): void {
		this.run.hints.push({ message, type: 'info', location: 'outputPane' });
	}
}

/**
 * Creates a record unless it is there already: asks what can be asked, settles an outcome that
 * Tampuuri did not say by a reading, and lets no other run of this process do the same meanwhile.
 * `created` in the result tells whether this run made it.
 *
 * @throws what the attempt throws, with what is known of the record; UserError if an earlier run may
 * have created it, CallFailed and BudgetReached from asking, ExecutionStopped on Stop
 */
export async function createOnce(creation: Creation, run: CreationRun): Promise<IDataObject> {
	const key = Creations.keyOf(run.account, creation.what);
	const creating = new Creating(key, creation, run);
	const work = async () => await creating.create();
	const signal = run.context.getExecutionCancelSignal();
	const create = async () =>
		creation.isShown ? await work() : await creations.alone(key, signal, work);
	// What one item only shows is there for the next, but not for one that really runs.
	const kind = creation.isShown ? 'shown' : 'created';
	const { result, earlier } = await doOnce(run.shared, `${kind} ${key}`, create);
	return earlier ? { ...result, created: false } : result;
}
