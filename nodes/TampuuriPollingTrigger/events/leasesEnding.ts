import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { CallFailed, InvalidInput } from '../../shared/errors/failure';
import { messageFor } from '../../shared/errors/messages';
import { withoutIdentityCodes } from '../../shared/errors/redaction';
import { propertyOf } from '../../shared/foreignValues';
import { finnishTimeOf } from '../../shared/call/dates';
import { type Client } from '../../shared/api/client';
import { readShape } from '../../shared/call/output';
import type { CallParameters } from '../../shared/call/parameters';
import type { Operation } from '../../shared/catalogue';
import { accountOperation } from '../../shared/profile/accountRow';
import type { AccountProfile } from '../../shared/profile/schema';
import { isEmpty } from '../../shared/call/entered';
import { numericValue, wireValueOf } from '../../shared/call/values';
import type { Entry } from '../memory';
import type { EventDefinition, Listing, Moment, PolledEvent, WithIds } from './event';
import { listByPath, listByPathFields } from './listByPath';
import { readRecordByRecord, type RecordReading } from './recordByRecord';
import {
	askedOf,
	callOf,
	readRows,
	requireField,
	rowKey,
	sourceOf,
	spellingOf,
	type Rows,
} from './rows';

/** Calendar days in Finland from now to a day; undefined if it is not a date. */
function daysUntil(day: unknown, now: number): number | undefined {
	const today = finnishTimeOf(new Date(now))?.startOf('day');
	const end = finnishTimeOf(day)?.startOf('day');
	return today && end && Math.round(end.diff(today, 'days').days);
}

const LEASE_IDS = {
	type: 'integerList',
	key: 'leaseIds',
	parameter: 'leaseIds',
	label: 'Lease IDs (Sopimukset)',
} as const;

async function leaseIdsOf(context: IPollFunctions, withIds: WithIds): Promise<number[]> {
	const field = { kind: 'lease', label: LEASE_IDS.label, isList: true } as const;
	const value = await withIds(context.getNodeParameter('leaseIds'), field);
	const ids = isEmpty(value) ? [] : wireValueOf(LEASE_IDS, value, 'midnight');
	if (!Array.isArray(ids) || ids.length === 0) {
		throw new InvalidInput(
			'Lease IDs (Sopimukset) is empty',
			'Enter the IDs, or choose a list that contains leases.',
		);
	}
	return [...new Set(ids.map(Number))];
}

/** Skips a lease that is archived or gone (404), so that it does not stop the others. */
async function readLease(
	context: IPollFunctions,
	client: Client,
	call: CallParameters,
	id: number,
): Promise<IDataObject[]> {
	const { rows } = await readRows(call, client).catch((error: unknown) => {
		if (!(error instanceof CallFailed && error.isRefusedWith(404))) throw error;
		context.logger.warn(`Tampuuri could not find lease ${id}: it is archived or unknown`);
		return { rows: [] };
	});
	return rows.map((row) => ({ Id: id, ...row }));
}

/** Says which leases were not read, and gives the items that stand for them if they are wanted. */
function unreadLeases(
	context: IPollFunctions,
	{ newFailures, progress, isFinished }: RecordReading,
	of: number,
): IDataObject[] {
	const { logger } = context;
	const { name } = context.getNode();
	const unread = newFailures.map(({ id, error }) => {
		const { message } = messageFor(error.failure, withoutIdentityCodes);
		return { Id: id, readNote: `Lease ${id} could not be read: ${message}` };
	});
	for (const { readNote } of unread)
		logger.warn(`${name}: ${readNote}. It will be tried again tomorrow.`);
	if (!isFinished) {
		logger.info(
			`${name}: ${progress.today} of ${of} leases have been read today. The next poll goes on from there.`,
		);
	}
	const { unreadLeases: wanted } = context.getNodeParameter('options', {}) as IDataObject;
	return wanted === 'item' ? unread : [];
}

type ListedLeases = Rows & Pick<Listing, 'steps'>;

/**
 * Reads leases by their IDs, those that were not read earlier today.
 *
 * @throws CallFailed in a manual test when Tampuuri is down, so that the person sees why
 */
async function readByIds(
	context: IPollFunctions,
	client: Client,
	{ lease, ids }: { lease: Operation; ids: readonly number[] },
	moment: Moment,
): Promise<ListedLeases> {
	const { options } = callOf(context, lease, { lease: ids[0] });
	const read = async (id: number) =>
		await readLease(context, client, callOf(context, lease, { lease: id }), id);
	const reading = await readRecordByRecord({ ids, read, concurrency: options.concurrency }, moment);
	const { rows, asked, progress, isFinished, outage } = reading;
	if (moment.isTest) {
		if (outage !== undefined) throw outage;
		const { today } = progress;
		const notices =
			today < ids.length ? [`The test read only ${today} of ${ids.length} leases.`] : [];
		return { rows, pages: today, notices };
	}
	const items = unreadLeases(context, reading, ids.length);
	return { rows, pages: asked, notices: [], steps: { progress, isFinished, items, outage } };
}

