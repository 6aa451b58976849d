/** How many records each register has at the start. */
export interface Sizes {
	/** Units (huoneistot); cost centres, plots and buildings follow from them. */
	readonly units: number;
	readonly companies: number;
	readonly persons: number;
	readonly leases: number;
	readonly serviceRequests: number;
	/** Happenings in the file log; every second one is a new file. */
	readonly fileLogEntries: number;
	readonly contactThreads: number;
	readonly meters: number;
}

/**
 * Sizes of a property manager with this many units, in everyday proportions.
 * @throws RangeError when a register's size is no whole number, or is 0 where others refer to it
 */
export function sizesFor(units: number, given: Partial<Sizes> = {}): Sizes {
	const leases = given.leases ?? units + Math.floor(units / 4);
	const sizes = {
		units,
		companies: 8 + Math.floor(units / 200),
		persons: Math.max(1, Math.ceil(leases * 1.5)),
		leases,
		serviceRequests: units * 3,
		fileLogEntries: units * 4,
		contactThreads: units,
		meters: units,
		...given,
	};
	for (const [register, size] of Object.entries(sizes)) {
		const smallest = ['units', 'companies', 'persons'].includes(register) ? 1 : 0;
		if (!Number.isInteger(size) || size < smallest) {
			throw new RangeError(`${register} must be a whole number from ${smallest} up, not ${size}.`);
		}
	}
	return sizes;
}
