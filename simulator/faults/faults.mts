import { faultShape, type Fault, type FaultRequest } from './fault.mts';

export interface SetFault extends Fault {
	readonly id: number;
	/** How many calls it has been applied to. */
	readonly timesApplied: number;
}

/** What a fault's choice of calls looks at. */
export interface Target {
	readonly method: string;
	/** Relative to the API's base address. */
	readonly path: string;
	/** The row's path, when a row matches. */
	readonly template: string | undefined;
}

interface Pending {
	fault: Fault;
	id: number;
	passed: number;
	timesApplied: number;
}

/** The faults that are set. The first one that matches a call is applied to it. */
export class Faults {
	private pending: Pending[] = [];
	private count = 0;

	get all(): readonly SetFault[] {
		return this.pending.map(({ fault, id, timesApplied }) => ({ ...fault, id, timesApplied }));
	}

	/**
	 * Sets a fault for the next matching call, or the next `times` of them.
	 * @returns the fault's id
	 * @throws ZodError when the request is not a fault
	 */
	set(request: FaultRequest): number {
		const id = (this.count += 1);
		this.pending.push({ fault: faultShape.parse(request), id, passed: 0, timesApplied: 0 });
		return id;
	}

	/** Clears one fault, or all of them. */
	clear(id?: number): void {
		this.pending = id === undefined ? [] : this.pending.filter((pending) => pending.id !== id);
	}

	/** @returns the fault to apply to this call, if any; `timesApplied` includes this call */
	take(target: Target): SetFault | undefined {
		const pending = this.pending.find((candidate) => appliesTo(candidate, target));
		if (!pending) return undefined;
		pending.timesApplied += 1;
		const { fault, id, timesApplied } = pending;
		if (fault.times !== 'always' && timesApplied >= fault.times) this.clear(id);
		return { ...fault, id, timesApplied };
	}
}

function appliesTo(pending: Pending, { method, path, template }: Target): boolean {
	const { fault } = pending;
	if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
	const wanted = fault.path?.toLowerCase();
	if (wanted !== undefined && ![path, template].some((one) => one?.toLowerCase() === wanted)) {
		return false;
	}
	if (pending.passed < fault.skip) {
		pending.passed += 1;
		return false;
	}
	return true;
}
