import type { IDataObject } from 'n8n-workflow';
import { finnishTimeOf } from '../../shared/call/dates';
import { InvalidInput } from '../../shared/errors/invalidInput';
import { propertyOf } from '../../shared/call/paging/page';
import { readShape } from '../../shared/call/output';
import { askedOf, callOf, readRows, sourceOf } from '../calls';
import type { Moment, ReadEvent } from './event';
import { rowKey } from './rowKey';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Help: GET tiedostoloki/selaa/{tyyppi}. */
function timeOf(row: IDataObject): number | undefined {
	return finnishTimeOf(propertyOf(row, 'Aikaleima'))?.toMillis();
}

function optionOf(options: IDataObject, name: string, label: string, fallback: number): number {
	const value = options[name] ?? fallback;
	if (typeof value !== 'number' || !(value >= 0)) {
		throw new InvalidInput(`${label} is not a number from 0 up`, 'Correct it under Options.');
	}
	return value;
}

/**
 * From where on the log is asked for: a little before the newest time that was read, for entries that
 * came late. Times are Tampuuri's own, so that its clock need not agree with this one's.
 */
function beginning({ memory, now }: Moment, overlap: number, lookBack: number): number {
	const readUpTo = memory?.readUpTo ?? now - lookBack;
	return Math.max(readUpTo - overlap, memory?.droppedUpTo ?? -Infinity);
}

/** Each entry of the log of document changes once. */
export const changedDocuments: ReadEvent = (context) => {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const overlap = MINUTE * optionOf(options, 'overlap', 'Overlap', 10);
	const lookBack = DAY * optionOf(options, 'lookBack', 'Look Back', 7);
	const callFrom = (from: number) =>
		callOf(context, 'document', 'getChanges', { changedAfter: new Date(from) });
	const call = callFrom(0);
	const source = sourceOf(context, {});
	return {
		asked: askedOf(call),
		byTime: true,
		shape: readShape(source, 0, call.operation),
		list: async (transport, moment) => {
			const from = beginning(moment, overlap, lookBack);
			const { rows, notices } = await readRows(callFrom(from), transport);
			const droppedUpTo = moment.memory?.droppedUpTo ?? -Infinity;
			const entries = rows
				.map((row) => ({ key: rowKey(row, 'Id'), stamp: '', row, time: timeOf(row) }))
				.filter(({ time }) => time === undefined || time > droppedUpTo);
			return { entries, notices };
		},
		isNews: (previous) => previous === undefined,
	};
};
