import { UserError, type IDataObject } from 'n8n-workflow';
import { propertyOf } from '../../shared/foreignValues';
import type { RunComposite } from './composite';

function idOfPerson(row: IDataObject): string {
	return String(propertyOf(row, 'Id') ?? propertyOf(row, 'OsapuoliId') ?? 'unknown');
}

/**
 * Finds the person with an identity code, or creates one if there is none. `created` in the result
 * tells which.
 *
 * @throws UserError with the IDs when several are found, unless the first is wanted
 */
export const findOrCreatePerson: RunComposite = async ({ steps, parameters, call }) => {
	const [search, create] = steps;
	const { values } = parameters;
	const found = await call(search, {
		values: { searchWord: values.identityCode },
		moreFields: {},
	});
	const [first] = found;
	if (first === undefined) {
		const [person] = await call(create, parameters);
		return [{ ...person, created: true }];
	}
	if (found.length > 1 && values.takeFirst !== true) {
		throw new UserError(
			`${found.length} people have this identity code: IDs ${found.map(idOfPerson).join(', ')}`,
			{ description: 'Merge them in Tampuuri, or turn on Use First Match.' },
		);
	}
	return [{ ...first, created: false }];
};
