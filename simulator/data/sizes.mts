/** The initial number of records in each register. */
export interface Sizes {
	/** Units (huoneistot). The numbers of cost centres, plots and buildings follow from it. */
	readonly units: number;
	readonly companies: number;
	readonly persons: number;
	readonly leases: number;
	readonly serviceRequests: number;
	/** Entries in the file log; every second one is a new file. */
	readonly fileLogEntries: number;
	readonly contactThreads: number;
	readonly meters: number;
}

/**
 * Sizes for a property manager with this many units, in everyday proportions.
 * @throws RangeError when a size is not an integer, or is 0 where other registers refer to it
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
