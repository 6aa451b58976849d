import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import type { ReferenceTarget } from '../../shared/catalogue';
import { propertyOf } from '../../shared/foreignValues';
import { finnishDayOf } from '../../shared/call/dates';
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
const PLACES = [
	['Katuosoite', 'Postinumero', 'Postitoimipaikka'],
	['Osoite'],
	['Kiinteistö', 'Huoneisto'],
	['KohdeNimi'],
] as const;
/** Whom a service request or lease concerns. */
const PEOPLE = [['Ilmoittaja'], ['Tilaaja'], ['OsapuoliNimi'], ['Vuokralainen']] as const;
const NON_DISCLOSURE = 'Turvakielto';
const NON_DISCLOSURE_OF_PEOPLE = ['IlmoittajanTurvakielto', 'TilaajanTurvakielto'];

/** What a row without a name is called. */
const NOUNS: Readonly<Record<ReferenceTarget, string>> = {
	lease: 'Lease',
	party: 'Party',
	person: 'Person',
	property: 'Property',
	serviceRequest: 'Service request',
};

/** A day as people in Finland write it; another text unchanged. */
function dayOf(row: IDataObject, key: string, word: string): string {
	const text = joinedText(row, [key]);
	const day = finnishDayOf(text)?.toFormat('d.M.yyyy') ?? text;
	return day === '' ? '' : `${word} ${day}`;
}

function placeOf(target: ReferenceTarget, row: IDataObject): string {
	const place = firstText(row, PLACES);
	const parent = target === 'property' ? joinedText(row, ['ParentId']) : '';
	return place === '' && parent !== '' ? `in property ${parent}` : place;
}

function detailsOf(target: ReferenceTarget, row: IDataObject): string[] {
	const isProtected = NON_DISCLOSURE_OF_PEOPLE.some((key) => propertyOf(row, key) === true);
	return [
		joinedText(row, ['Tila']),
		placeOf(target, row),
		dayOf(row, 'Alkupvm', 'starts'),
		dayOf(row, 'Loppupvm', 'ends'),
		isProtected ? '' : firstText(row, PEOPLE),
	];
}

/** The ID of a row, under either of its two names. */
export function idOfRow(row: IDataObject): string {
	return joinedText(row, ['Id']) || joinedText(row, ['OsapuoliId']);
}

/** Whether the work of a service request is done, so that it is hardly looked for. */
export function isDone(row: IDataObject): boolean {
	return ['tehty', 'valmis'].includes(joinedText(row, ['Tila']).toLowerCase());
}

/**
 * A row as a picker shows it: what it is, its ID and what tells it from others, never an identity
 * code. For a person under a non-disclosure order (Turvakielto) only the name.
 */
export function pickerItem(target: ReferenceTarget, row: IDataObject): INodeListSearchItems {
	const id = idOfRow(row);
	const name = firstText(row, NAMES);
	const isProtected = propertyOf(row, NON_DISCLOSURE) === true;
	const named = name || NOUNS[target];
	const details = isProtected ? [] : detailsOf(target, row).filter((text) => text !== '');
	// Many service requests have the same title, and the narrow list cuts off what comes last.
	const whole =
		target === 'serviceRequest'
			? `${[named, ...details].join(', ')} (${id})`
			: [`${named} (${id})`, ...details].join(', ');
	return {
		name: withoutIdentityCodes(isProtected && name !== '' ? name : whole),
		value: id,
	};
}
