import type { IDataObject, INodeListSearchItems } from 'n8n-workflow';
import type { ReferenceTarget } from '../../shared/catalogue';
import { folded, propertyOf } from '../../shared/foreignValues';
import { isProtected, type ListedRow } from '../../shared/call/records';
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

function wordsOf(text: string): string[] {
	return folded(text)
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);
}

/** The texts that say something that those before them do not. */
function tellingTexts(name: string, texts: readonly string[]): string[] {
	const said = new Set(wordsOf(name));
	return texts.filter((text) => {
		const words = wordsOf(text);
		const isNew = words.some((word) => !said.has(word));
		for (const word of words) said.add(word);
		return isNew;
	});
}

/** The town in an address. The rest stays hidden: a list may not say who is protected. */
function townOf(text: string): string {
	const [, town] = /\b\d{5}\s+(\p{L}.*)$/u.exec(text) ?? [];
	return town ?? (/\d/.test(text) ? '' : text);
}

/**
 * A row of an account's list as a picker shows it: a unit with its building and address, a lease with
 * its tenant and unit. What is known of a protected person is left out already.
 *
 * @param above what it is part of, the nearest first
 */
export function listedItem(
	target: ReferenceTarget,
	{ id, labels, parent, row }: ListedRow,
	above: ReadonlyArray<Pick<ListedRow, 'labels'>>,
): INodeListSearchItems {
	const [name = NOUNS[target], ...own] = labels;
	const value = String(id);
	if (target === 'party' && isProtected(row) && labels.length > 0) return { name, value };
	const isAlone = above.length === 0 && own.length === 0 && parent !== undefined;
	const lease = [
		joinedText(row, ['Tila']),
		dayOf(row, 'Alkupvm', 'starts'),
		dayOf(row, 'Loppupvm', 'ends'),
	];
	const details = tellingTexts(name, [
		...(target === 'party' ? own.map(townOf) : own),
		...above.flatMap((one) => one.labels),
		...(isAlone ? [`in property ${parent}`] : []),
		...(target === 'lease' ? lease : []),
	]);
	return { name: withoutIdentityCodes([`${name} (${id})`, ...details].join(', ')), value };
}
