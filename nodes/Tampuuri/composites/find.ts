import type { IDataObject } from 'n8n-workflow';
import { isTrue } from '../../shared/call/values';
import { findRecord, type Match } from '../../shared/names/findRecord';
import type { RunReads } from './composite';

function itemOf({ found: { listed, type, address }, match }: Match): IDataObject {
	const { id, labels, parent, row } = listed;
	return {
		...row,
		Id: id,
		Name: labels.join(', '),
		...(type !== undefined && { Type: type }),
		...(address !== '' && { Address: address }),
		...(parent !== undefined && { ParentId: parent }),
		Match: match,
	};
}

/** Finds the property that an address, a name or a code means. Throws as `findRecord`. */
export const findProperty: RunReads = async ({ values, options }, run) => {
	const wanted = {
		kind: 'property',
		label: 'Address, Name or Code',
		query: values.addressNameOrCode,
		unitsOnly: isTrue(values.unitsOnly),
	} as const;
	return [itemOf(await findRecord(wanted, run, options))];
};

/** Finds the person or company that a name or a business ID means. Throws as `findRecord`. */
export const findParty: RunReads = async ({ values, options }, run) => {
	const label = 'Name or Business ID';
	const wanted = { kind: 'party', label, query: values.nameOrBusinessId } as const;
	return [itemOf(await findRecord(wanted, run, options))];
};
