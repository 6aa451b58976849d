import { MOST_REMEMBERED } from '../memory';
import { readShape } from '../../shared/call/output';
import type { EventDefinition } from './event';
import { listByPath, listByPathFields } from './listByPath';
import { askedOf, digestOf, readRows, rowKey, sourceOf } from './rows';

/** Returns rows that are new in a list, or new and changed ones. */
export const anyList: EventDefinition = {
	value: 'anyList',
	label: 'Any List',
	action: 'On new rows in any list',
	description: 'Triggers on new or changed rows of any operation that returns a list',
	fields: [
		...listByPathFields(),
		{
			displayName: 'Rows',
			name: 'rows',
			type: 'options',
			options: [
				{ name: 'New', value: 'new' },
				{ name: 'New and Changed', value: 'newAndChanged' },
			],
			default: 'new',
		},
	],
	sharedOptions: [
		'callBudget',
		'fieldNameLimit',
		'fieldNameOffset',
		'maskIdentityCodes',
		'pageConcurrency',
		'retries',
		'timeout',
	],
	ownOptions: [],
	read: (context) => {
		const call = listByPath(context);
		const idField = String(context.getNodeParameter('idField', 'Id')).trim();
		const withChanged = context.getNodeParameter('rows', 'new') === 'newAndChanged';
		const source = sourceOf(context, {});
		return {
			asked: [askedOf(call), idField, withChanged],
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
