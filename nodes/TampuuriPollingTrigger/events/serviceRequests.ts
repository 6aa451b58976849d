import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { propertyOf } from '../../shared/call/paging/page';
import { readShape } from '../../shared/call/output';
import type { CallParameters } from '../../shared/call/parameters';
import { idOf, isEmpty } from '../../shared/call/values';
import { askedOf, callOf, readRows, sourceOf } from '../calls';
import type { PolledEvent, ReadEvent } from './event';
import { requireField, rowKey } from './rowKey';

/** webinar: the state in which a service request begins. */
const FIRST_STATE = 'avoin';

/** No filter by property was seen, so rows of others are left out here. */
function propertyWanted(context: IPollFunctions): number | undefined {
	const { property } = context.getNodeParameter('filters', {}) as IDataObject;
	return isEmpty(property) ? undefined : idOf({ label: 'Property (Kohde)' }, property);
}

function isAt(row: IDataObject, property: number | undefined): boolean {
	return (
		property === undefined ||
		[propertyOf(row, 'KohdeId'), propertyOf(row, 'HuoneistoId')].includes(property)
	);
}

function eventOf(
	context: IPollFunctions,
	call: CallParameters,
	stateField?: string,
): Pick<PolledEvent, 'asked' | 'list' | 'shape'> {
	const property = propertyWanted(context);
	const stampOf = (row: IDataObject) =>
		stateField === undefined ? '' : String(propertyOf(row, stateField) ?? '').toLowerCase();
	const source = sourceOf(context, {});
	return {
		asked: [askedOf(call), property, stateField],
		shape: readShape(source, 0, call.operation),
		list: async (transport) => {
			const { rows, notices } = await readRows(call, transport);
			if (stateField !== undefined) requireField(rows, stateField, 'State Field');
			const entries = rows
				.filter((row) => isAt(row, property))
				.map((row) => ({ key: rowKey(row, 'Id'), stamp: stampOf(row), row }));
			return { entries, notices };
		},
	};
}

/** The state stands beside the other filters in the editor. */
function browsing(context: IPollFunctions): CallParameters {
	const filters = {
		...(context.getNodeParameter('filters', {}) as IDataObject),
		state: context.getNodeParameter('state', ''),
	};
	return callOf(context, 'serviceRequest', 'getAll', { filters });
}

/** Each service request once, when it is first in the list. */
export const newServiceRequests: ReadEvent = (context) => ({
	...eventOf(context, browsing(context)),
	isNews: (previous) => previous === undefined,
});

/**
 * Each state a service request is found in that differs from the one at the poll before. With a state
 * chosen, only requests in that state are asked for: one that is listed anew has changed to it.
 */
export const serviceRequestStateChanged: ReadEvent = (context) => {
	const call = browsing(context);
	if (!isEmpty(call.values.state)) {
		const isNews = (previous: string | undefined) => previous === undefined;
		return { ...eventOf(context, call), forgetsMissing: true, isNews };
	}
	// The state's key in an answer is unseen (guess: GAPS 2).
	const options = context.getNodeParameter('options', {}) as IDataObject;
	const stateField = String(options.stateField ?? 'Tila').trim();
	return {
		...eventOf(context, call, stateField),
		addition: (previous) => ({ previousState: previous ?? null }),
		isNews: (previous, state) => state !== (previous ?? FIRST_STATE),
	};
};
