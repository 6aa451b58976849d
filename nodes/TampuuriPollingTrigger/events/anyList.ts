import { MOST_REMEMBERED } from '../memory';
import { readShape } from '../../shared/call/output';
import type { EventDefinition, PolledEvent } from './event';
import { listByPath, listByPathFields } from './listByPath';
import { askedOf, digestOf, readRows, rowKey, sourceOf } from './rows';

/** What items say when removed rows are told too. */
function removalsOf(idField: string): Pick<PolledEvent, 'addition' | 'removal'> {
	return {
		addition: (previous) => ({ rowChange: previous === undefined ? 'new' : 'changed' }),
		removal: (key) => ({
			[idField]: String(Number(key)) === key ? Number(key) : key,
			rowChange: 'removed',
		}),
	};
}

/** Returns rows that are new in a list, new and changed ones, or those that have left it too. */
export const anyList: EventDefinition = {
	value: 'anyList',
	label: 'Any List',
	action: 'On new rows in any list',
	description: 'Triggers on new, changed or removed rows of any operation that returns a list',
	fields: [
		...listByPathFields(),
		{
			displayName: 'Rows',
			name: 'rows',
			type: 'options',
			options: [
				{ name: 'New', value: 'new' },
				{ name: 'New and Changed', value: 'newAndChanged' },
				{
					name: 'New, Changed and Removed',
					value: 'newChangedAndRemoved',
					description:
						'The field "rowChange" says what happened to a row. A removed row has only its ID.',
				},
			],
			default: 'new',
		},
	],
	sharedOptions: ['callBudget', 'concurrency', 'maskIdentityCodes'],
	ownOptions: [],
	read: (context, profile) => {
		const call = listByPath(context, profile);
		const idField = String(context.getNodeParameter('idField', 'Id')).trim();
		const wanted = context.getNodeParameter('rows', 'new');
		const withRemoved = wanted === 'newChangedAndRemoved';
		const withChanged = withRemoved || wanted === 'newAndChanged';
		const source = sourceOf(context, {});
		return {
			asked: [askedOf(call), idField, wanted],
			...(withRemoved && { forgetsMissing: true, ...removalsOf(idField) }),
			shape: readShape(source, 0, call.operation),
			list: async (client) => {
				const { rows, ...read } = await readRows(call, client, MOST_REMEMBERED);
				const entries = rows.map((row) => ({
					key: rowKey(row, idField),
					stamp: withChanged ? digestOf(row) : '',
					row,
				}));
				return { ...read, entries, rows: rows.length };
			},
			isNews: (previous, stamp) => previous !== stamp,
		};
	},
};
