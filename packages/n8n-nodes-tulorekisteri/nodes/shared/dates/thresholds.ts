import { DAY } from './lifecycle';

/** Days left before an end at which to speak up; 0 means the end has passed. */
export type Threshold = number;

export interface Crossing {
	/** The latest threshold that was crossed. */
	threshold: Threshold;
	/** Earlier ones that were crossed unseen: while n8n was stopped, or before the workflow was published. */
	missed: Threshold[];
}

/**
 * The thresholds crossed since `lastFired`, told as one: the most urgent.
 * @param lastFired the smallest threshold told so far about this very end; undefined when none
 */
export function crossedThresholds(
	thresholds: Threshold[],
	end: Date,
	now: Date,
	lastFired: Threshold | undefined,
): Crossing | undefined {
	const left = end.getTime() - now.getTime();
	const crossed = thresholds
		.filter((threshold) => (threshold === 0 ? left < 0 : left <= threshold * DAY))
		.filter((threshold) => lastFired === undefined || threshold < lastFired)
		.sort((one, other) => one - other);
	const [threshold, ...earlier] = crossed;
	return threshold === undefined ? undefined : { threshold, missed: earlier.reverse() };
}
