import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import { propertyOf } from '../../shared/foreignValues';
import { withoutIdentityCodes } from '../../shared/errors/redaction';

function joinedText(row: IDataObject, keys: readonly string[]): string {
	const texts = keys.map((key) => propertyOf(row, key));
	return texts
		.filter((text) => typeof text === 'string' || typeof text === 'number')
		.map(String)
		.join(' ')
		.trim();
}

/** The first combination of keys that gives a text. */
function firstText(row: IDataObject, ways: ReadonlyArray<readonly string[]>): string {
	return ways.map((keys) => joinedText(row, keys)).find((text) => text !== '') ?? '';
}

/**
 * Keys that name or locate a row, in order of preference. Which of them a row has is mostly unknown
 * (EVIDENCE.md#persons, EVIDENCE.md#leases).
 */
const NAMES = [
	['Nimi'],
	['Sukunimi', 'Etunimi'],
	['PropertyName'],
	['TyötehtävänOtsikko'],
	['Otsikko'],
	['Tunnus'],
] as const;
const ADDRESSES = [
	['Katuosoite', 'Postinumero', 'Postitoimipaikka'],
	['Osoite'],
	['Kiinteistö', 'Huoneisto'],
	['Alkupvm', 'Loppupvm'],
] as const;

/** The ID of a row, under either of its two names. */
function idOfRow(row: IDataObject): string {
	return joinedText(row, ['Id']) || joinedText(row, ['OsapuoliId']);
}

/**
 * A row as a picker shows it: name, ID and address, never an identity code. For a person under a
 * non-disclosure order (Turvakielto) only the name.
 */
export function pickerItem(row: IDataObject): INodeListSearchItems {
	const id = idOfRow(row);
	const name = firstText(row, NAMES);
	const isProtected = propertyOf(row, 'Turvakielto') === true;
	const address = isProtected ? '' : firstText(row, ADDRESSES);
	const label = isProtected && name !== '' ? name : `${name} (${id})`.trim();
	return {
		name: withoutIdentityCodes(address === '' ? label : `${label}, ${address}`),
		value: id,
	};
}
