import { afterEach, describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import {
	canMove,
	SERVICE_REQUEST_STATES,
	type ServiceRequestState,
} from '../../../simulator/data/serviceRequestStates.mts';
import type { FaultAction } from '../../../simulator/faults/fault.mts';
import { runs } from '../../runs.mts';
import type { Polling } from '../harness/index.mts';
import { setUpPolling } from './setUp.mts';

afterEach(() => {
	jest.restoreAllMocks();
});

// Two pages and a little, so that polls can fail midway.
const tampuuri = setUpPolling({ units: 5, sizes: { serviceRequests: 510, fileLogEntries: 0 } });

const MINUTE = 60_000;
const START = Date.UTC(2026, 9, 24, 12);

const create = fc.record({ kind: fc.constant('create' as const), late: fc.nat(9) });
const move = fc.record({
	kind: fc.constant('move' as const),
	which: fc.nat(20),
	to: fc.constantFrom(...SERVICE_REQUEST_STATES),
});
const poll = fc.record({
	kind: fc.constant('poll' as const),
	minutes: fc.integer({ min: 1, max: 60 }),
});
const failedPoll = fc.record({
	kind: fc.constant('failedPoll' as const),
	skip: fc.nat(2),
	isCut: fc.boolean(),
});
const changingPoll = fc.constant({ kind: 'changingPoll' as const });
const restart = fc.constant({ kind: 'restart' as const });

/** What the list may answer although none of it is true. */
const LIES: readonly FaultAction[] = [
	{ kind: 'status', status: 200, body: [] },
	{ kind: 'status', status: 200, body: null },
	{ kind: 'status', status: 200, body: { Offset: 0, Limit: 250, Total: 0, Items: [] } },
	{ kind: 'emptyBody' },
	{ kind: 'pageCap', rows: 3 },
	{ kind: 'wrongTotal', by: 700 },
	{ kind: 'wrongTotal', by: -300 },
];
const lyingPoll = fc.record({
	kind: fc.constant('lyingPoll' as const),
	lie: fc.constantFrom(...LIES),
	skip: fc.nat(2),
	times: fc.constantFrom(1, 2, 'always' as const),
});

type Step =
	| { kind: 'create'; late: number }
	| { kind: 'move'; which: number; to: ServiceRequestState }
	| { kind: 'poll'; minutes: number }
	| { kind: 'failedPoll'; skip: number; isCut: boolean }
	| { kind: 'changingPoll' }
	| { kind: 'lyingPoll'; lie: FaultAction; skip: number; times: number | 'always' }
	| { kind: 'restart' };

/** Plays steps against the trigger and writes down what it should have told, and what it has. */
class History {
	readonly told: string[] = [];
	readonly due: string[] = [];
	readonly entered: string[] = [];
	readonly states = new Map<number, ServiceRequestState>();
	now = START;
	private readonly parameters: INodeParameters;
	private readonly make: (history: History, late: number) => number;
	private readonly tell: (history: History) => void;
	private polling: Polling;

	constructor(
		parameters: INodeParameters,
		make: (history: History, late: number) => number,
		/** Called at each poll that succeeds: what is due now. */
		tell: (history: History) => void,
	) {
		this.parameters = parameters;
		this.make = make;
		this.tell = tell;
		this.polling = tampuuri.publish(parameters);
		jest.spyOn(Date, 'now').mockImplementation(() => this.now);
	}

	async play(steps: readonly Step[]): Promise<void> {
		await this.polling.poll();
		for (const one of steps) await this.step(one);
		// What a lying poll left in doubt is confirmed by a second honest one.
		for (let honest = 0; honest < 3; honest++) await this.poll();
	}

	private async step(one: Step): Promise<void> {
		const { faults } = tampuuri.simulator;
		switch (one.kind) {
			case 'create':
				this.states.set(this.make(this, one.late), 'avoin');
				return;
			case 'move': {
				const [id, from] = [...this.states][one.which % Math.max(1, this.states.size)] ?? [];
				if (id === undefined || from === undefined || !canMove(from, one.to)) return;
				tampuuri.move(id, one.to);
				this.states.set(id, one.to);
				this.entered.push(`${id} ${one.to}`);
				return;
			}
			case 'poll':
				this.now += one.minutes * MINUTE;
				return await this.poll();
			case 'failedPoll':
				faults.set({
					skip: one.skip,
					action: one.isCut ? { kind: 'cut', when: 'midBody' } : { kind: 'status', status: 500 },
				});
				await this.poll(true);
				return faults.clear();
			case 'changingPoll':
				faults.set({ times: 3, action: { kind: 'changingTotal', by: -1 } });
				await this.poll();
				return faults.clear();
			case 'lyingPoll':
				faults.set({ skip: one.skip, times: one.times, action: one.lie });
				await this.poll(true);
				return faults.clear();
			case 'restart':
				this.polling = tampuuri.publish(this.parameters, this.polling.saved);
		}
	}

	/** A fault that would strike a later page than there are lets the poll succeed. */
	private async poll(mayFail = false): Promise<void> {
		const items = await this.polling.poll().catch((error: unknown) => {
			if (!mayFail) throw error;
			return undefined;
		});
		if (items === undefined) return;
		this.tell(this);
		this.told.push(...items.map(({ Id, Tila }) => `${String(Id)} ${String(Tila)}`));
	}
}

const open = () => tampuuri.create();
const ids = (entries: readonly string[]) => entries.map((entry) => entry.split(' ')[0]).sort();

/** What Tampuuri says at two polls in a row is believed, so it never lies twice in a row. */
function lyingOnce(steps: readonly Step[]): Step[] {
	const honest: Step = { kind: 'poll', minutes: 1 };
	return steps.flatMap((one): Step[] => (one.kind === 'lyingPoll' ? [one, honest] : [one]));
}

async function holds(
	arbitraries: ReadonlyArray<fc.Arbitrary<Step>>,
	history: () => History,
	check: (played: History) => void,
	/** What is played instead of the steps that were made up. */
	change = (played: readonly Step[]): readonly Step[] => played,
): Promise<void> {
	const steps = fc.array(fc.oneof(...arbitraries), { maxLength: 14 }).map(change);
	await fc.assert(
		fc.asyncProperty(steps, async (played) => {
			tampuuri.simulator.reset();
			const one = history();
			await one.play(played);
			check(one);
		}),
		{ numRuns: runs(20) },
	);
}

const newRequests = () =>
	new History(
		{ event: 'newServiceRequests', state: { __rl: true, mode: 'list', value: '' } },
		open,
		() => {},
	);

const eachOnce = ({ told, states }: History) =>
	expect(ids(told)).toEqual([...states.keys()].map(String).sort());

describe('whatever happens between polls', () => {
	it('each new service request is told exactly once', async () => {
		await holds([create, move, poll, failedPoll, changingPoll, restart], newRequests, eachOnce);
	});

	it('each state that a poll finds is told exactly once', async () => {
		await holds(
			[create, move, move, poll, failedPoll, restart],
			() => {
				const last = new Map<number, ServiceRequestState>();
				return new History({ event: 'serviceRequestStateChanged' }, open, ({ states, due }) => {
					for (const [id, state] of states) {
						if (state !== (last.get(id) ?? 'avoin')) due.push(`${id} ${state}`);
						last.set(id, state);
					}
				});
			},
			({ told, due }) => expect([...told].sort()).toEqual([...due].sort()),
		);
	});

	it('each return to a chosen state that a poll finds is told exactly once', async () => {
		await holds(
			[create, move, move, poll, failedPoll],
			() => {
				let before = new Set<number>();
				const state = { __rl: true, mode: 'list', value: 'vastaanotettu' };
				const parameters = { event: 'serviceRequestStateChanged', state };
				return new History(parameters, open, ({ states, due }) => {
					const now = [...states.keys()].filter((id) => states.get(id) === 'vastaanotettu');
					due.push(...now.filter((id) => !before.has(id)).map((id) => `${id} vastaanotettu`));
					before = new Set(now);
				});
			},
			({ told, due }) => expect([...told].sort()).toEqual([...due].sort()),
		);
	});

	it('each change of a document is told exactly once, those that come late too', async () => {
		await holds(
			[create, create, poll, failedPoll, restart],
			() =>
				new History(
					{ event: 'changedDocuments', documentType: 'Kohde' },
					({ now }, late) => tampuuri.log(now - late * MINUTE),
					() => {},
				),
			({ told, states }) => expect(ids(told)).toEqual([...states.keys()].map(String).sort()),
		);
	});
});

describe('whatever false lists Tampuuri returns between polls', () => {
	it('each new service request is told exactly once, and no other', async () => {
		await holds(
			[create, move, poll, lyingPoll, lyingPoll, failedPoll, restart],
			newRequests,
			eachOnce,
		);
	});

	it('no request is told to have entered a state that it has not entered', async () => {
		const state = { __rl: true, mode: 'list', value: 'vastaanotettu' };
		await holds(
			[create, move, move, poll, poll, lyingPoll, restart],
			() => new History({ event: 'serviceRequestStateChanged', state }, open, () => {}),
			({ told, entered, states }) => {
				const count = (list: readonly string[], one: string) =>
					list.filter((other) => other === one).length;
				for (const one of told) expect(count(told, one)).toBeLessThanOrEqual(count(entered, one));
				const due = [...states].filter(([, now]) => now === 'vastaanotettu');
				expect(told).toEqual(expect.arrayContaining(due.map((one) => one.join(' '))));
			},
			lyingOnce,
		);
	});

	it('a list that is empty at two polls in a row is believed', async () => {
		const state = { __rl: true, mode: 'list', value: 'vastaanotettu' };
		const [lie] = LIES;
		if (lie === undefined) throw new Error('There is no lie');
		const empty = { kind: 'lyingPoll', lie, skip: 0, times: 'always' } as const;
		const counts = [];
		for (const steps of [[empty], [empty, empty]]) {
			tampuuri.simulator.reset();
			const one = new History({ event: 'serviceRequestStateChanged', state }, open, () => {});
			await one.play(steps);
			counts.push(one.told.length);
		}
		const listed = tampuuri.simulator.data.serviceRequests.browse({ states: ['vastaanotettu'] });
		expect(counts).toEqual([0, listed.total]);
	});
});
