import { faultShape, type Fault, type FaultRequest } from './fault.mts';

export interface SetFault extends Fault {
	readonly id: number;
	/** How many calls it has struck. */
	readonly struck: number;
}

/** A call, as far as a fault's choice of calls goes. */
export interface Target {
	readonly method: string;
	/** Relative to the API's address. */
	readonly path: string;
	/** The row's path, when there is one. */
	readonly template: string | undefined;
}

interface Pending {
	fault: Fault;
	id: number;
	passed: number;
	struck: number;
}

/** The faults that are set. A call is struck by the first that matches it. */
export class Faults {
	private pending: Pending[] = [];
	private count = 0;

	get all(): readonly SetFault[] {
		return this.pending.map(({ fault, id, struck }) => ({ ...fault, id, struck }));
	}

	/**
	 * Sets a fault for the next matching call, or the next `times`.
	 * @returns its id
	 * @throws ZodError when it isn't a fault
	 */
	set(request: FaultRequest): number {
		const id = (this.count += 1);
		this.pending.push({ fault: faultShape.parse(request), id, passed: 0, struck: 0 });
		return id;
	}

	/** Clears one fault, or all. */
	clear(id?: number): void {
		this.pending = id === undefined ? [] : this.pending.filter((pending) => pending.id !== id);
	}

	/** @returns the fault that strikes this call, used once more; `struck` counts this call too */
	take(target: Target): SetFault | undefined {
		const pending = this.pending.find((candidate) => strikes(candidate, target));
		if (!pending) return undefined;
		pending.struck += 1;
		const { fault, id, struck } = pending;
		if (fault.times !== 'always' && struck >= fault.times) this.clear(id);
		return { ...fault, id, struck };
	}
}

function strikes(pending: Pending, { method, path, template }: Target): boolean {
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
