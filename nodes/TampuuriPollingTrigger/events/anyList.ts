import type { IPollFunctions } from 'n8n-workflow';
import { InvalidInput } from '../../shared/errors/invalidInput';
import { readCallByPath } from '../../shared/call/customCall';
import { readShape } from '../../shared/call/output';
import type { CallParameters } from '../../shared/call/parameters';
import { askedOf, readRows, sourceOf } from '../calls';
import type { ReadEvent } from './event';
import { digestOf, rowKey } from './rowKey';

/**
 * The call of any operation that reads, as the editor's fields tell it.
 *
 * @throws InvalidInput when it would change something
 */
export function customListOf(context: IPollFunctions): CallParameters {
	const source = sourceOf(context, { returnAll: true, access: 'auto', answerFormat: 'json' });
	const path = String(context.getNodeParameter('path')).trim();
	const call = readCallByPath(source, 0, path);
	if (call.operation.access === 'write') {
		throw new InvalidInput(
			`${call.operation.method} ${call.operation.path} is not known to read only`,
			'A poll would repeat the change again and again. Use GET, or POST to a path that ends in selaa or hae.',
		);
	}
	return { ...call, operation: { ...call.operation, answer: { kind: 'list', fields: [] } } };
}

/** Rows that are new in a list, or new and changed ones. */
export const anyList: ReadEvent = (context) => {
	const call = customListOf(context);
	const idField = String(context.getNodeParameter('idField', 'Id')).trim();
	const withChanged = context.getNodeParameter('rows', 'new') === 'newAndChanged';
	const source = sourceOf(context, {});
	return {
		asked: [askedOf(call), idField, withChanged],
		shape: readShape(source, 0, call.operation),
		list: async (transport) => {
			const { rows, notices } = await readRows(call, transport);
			const entries = rows.map((row) => ({
				key: rowKey(row, idField),
				stamp: withChanged ? digestOf(row) : '',
				row,
			}));
			return { entries, notices };
		},
		isNews: (previous, stamp) => previous !== stamp,
	};
};
