import type { IDataObject } from 'n8n-workflow';
import { numberSetting } from '../../shared/call/options';
import { accountOperation } from '../../shared/profile/accountRow';
import { fieldProperty } from '../../Tampuuri/properties/fieldProperty';
import { propertyOf } from '../../shared/foreignValues';
import { finnishTimeOf } from '../../shared/call/dates';
import { readShape } from '../../shared/call/output';
import type { EventDefinition } from './event';
import { askedOf, beginning, callOf, readRows, rowField, rowKey, sourceOf } from './rows';

const DEFAULT_LOOK_BACK = 7;
const DEFAULT_OVERLAP = 10;
const LOOK_BACK = {
	label: 'Look Back',
	fallback: DEFAULT_LOOK_BACK,
	minimum: 0,
	maximum: 3_650,
} as const;
const OVERLAP = {
	label: 'Overlap',
	fallback: DEFAULT_OVERLAP,
	minimum: 0,
	maximum: 100_000,
} as const;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Help: GET tiedostoloki/selaa/{tyyppi}. */
function timeOf(row: IDataObject): number | undefined {
	return finnishTimeOf(propertyOf(row, 'Aikaleima'))?.toMillis();
}

/** Returns each entry of the document change log once. */
export const changedDocuments: EventDefinition = {
	value: 'changedDocuments',
	label: 'Changed Documents (Tiedostoloki)',
	action: 'On changed documents',
	description:
		'Triggers on new entries in the log of document changes. Usually takes one call per poll.',
	fields: [
		{
			displayName: 'Document Type (Tyyppi)',
			name: 'documentType',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Kohde',
			description: "Name or number of an ApiLiitetyyppi value, as listed on Tampuuri's Help page",
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [fieldProperty(rowField('document', 'getChanges', 'attachmentType'), false)],
		},
	],
	sharedOptions: ['callBudget', 'concurrency', 'maskIdentityCodes'],
	ownOptions: [
		{
			displayName: 'Look Back (Days)',
			name: 'lookBack',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: DEFAULT_LOOK_BACK,
			description: 'How far back to read the log on the first run and in manual tests',
		},
		{
			displayName: 'Overlap (Minutes)',
			name: 'overlap',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: DEFAULT_OVERLAP,
			description:
				'How far before the newest known entry each poll starts reading, to catch late entries. Nothing is returned twice.',
		},
	],
	read: (context, profile) => {
		const options = context.getNodeParameter('options', {}) as IDataObject;
		const overlap = MINUTE * numberSetting(options.overlap, OVERLAP);
		const lookBack = DAY * numberSetting(options.lookBack, LOOK_BACK);
		const getChanges = accountOperation(profile, 'document', 'getChanges');
		const callFrom = (from: number) =>
			callOf(context, getChanges, { changedAfter: new Date(from) });
		const call = callFrom(0);
		const source = sourceOf(context, {});
		return {
			asked: askedOf(call),
			byTime: true,
			shape: readShape(source, 0, call.operation),
			list: async (client, moment) => {
				const from = beginning(moment, overlap, lookBack);
				const { rows, ...read } = await readRows(callFrom(from), client);
				const droppedUpTo = moment.memory?.droppedUpTo ?? -Infinity;
				const entries = rows
					.map((row) => ({ key: rowKey(row, 'Id'), stamp: '', row, time: timeOf(row) }))
					.filter(({ time }) => time === undefined || time > droppedUpTo);
				return { ...read, entries, rows: rows.length };
			},
			isNews: (previous) => previous === undefined,
		};
	},
};