/** A list that contains leases, under whatever path. */
function leaseList(
	context: IPollFunctions,
	lease: Operation,
	profile: AccountProfile | undefined,
): CallParameters {
	const list = listByPath(context, profile);
	const fields = 'fields' in lease.response ? lease.response.fields : [];
	return { ...list, operation: { ...list.operation, response: { kind: 'list', fields } } };
}

/** Assumed (EVIDENCE.md#leases). */
const END_DATE = 'Loppupvm';

async function readLeasesEnding(
	context: IPollFunctions,
	profile: AccountProfile | undefined,
	withIds: WithIds,
): Promise<PolledEvent> {
	const days = numericValue(context.getNodeParameter('days'));
	if (!Number.isInteger(days) || days < 0) {
		throw new InvalidInput(
			'Days must be a whole number, 0 or more',
			'Enter how many days ahead to look.',
		);
	}
	const lease = accountOperation(profile, 'lease', 'get');
	const list =
		context.getNodeParameter('leasesFrom') === 'list'
			? leaseList(context, lease, profile)
			: undefined;
	const idField = list && String(context.getNodeParameter('idField', 'Id')).trim();
	const ids = list === undefined ? await leaseIdsOf(context, withIds) : [];
	const { operation } = list ?? callOf(context, lease, { lease: ids[0] });
	const source = sourceOf(context, {});
	return {
		// Without the IDs: adding a lease must not make the trigger start over.
		asked: [days, spellingOf(lease), list && askedOf(list), idField],
		onceADay: true,
		shape: readShape(source, 0, operation),
		list: async (client, moment) => {
			const listed: ListedLeases = list
				? await readRows(list, client)
				: await readByIds(context, client, { lease, ids }, moment);
			const { rows, steps, pages } = listed;
			// A part of the leases may all be without an end date.
			const isPart = steps !== undefined && (!steps.isFinished || pages < ids.length);
			if (!isPart) requireField(rows, END_DATE, 'the end date of a lease');
			const entries = rows.flatMap((row): Entry[] => {
				const end = propertyOf(row, END_DATE);
				const left = daysUntil(end, moment.now);
				if (left === undefined || left < 0 || left > days) return [];
				const stamp = finnishTimeOf(end)?.toISODate() ?? '';
				return [{ key: rowKey(row, idField ?? 'Id'), stamp, row }];
			});
			return { ...listed, entries, rows: rows.length };
		},
		isNews: (previous, end) => previous !== end,
	};
}

/** Returns each lease once per end date, when that date is within the given number of days. */
export const leasesEnding: EventDefinition = {
	value: 'leasesEnding',
	label: 'Leases Ending Within N Days (Sopimukset)',
	action: 'On leases ending soon',
	description:
		'Triggers once per lease and end date when the lease is about to end. Checked once a day.',
	fields: [
		{
			displayName: 'Days',
			name: 'days',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 0 },
			default: 30,
			description: 'Triggers when the end date is at most this many days ahead',
		},
		{
			displayName: 'Leases From',
			name: 'leasesFrom',
			type: 'options',
			options: [
				{
					name: 'An API List',
					value: 'list',
					description:
						'One that you know contains leases with their end dates. We know of none in Tampuuri.',
				},
				{ name: 'Lease IDs', value: 'ids' },
			],
			default: 'ids',
		},
		{
			displayName: 'Lease IDs (Sopimukset)',
			name: 'leaseIds',
			type: 'string',
			displayOptions: { show: { leasesFrom: ['ids'] } },
			default: '',
			placeholder: 'e.g. 442766, Maija Mäkinen',
			description:
				'IDs, tenants or addresses, separated by commas, or by semicolons if a name has a comma. Takes one call per lease per day.',
		},
		...listByPathFields({ leasesFrom: ['list'] }),
	],
	existing: {
		displayName: 'Emit Existing on First Run',
		name: 'emitExisting',
		type: 'boolean',
		// Otherwise a lease that already ends soon would never be returned.
		default: true,
		description:
			'Whether to return leases that already end soon when the workflow is first published or the fields above change. If you turn it off, they are never returned for that end date.',
	},
	sharedOptions: ['callBudget', 'concurrency', 'maskIdentityCodes'],
	ownOptions: [
		{
			displayName: 'Unreadable Leases',
			name: 'unreadLeases',
			type: 'options',
			displayOptions: { show: { '/leasesFrom': ['ids'] } },
			options: [
				{
					name: 'Return an Item with a Note',
					value: 'item',
					description: 'Once per lease, until it can be read again',
				},
				{
					name: 'Only Write to the Log',
					value: 'log',
					description: "Once per lease, to n8n's log",
				},
			],
			default: 'item',
			description: 'What to do with a lease that fails while others can be read',
		},
	],
	read: readLeasesEnding,
};
