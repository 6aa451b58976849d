import type { IPollFunctions } from 'n8n-workflow';

import type { Threshold } from '../shared/dates/thresholds';
import type { Told } from './events';

/**
 * Thresholds and what was told, from n8n's static data of this node: it outlives restarts.
 * A manual test run neither reads nor writes it, and always has something to show.
 */
export function memoryOf(
	context: IPollFunctions,
	subject: string,
	parameter: string,
	daysLeft: number,
): { thresholds: Threshold[]; told: Told | undefined; tell: (told: Told) => void } {
	const thresholds = numbersIn(context.getNodeParameter(parameter));
	if (context.getMode() === 'manual') {
		const crossedToday = Math.max(daysLeft, 0) + 1;
		return {
			thresholds: [...new Set([...thresholds, crossedToday])],
			told: undefined,
			tell: () => {},
		};
	}
	const memory = context.getWorkflowStaticData('node');
	return {
		thresholds,
		told: toldIn(memory[subject]),
		// A new object: n8n notices changes at the top level only.
		tell: (told) => {
			memory[subject] = { ...told };
		},
	};
}

function numbersIn(value: unknown): number[] {
	return Array.isArray(value) ? value.map(Number).filter(Number.isFinite) : [];
}

function toldIn(value: unknown): Told | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	if (!('about' in value) || !('threshold' in value)) return undefined;
	const { about, threshold } = value;
	if (typeof about !== 'string' || typeof threshold !== 'number') return undefined;
	const at = 'at' in value && typeof value.at === 'string' ? { at: value.at } : {};
	return { about, threshold, ...at };
}
