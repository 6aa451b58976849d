/** Rows that are generated only when a page of them is requested. */
export interface Rows<Item> {
	readonly total: number;
	slice(from: number, to: number): Item[];
}

export function rowsOf<Item>(items: readonly Item[]): Rows<Item> {
	return { total: items.length, slice: (from, to) => items.slice(from, to) };
}

export function mapRows<Item, Result>(
	rows: Rows<Item>,
	change: (item: Item) => Result,
): Rows<Result> {
	return { total: rows.total, slice: (from, to) => rows.slice(from, to).map(change) };
}

/**
 * A register of rows: generated from their position on demand, changed, or added. Only the latter two are
 * stored, so 100 000 rows cost nothing until they are read. Ids are consecutive: position 0 has the first
 * id, an added row the next free one.
 */
export class Collection<Item extends { readonly id: number }> {
	private readonly firstId: number;
	private readonly generated: number;
	private readonly generate: (position: number, id: number) => Item;
	private readonly changed = new Map<number, Item>();
	private readonly added: Item[] = [];

	constructor(firstId: number, made: number, make: (position: number, id: number) => Item) {
		this.firstId = firstId;
		this.generated = made;
		this.generate = make;
	}

	get total(): number {
		return this.generated + this.added.length;
	}

	idAt(position: number): number {
		return this.firstId + position;
	}

	/** The row at a position, which must be below `total`. */
	at(position: number): Item {
		return this.storedAt(position) ?? this.generate(position, this.idAt(position));
	}

	/** The row if it was added or changed. Generates none, so filters can go over the whole register. */
	storedAt(position: number): Item | undefined {
		return position < this.generated
			? this.changed.get(position)
			: this.added[position - this.generated];
	}

	find(id: number): Item | undefined {
		const position = id - this.firstId;
		return position >= 0 && position < this.total ? this.at(position) : undefined;
	}

	add(make: (id: number) => Item): Item {
		const item = make(this.idAt(this.total));
		this.added.push(item);
		return item;
	}

	/** Replaces the row with the same id. */
	replace(item: Item): Item {
		const position = item.id - this.firstId;
		if (position < this.generated) this.changed.set(position, item);
		else this.added[position - this.generated] = item;
		return item;
	}

	all(): Rows<Item> {
		return {
			total: this.total,
			slice: (from, to) => this.range(from, to).map((position) => this.at(position)),
		};
	}

	/** The rows whose position passes the test, in order. */
	where(passes: (position: number) => boolean): Rows<Item> {
		const positions: number[] = [];
		for (let position = 0; position < this.total; position++) {
			if (passes(position)) positions.push(position);
		}
		return {
			total: positions.length,
			slice: (from, to) => positions.slice(from, to).map((position) => this.at(position)),
		};
	}

	private range(from: number, to: number): number[] {
		const length = Math.max(0, Math.min(to, this.total) - from);
		return Array.from({ length }, (_, index) => from + index);
	}
}
