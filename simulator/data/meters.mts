import { calendarDay, MILLISECONDS_IN_DAY, REFERENCE_TIME } from './dates.mts';
import { FIRST_IDS, randomFor } from './seeding.mts';
import type { Sizes } from './sizes.mts';

/** A meter's latest consumption; days are calendar days. */
export interface Consumption {
	readonly amount: number;
	readonly start: string;
	readonly end: string;
}

/** Water meters, one a unit. */
export class Meters {
	private readonly seed: number;
	readonly total: number;

	constructor(seed: number, sizes: Sizes) {
		this.seed = seed;
		this.total = sizes.meters;
	}

	idAt(index: number): number {
		return FIRST_IDS.meter + index;
	}

	/** @returns undefined when there is no such meter */
	latestConsumption(meterId: number): Consumption | undefined {
		const index = meterId - FIRST_IDS.meter;
		if (index < 0 || index >= this.total) return undefined;
		const random = randomFor(this.seed, 'meter', index);
		const end = REFERENCE_TIME - random.integer(1, 28) * MILLISECONDS_IN_DAY;
		return {
			amount: random.integer(50, 1_500) / 100,
			start: calendarDay(end - 30 * MILLISECONDS_IN_DAY),
			end: calendarDay(end),
		};
	}
}
