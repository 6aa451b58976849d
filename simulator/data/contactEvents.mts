import { MILLISECONDS_IN_DAY, REFERENCE_TIME } from './dates.mts';
import { bitsFor, FIRST_IDS, randomFor } from './seeding.mts';
import type { Parties } from './parties.mts';
import type { Sizes } from './sizes.mts';
import { CONTACT_SUBJECTS } from './words.mts';

const IDS_IN_THREAD = 4;

/** A contact event (yhteydenotto). */
export interface ContactEvent {
	readonly id: number;
	readonly threadId: number;
	readonly time: number;
	readonly partyId: number;
	readonly source: string | null;
	readonly callId: string | null;
	/** ApiYhteydenottotapaInt. Guess: 0 is Soitto; the other values are not documented. */
	readonly method: number;
	readonly subject: string | null;
	readonly description: string | null;
	readonly sent: boolean;
	/** The body the API received, with attachments. */
	readonly given: Readonly<Record<string, unknown>>;
}

/** Contact events in their message threads. A thread's id is the id of its first event (Help: "viestiketjun parentin id"). */
export class ContactEvents {
	private readonly seed: number;
	private readonly threads: number;
	private readonly parties: Parties;
	private readonly addedEvents: ContactEvent[] = [];

	constructor(seed: number, sizes: Sizes, parties: Parties) {
		this.seed = seed;
		this.threads = sizes.contactThreads;
		this.parties = parties;
	}

	get added(): readonly ContactEvent[] {
		return this.addedEvents;
	}

	/** @returns the events of a thread, oldest first, or undefined when there is no such thread */
	thread(threadId: number): ContactEvent[] | undefined {
		const index = (threadId - FIRST_IDS.contactEvent) / IDS_IN_THREAD;
		const isMade = Number.isInteger(index) && index >= 0 && index < this.threads;
		const made = isMade ? this.generatedThread(index, threadId) : [];
		const events = [...made, ...this.addedEvents.filter((event) => event.threadId === threadId)];
		return events.length > 0 ? events : undefined;
	}

	/** Adds an event to its thread, or starts a new thread. */
	add(event: Omit<ContactEvent, 'id' | 'threadId'> & { readonly threadId?: number }): ContactEvent {
		const id = FIRST_IDS.contactEvent + this.threads * IDS_IN_THREAD + this.addedEvents.length;
		const added = { ...event, id, threadId: event.threadId ?? id };
		this.addedEvents.push(added);
		return added;
	}

	private generatedThread(index: number, threadId: number): ContactEvent[] {
		const length = 1 + (bitsFor(this.seed, 'contactEvent', -1 - index) % (IDS_IN_THREAD - 1));
		return Array.from({ length }, (_, number) => {
			const random = randomFor(this.seed, 'contactEvent', index * IDS_IN_THREAD + number);
			const daysAgo = 1 + (index % 300);
			return {
				id: threadId + number,
				threadId,
				time:
					REFERENCE_TIME -
					daysAgo * MILLISECONDS_IN_DAY +
					number * random.integer(1, 5) * 3_600_000,
				partyId: this.parties.personIdAt(index),
				source: random.chance(50) ? 'Asukassivut' : null,
				callId: random.chance(30) ? String(random.integer(10_000, 99_999)) : null,
				method: 0,
				subject: random.pick(CONTACT_SUBJECTS),
				description: number === 0 ? 'Asukas pyysi vastausta ennen kuun vaihdetta.' : 'Vastattiin.',
				sent: number > 0,
				given: {},
			};
		});
	}
}
