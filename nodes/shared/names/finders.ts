import type { IDataObject } from 'n8n-workflow';
import type { ListedRecord } from '../catalogue';
import { folded, oneLine, plainText } from '../foreignValues';
import type { ItemOptions } from '../call/options';
import {
	isProtected,
	neededList,
	typeReader,
	type ListedRow,
	type Register,
} from '../call/records';
import type { ItemRun } from '../call/runCall';
import { PartyFinder, type PartyRecord } from '../finder/parties';
import { PropertyFinder } from '../finder/properties';
import { MOST_CANDIDATES, theOnly, type FinderResult } from '../finder/result';
import { candidatesInRecord, mergedKeys } from '../profile/candidates';
import { valueAt } from '../profile/nestedKeys';
import { meaningOf } from '../profile/words';
import { registerOf } from './registers';

/** What a search for records needs of a run. */
export type Finding = Pick<ItemRun, 'client' | 'hints' | 'profile' | 'shared'>;

/** A row of an account's list, as it can be found. */
export interface FoundRecord extends PartyRecord {
	readonly listed: ListedRow;
	readonly type?: string;
	/** Its own address, or that of the nearest record above it. */
	readonly address: string;
}

/** Finds records in what was read of an account's list. */
export type Find = (query: string) => Promise<FinderResult<FoundRecord>>;

/** Rows that are looked at to learn their keys. */
const SAMPLE = 5;

/** Reads all texts under keys with one of these meanings and no other words: Postinumero, Katuosoite. */
function textReader(
	rows: readonly IDataObject[],
	isWanted: (name: string) => boolean,
): (row: IDataObject) => string[] {
	const keys = mergedKeys(rows.slice(0, SAMPLE).map((row) => candidatesInRecord(row, [])));
	const wanted = keys.filter(({ name, type }) => type !== 'object' && isWanted(name));
	return (row) => {
		const texts = wanted.map(({ path }) => oneLine(plainText(valueAt(row, path))));
		return [...new Set(texts)].filter((text) => text !== '');
	};
}

function means(...wanted: readonly string[]): (name: string) => boolean {
	return (name) => {
		const { meanings, others } = meaningOf(name);
		return others.size === 0 && wanted.some((word) => meanings.has(word)) && !meanings.has('email');
	};
}

const isBusinessId = (name: string) => /^(y[-_]?tunnus|yritystunnus|business_?id)$/i.test(name);

/** Whether a list has the parts of a person's name apart. */
function isNameApart({ account }: Register): boolean {
	const parts = account.list.label.filter(means('firstName', 'lastName'));
	return parts.length > 1;
}

/** Further up than this is a ring of parents. */
const MOST_LEVELS = 20;

/** Records with the address of the nearest one above them where they have none. */
function withAddresses(records: readonly FoundRecord[]): FoundRecord[] {
	const byId = new Map(records.map((record) => [record.id, record]));
	return records.map((record) => {
		let next: FoundRecord | undefined = record;
		for (let level = 0; level < MOST_LEVELS && next?.address === ''; level++) {
			next = byId.get(next.parent ?? '');
		}
		return { ...record, address: next?.address ?? '' };
	});
}

/** What is known by a place: properties, and leases by their units. */
function placedRecords({ account, records }: Register): FoundRecord[] {
	const rows = records.map(({ row }) => row);
	const typeOf = typeReader();
	const addressesOf = textReader(rows, means('address', 'streetAddress'));
	const placesOf = textReader(rows, means('postalCode', 'city'));
	return records.map((listed) => {
		const { id, labels, parent, row } = listed;
		const [addresses, places] = [addressesOf(row), placesOf(row)];
		return {
			id: String(id),
			texts: [...new Set([...labels, ...addresses])],
			place: places.join(' '),
			...(parent !== undefined && { parent: String(parent) }),
			listed,
			type: account.record === 'lease' ? undefined : typeOf(row),
			address: [...addresses, ...places].join(', '),
		};
	});
}

