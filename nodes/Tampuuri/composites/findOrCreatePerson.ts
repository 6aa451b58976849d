import { UserError, type IDataObject } from 'n8n-workflow';
import { PartlyDone } from '../../shared/errors/failure';
import { isObject, propertyOf } from '../../shared/foreignValues';
import { checkedIdentityCode } from '../../shared/identityCode';
import { countText } from '../../shared/call/cost';
import type { Page } from '../../shared/call/paging/page';
import type { CompositeRun, RunComposite } from './composite';

/** Names of the identity code in what is read (assumed: EVIDENCE.md#persons). */
const CODE_NAME = /^(henkil[oö]tunnus|hetu)$/i;

/** Names of the person within a row. Not a spouse or a guardian, who have codes too. */
const PERSON_NAME = /^(henkil[oö]|osapuoli|tunnistautuminen)$/i;

/** More IDs than this in an error help nobody. */
const MOST_IDS = 20;

/** The identity code in a row, or in a record within it if the row itself has none. */
function codeIn(row: IDataObject): string | undefined {
	const entries = Object.entries(row);
	const named = entries.find(([key]) => CODE_NAME.test(key));
	if (named !== undefined) return checkedIdentityCode(named[1]).code;
	const nested = entries.find(([key, value]) => PERSON_NAME.test(key) && isObject(value));
	return nested === undefined ? undefined : codeIn(nested[1] as IDataObject);
}

type PersonId = number | string;

/** The ID of a person, under either of its two names (assumed: EVIDENCE.md#persons). */
function idIn(row: IDataObject): PersonId | undefined {
	const id = propertyOf(row, 'Id') ?? propertyOf(row, 'OsapuoliId');
	return typeof id === 'number' || (typeof id === 'string' && id !== '') ? id : undefined;
}

/** @throws UserError when there are several persons, unless the first is wanted */
function theOnly(
	ids: readonly PersonId[],
	verb: 'have' | 'may have',
	takeFirst: boolean,
): PersonId | undefined {
	const [first] = ids;
	if (ids.length <= 1 || takeFirst) return first;
	const shown = ids.slice(0, MOST_IDS).join(', ');
	const left = ids.length > MOST_IDS ? ' …' : '';
	throw new UserError(`${ids.length} people ${verb} this identity code: IDs ${shown}${left}`, {
		description:
			verb === 'have'
				? 'Merge them in Tampuuri, or turn on Use First Match.'
				: "Tampuuri's search returned no identity codes to compare. Look these people up in Tampuuri and use the ID of the right one.",
	});
}

/**
 * The ID of the person with the code among the hits of a search, which may find other texts too.
 *
 * @returns undefined if there is none
 * @throws UserError when that is not certain
 */
function personAmong(
	{ rows, total = rows.length }: Page,
	code: string,
	{ parameters, warn }: Pick<CompositeRun, 'parameters' | 'warn'>,
): PersonId | undefined {
	const idsOf = (wanted: string | undefined) => [
		...new Set(
			rows
				.filter((row) => codeIn(row) === wanted)
				.map(idIn)
				.filter((id) => id !== undefined),
		),
	];
	const [same, unsure] = [idsOf(code), idsOf(undefined)];
	const isNameless = (row: IDataObject) =>
		idIn(row) === undefined && [code, undefined].includes(codeIn(row));
	if (rows.some(isNameless)) {
		throw new UserError('Tampuuri found the person but returned no ID', {
			description: 'Look the person up in Tampuuri and use the ID in the next steps.',
		});
	}
	if (same.length > 0) return theOnly(same, 'have', parameters.values.takeFirst === true);
	if (rows.length < total) {
		throw new UserError(
			`Tampuuri returned only ${countText(rows.length)} of ${countText(total)} people for this identity code`,
			{
				description:
					'The person may be among the others, so none was created. Look the person up in Tampuuri.',
			},
		);
	}
	const id = theOnly(unsure, 'may have', false);
	if (id === undefined) return undefined;
	warn(`Tampuuri's search returned no identity code to compare, only the person with ID ${id}`);
	return id;
}

/** @throws PartlyDone if Tampuuri gave no ID */
function checkedId(row: IDataObject): IDataObject {
	if ('Id' in row) return row;
	const error = new UserError('Tampuuri returned no ID for the person', {
		description: 'Look the person up in Tampuuri before you run this step again.',
	});
	throw new PartlyDone(error, 'the person was created');
}

/**
 * Finds the person with an identity code, or creates one if there is none, once for all items of
 * the run with that code. `created` in the result tells which.
 *
 * @throws InvalidInput before a call, UserError when it is not certain who has the code
 */
export const findOrCreatePerson: RunComposite = async (run) => {
	const { steps, parameters, search, check, call, createOnce } = run;
	const [searching, creating] = steps;
	// The code as well: without a valid one, nothing is searched.
	check(creating, parameters);
	const { code = '' } = checkedIdentityCode(parameters.values.identityCode);
	const row = await createOnce(creating, {
		key: code,
		name: 'the person',
		find: async () => {
			const page = await search(searching, { values: { searchWord: code }, moreFields: {} });
			const id = personAmong(page, code, run);
			return id === undefined ? 'none' : { id };
		},
		attempt: async () => {
			const [made = {}] = await call(creating, parameters);
			const id = idIn(made);
			return id === undefined ? {} : { Id: id };
		},
	});
	return [checkedId(row)];
};
