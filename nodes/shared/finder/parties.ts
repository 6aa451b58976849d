import { businessIdIn } from './businessId';
import { readName } from './name';
import { Names } from './names';
import { MOST_CANDIDATES, theOnly, type FinderRecord, type FinderResult } from './result';
import { spelledAs } from './text';

/** A person or a company as the finder takes it. */
export interface PartyRecord extends FinderRecord {
	/** Other texts in which its business ID may stand. */
	readonly businessId?: string;
}

/** Finds people and companies by name or business ID. Made once for a register. */
export class PartyFinder<Found extends PartyRecord> {
	private readonly names = new Names<Found>();
	private readonly byText = new Map<string, Found[]>();
	private readonly byBusinessId = new Map<string, Found[]>();

	constructor(records: readonly Found[]) {
		for (const record of records) this.add(record);
	}

	/** Finds the party that a text means. */
	find(query: string): FinderResult<Found> {
		const asked = businessIdIn(query);
		const name = asked === undefined ? query : query.replace(asked.written, ' ');
		const byId = theOnly(this.byBusinessId.get(asked?.id ?? '') ?? [], 'exact');
		// Where the register has business IDs, one that it does not have is another company's.
		const isOther = asked !== undefined && this.byBusinessId.size > 0;
		const way = byId ?? (isOther ? undefined : (this.spelled(name) ?? this.names.find(name)));
		if (way !== undefined) return way;
		const candidates = this.names.suggested(name);
		return { isAmbiguous: false, candidates: candidates.slice(0, MOST_CANDIDATES) };
	}

	private spelled(query: string): FinderResult<Found> | undefined {
		const only = theOnly(this.byText.get(spelledAs(query)) ?? [], 'exact');
		return only !== undefined && 'found' in only ? only : undefined;
	}

	private add(record: Found): void {
		for (const text of record.texts) {
			const spelled = spelledAs(text);
			this.byText.set(spelled, [...(this.byText.get(spelled) ?? []), record]);
			this.names.add(record, readName(text));
		}
		for (const text of [...record.texts, record.businessId ?? '']) {
			const { id } = businessIdIn(text) ?? {};
			if (id === undefined) continue;
			this.byBusinessId.set(id, [...(this.byBusinessId.get(id) ?? []), record]);
		}
	}
}
