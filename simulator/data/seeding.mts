import { hash, Random } from './random.mts';

/** Keeps the registers' random choices apart, so changing one register leaves the others as they are. */
const STREAMS = {
	company: 1,
	contactEvent: 2,
	contractor: 3,
	costCentre: 4,
	file: 5,
	lease: 6,
	maintenance: 7,
	meter: 8,
	payment: 9,
	person: 10,
	personName: 11,
	serviceRequest: 12,
	serviceRequestState: 13,
	unit: 14,
	generic: 15,
	address: 16,
};

export type Stream = keyof typeof STREAMS;

/** Each register's first id. They are far apart, so an id from the wrong register is noticed. */
export const FIRST_IDS = {
	property: 1_000_001,
	party: 2_000_001,
	lease: 3_000_001,
	serviceRequest: 4_000_001,
	file: 5_000_001,
	fileLogEntry: 6_000_001,
	contactEvent: 7_000_001,
	meter: 8_000_001,
	maintenanceTask: 9_000_001,
	/** Records of operations that have no register of their own here. */
	other: 10_000_001,
};

export function randomFor(seed: number, stream: Stream, index: number): Random {
	return new Random(seed, STREAMS[stream], index);
}

/** 32 bits for a single choice, where generating the whole record would cost too much. */
export function bitsFor(seed: number, stream: Stream, index: number): number {
	return hash(seed, STREAMS[stream], index);
}
