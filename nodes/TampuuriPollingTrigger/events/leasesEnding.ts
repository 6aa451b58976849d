import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { finnishTimeOf } from '../../shared/call/dates';
import { InvalidInput } from '../../shared/errors/invalidInput';
import { CallFailed, type Transport } from '../../shared/api/client';
import { readShape } from '../../shared/call/output';
import { propertyOf } from '../../shared/call/paging/page';
import { isEmpty, wireValueOf } from '../../shared/call/values';
import { askedOf, callOf, readRows, sourceOf } from '../calls';
import type { Entry } from '../compare';
import { customListOf } from './anyList';
import type { ReadEvent } from './event';
import { requireField, rowKey } from './rowKey';

/** Whole calendar days in Finland from now to a day; undefined when it is no date. */
export function daysUntil(day: unknown, now: number): number | undefined {
	const today = finnishTimeOf(new Date(now))?.startOf('day');
	const end = finnishTimeOf(day)?.startOf('day');
	return today && end && Math.round(end.diff(today, 'days').days);
}

function leaseIdsOf(context: IPollFunctions): number[] {
	const value = context.getNodeParameter('leaseIds');
	const field = {
		type: 'integerList',
		key: 'leaseIds',
		parameter: 'leaseIds',
		label: 'Lease IDs (Sopimukset)',
	} as const;
	const ids = isEmpty(value) ? [] : wireValueOf(field, value, 'midnight');
	if (!Array.isArray(ids) || ids.length === 0) {
		throw new InvalidInput(
			'Lease IDs (Sopimukset) is empty',
			'Enter the IDs, or choose a list that holds leases.',
		);
	}
	return [...new Set(ids.map(Number))];
}

function isNotFound(error: unknown): boolean {
	return (
		error instanceof CallFailed && error.failure.kind === 'refused' && error.failure.status === 404
	);
}

/** A lease that is archived or gone (404) must not keep the others from being looked at. */
async function readLease(
	context: IPollFunctions,
	transport: Transport,
	id: number,
): Promise<IDataObject[]> {
	const call = callOf(context, 'lease', 'get', { lease: id });
	const { rows } = await readRows(call, transport).catch((error: unknown) => {
		if (!isNotFound(error)) throw error;
		context.logger.warn(`Tampuuri did not find lease ${id}: archived or unknown`);
		return { rows: [] };
	});
	return rows.map((row) => ({ Id: id, ...row }));
}

/** Each lease once for each end date, when that date is at most so many days ahead. */
export const leasesEnding: ReadEvent = (context) => {
	const days = Number(context.getNodeParameter('days'));
	if (!Number.isInteger(days) || days < 0) {
		throw new InvalidInput('Days is not a whole number from 0 up', 'Enter how many days ahead.');
	}
	const endField = String(context.getNodeParameter('endDateField')).trim();
	const list =
		context.getNodeParameter('leasesFrom') === 'list' ? customListOf(context) : undefined;
	const idField = list && String(context.getNodeParameter('idField', 'Id')).trim();
	const ids = list === undefined ? leaseIdsOf(context) : [];
	const { operation } = list ?? callOf(context, 'lease', 'get', { lease: ids[0] });
	const source = sourceOf(context, {});
	return {
		// Not the IDs: a lease added to them must not make the others count as seen.
		asked: [days, endField, list && askedOf(list), idField],
		onceADay: true,
		shape: readShape(source, 0, operation),
		list: async (transport, { now }) => {
			const rows: IDataObject[] = [];
			const listed = list && (await readRows(list, transport));
			for (const row of listed?.rows ?? []) rows.push(row);
			for (const id of ids) rows.push(...(await readLease(context, transport, id)));
			requireField(rows, endField, 'End Date Field');
			const entries = rows.flatMap((row): Entry[] => {
				const end = propertyOf(row, endField);
				const left = daysUntil(end, now);
				if (left === undefined || left < 0 || left > days) return [];
				const stamp = finnishTimeOf(end)?.toISODate() ?? '';
				return [{ key: rowKey(row, idField ?? 'Id'), stamp, row }];
			});
			return { entries, notices: listed?.notices ?? [] };
		},
		isNews: (previous, end) => previous !== end,
	};
};