function partyRecords(register: Register): FoundRecord[] {
	const { records } = register;
	const isApart = isNameApart(register);
	const rows = records.map(({ row }) => row);
	const businessIdsOf = textReader(rows, isBusinessId);
	const addressesOf = textReader(rows, means('address', 'streetAddress', 'postalCode', 'city'));
	const namesOf = ({ labels, row }: ListedRow) => {
		const addresses = addressesOf(row);
		return labels.filter((label) => !addresses.includes(label));
	};
	return records.map((listed) => ({
		id: String(listed.id),
		texts: isApart ? [namesOf(listed).join(' ')] : namesOf(listed),
		businessId: isProtected(listed.row) ? '' : businessIdsOf(listed.row).join(' '),
		listed,
		address: '',
	}));
}

/** The rows of two lists of properties, of which the second may have some of the first. */
function withUnits(
	properties: readonly FoundRecord[],
	units: readonly FoundRecord[],
): FoundRecord[] {
	const known = new Map(properties.map((record) => [record.id, record]));
	for (const unit of units) {
		const same = known.get(unit.id);
		const texts = [...new Set([...(same?.texts ?? []), ...unit.texts])];
		known.set(unit.id, { ...unit, ...same, texts });
	}
	return [...known.values()];
}

/** Whose reading failed is not read again for the next item: each call is billed. */
async function once<Result>(
	{ shared }: Finding,
	key: string,
	work: () => Promise<Result>,
): Promise<Result> {
	const begun = shared.get(key) ?? work();
	shared.set(key, begun);
	return (await begun) as Result;
}

async function read(record: ListedRecord, run: Finding, options: ItemOptions): Promise<Register> {
	return await once(run, `records ${record}`, async () => await registerOf(record, run, options));
}

/**
 * Finds properties in the account's list, read once for all items: that of all properties, then also
 * that of units if the account has one.
 *
 * @throws InvalidInput if the account's profile has no list; the search CallFailed, BudgetReached and
 * ExecutionStopped on Stop
 */
export function findInProperties(run: Finding, options: ItemOptions, unitsOnly: boolean): Find {
	const { record } = neededList(run.profile, unitsOnly ? 'unit' : 'property', { only: unitsOnly });
	const hasOther = record === 'property' && run.profile?.lists.unit !== undefined;
	const finderOf = async (scope: 'itself' | 'units') =>
		await once(run, `finder ${record} ${scope}`, async () => {
			const records = placedRecords(await read(record, run, options));
			if (scope === 'itself') return new PropertyFinder(withAddresses(records));
			const units = placedRecords(await read('unit', run, options));
			return new PropertyFinder(withAddresses(withUnits(records, units)));
		});
	return async (query) => {
		const result = (await finderOf('itself')).find(query);
		return 'found' in result || !hasOther ? result : (await finderOf('units')).find(query);
	};
}

function wordsOf(text: string): string[] {
	return folded(text)
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean);
}

/** Of several leases that fit, the one of which the text names all that the others do not have. */
function toldApart(query: string, result: FinderResult<FoundRecord>): FinderResult<FoundRecord> {
	// There may be more of them than those.
	if ('found' in result || result.candidates.length >= MOST_CANDIDATES) return result;
	const { candidates } = result;
	const words = new Set(wordsOf(query));
	const isShared = (label: string) =>
		candidates.every(({ listed }) => listed.labels.includes(label));
	const named = candidates.filter(({ listed }) => {
		const own = listed.labels.filter((label) => !isShared(label)).flatMap(wordsOf);
		return own.length > 0 && own.every((word) => words.has(word));
	});
	return (result.isAmbiguous && theOnly(named, 'similar')) || result;
}

/**
 * Finds leases by their tenant, unit or both, in the account's list, read once for all items.
 *
 * @throws as `findInProperties`
 */
export function findInLeases(run: Finding, options: ItemOptions): Find {
	neededList(run.profile, 'lease');
	return async (query) => {
		const finder = await once(run, 'finder lease', async () => {
			return new PropertyFinder(placedRecords(await read('lease', run, options)));
		});
		return toldApart(query, finder.find(query));
	};
}

/**
 * Finds people and companies in the account's list, read once for all items.
 *
 * @throws as `findInProperties`
 */
export function findInParties(run: Finding, options: ItemOptions): Find {
	neededList(run.profile, 'party');
	return async (query) => {
		const finder = await once(run, 'finder party', async () => {
			return new PartyFinder(partyRecords(await read('party', run, options)));
		});
		return finder.find(query);
	};
}
