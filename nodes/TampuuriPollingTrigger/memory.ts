import type { IDataObject } from 'n8n-workflow';
import type { Seen } from './compare';

/** What one poll leaves to the next, in n8n's static data of the node. */
export interface Memory {
	/** Stands for what the parameters asked. */
	readonly asked: string;
	readonly seen: Seen;
	/** The newest time that was read, in milliseconds; of events that go by time. */
	readonly readUpTo?: number;
	/** Times up to this one count as seen: their rows were too many to be remembered. */
	readonly droppedUpTo?: number;
	/** The Finnish calendar day of the last reading. */
	readonly day?: string;
}

function textsOf(value: unknown): string[] | undefined {
	return Array.isArray(value) && value.every((text) => typeof text === 'string')
		? [...value]
		: undefined;
}

function numberOf(value: unknown): number | undefined {
	return typeof value === 'number' ? value : undefined;
}

/**
 * Reads the memory back.
 *
 * @param asked what the parameters ask now
 * @returns undefined when there is none, or one of other parameters: the trigger starts anew
 */
export function readMemory(staticData: IDataObject, asked: string): Memory | undefined {
	const keys = textsOf(staticData.keys);
	const stamps = textsOf(staticData.stamps);
	if (staticData.asked !== asked || keys === undefined || stamps === undefined) return undefined;
	return {
		asked,
		seen: new Map(keys.map((key, index) => [key, stamps[index] ?? ''])),
		readUpTo: numberOf(staticData.readUpTo),
		droppedUpTo: numberOf(staticData.droppedUpTo),
		day: typeof staticData.day === 'string' ? staticData.day : undefined,
	};
}

/** Writes the memory; only flat values at the top level, where n8n notices every change. */
export function writeMemory(staticData: IDataObject, memory: Memory): void {
	staticData.asked = memory.asked;
	staticData.keys = [...memory.seen.keys()];
	staticData.stamps = [...memory.seen.values()];
	staticData.readUpTo = memory.readUpTo ?? null;
	staticData.droppedUpTo = memory.droppedUpTo ?? null;
	staticData.day = memory.day ?? null;
}
