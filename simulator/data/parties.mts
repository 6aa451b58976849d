import { Collection, type Rows } from './collection.mts';
import { identityCode, identityNumber, isMale, parseIdentityCode } from './identityCode.mts';
import { bitsFor, FIRST_IDS, randomFor } from './seeding.mts';
import type { Sizes } from './sizes.mts';
import {
	CITIES,
	CONTRACTOR_NAMES,
	FIRST_NAMES_OF_MEN,
	FIRST_NAMES_OF_WOMEN,
	LAST_NAMES,
	STREETS,
	type City,
} from './words.mts';

export interface Party {
	readonly id: number;
	readonly kind: 'company' | 'person';
	readonly companyId: number | null;
	readonly name: string;
	/** Artificial, with individual number 900–999. Null for companies and persons added through the API. */
	readonly identityCode: string | null;
	/** Turvakielto: the person's contact details must not be disclosed. */
	readonly nonDisclosure: boolean;
	readonly archived: boolean;
	readonly street: string;
	readonly city: City;
	readonly phone: string;
	readonly email: string;
	/** The body the API received when the party was added or last replaced. */
	readonly given: Readonly<Record<string, unknown>>;
}

/** The party register (osapuolirekisteri): companies first, then persons. */
export class Parties extends Collection<Party> {
	private readonly seed: number;
	private readonly companies: number;
	private readonly persons: number;

	constructor(seed: number, sizes: Sizes) {
		super(FIRST_IDS.party, sizes.companies + sizes.persons, (position, id) =>
			position < sizes.companies
				? this.company(position, id)
				: this.person(position - sizes.companies, id),
		);
		this.seed = seed;
		this.companies = sizes.companies;
		this.persons = sizes.persons;
	}

	companyAt(index: number): Party {
		return this.at(index % this.companies);
	}

	companyIdAt(index: number): number {
		return this.idAt(index % this.companies);
	}

	personAt(index: number): Party {
		return this.at(this.companies + (index % this.persons));
	}

	personIdAt(index: number): number {
		return this.idAt(this.companies + (index % this.persons));
	}

	/**
	 * Finds persons by part of their name or by identity code (webinar: Hakusana). Guess: archived persons
	 * are not found (assumed: EVIDENCE.md#persons).
	 */
	searchPersons(word: string): Rows<Party> {
		const wanted = word.trim().toLowerCase();
		const wantedNumber = parseIdentityCode(word);
		return this.where((position) => {
			const stored = this.storedAt(position);
			if (stored) return stored.kind === 'person' && !stored.archived && isNamed(stored, wanted);
			const index = position - this.companies;
			if (index < 0 || this.isArchived(index)) return false;
			return wantedNumber === undefined
				? this.nameOf(index).toLowerCase().includes(wanted)
				: identityNumber(this.seed, index) === wantedNumber;
		});
	}

	private isArchived(index: number): boolean {
		return index % 29 === 28;
	}

	private nameOf(index: number): string {
		const bits = bitsFor(this.seed, 'personName', index);
		const firstNames = isMale(identityNumber(this.seed, index))
			? FIRST_NAMES_OF_MEN
			: FIRST_NAMES_OF_WOMEN;
		const firstName = firstNames[bits % firstNames.length] ?? firstNames[0];
		const lastName = LAST_NAMES[(bits >>> 8) % LAST_NAMES.length] ?? LAST_NAMES[0];
		return `${firstName} ${lastName}`;
	}

	private company(index: number, id: number): Party {
		const random = randomFor(this.seed, 'company', index);
		const name = CONTRACTOR_NAMES[index % CONTRACTOR_NAMES.length] ?? CONTRACTOR_NAMES[0];
		const round = Math.floor(index / CONTRACTOR_NAMES.length);
		return {
			id,
			kind: 'company',
			companyId: index + 1,
			name: round === 0 ? name : name.replace(/ Oy$/, ` ${round + 1} Oy`),
			identityCode: null,
			nonDisclosure: false,
			archived: false,
			city: random.pick(CITIES),
			street: `${random.pick(STREETS)} ${random.integer(1, 98)}`,
			phone: `000 555 ${String(index % 10_000).padStart(4, '0')}`,
			email: `yritys${index + 1}@example.com`,
			given: {},
		};
	}

	private person(index: number, id: number): Party {
		const random = randomFor(this.seed, 'person', index);
		return {
			id,
			kind: 'person',
			companyId: null,
			name: this.nameOf(index),
			identityCode: identityCode(identityNumber(this.seed, index)),
			nonDisclosure: random.chance(4),
			archived: this.isArchived(index),
			city: random.pick(CITIES),
			street: `${random.pick(STREETS)} ${random.integer(1, 98)}`,
			phone: `000 123 ${String(index % 10_000).padStart(4, '0')}`,
			email: `asukas${index + 1}@example.com`,
			given: {},
		};
	}
}

function isNamed(party: Party, wanted: string): boolean {
	return [party.name, party.identityCode, ...Object.values(party.given)].some(
		(value) => typeof value === 'string' && value.toLowerCase().includes(wanted),
	);
}
