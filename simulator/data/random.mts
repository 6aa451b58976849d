/** A list with at least one item. */
export type NonEmpty<Item> = readonly [Item, ...Item[]];

/**
 * Mixes three integers into 32 evenly spread bits. The same numbers always give the same bits, so row
 * 99 999 of a register can be generated without the rows before it.
 */
export function hash(seed: number, stream: number, index: number): number {
	let bits =
		Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^
		Math.imul(stream + 1, 0xc2b2ae35) ^
		Math.imul(index + 1, 0x27d4eb2f);
	bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
	bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
	return (bits ^ (bits >>> 16)) >>> 0;
}

/** A seeded sequence of random choices for the fields of one generated record. */
export class Random {
	private state: number;

	constructor(seed: number, stream: number, index: number) {
		this.state = hash(seed, stream, index);
	}

	/** An integer from `minimum` to `maximum`, both included. */
	integer(minimum: number, maximum: number): number {
		return minimum + (this.next() % (maximum - minimum + 1));
	}

	/** True in about `percent` of a hundred cases. */
	chance(percent: number): boolean {
		return this.integer(0, 99) < percent;
	}

	pick<Item>(list: NonEmpty<Item>): Item {
		return list[this.integer(0, list.length - 1)] ?? list[0];
	}

	private next(): number {
		this.state = hash(this.state, 0, 0);
		return this.state;
	}
}
