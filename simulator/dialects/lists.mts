import type { Operation, ResponseField } from '../../dist/nodes/shared/catalogue/index.js';
import type { Behaviour } from '../api/call.mts';
import type { AccountData } from '../data/accountData.mts';
import { mapRows, rowsOf, type Rows } from '../data/collection.mts';
import { midnightOf } from '../data/dates.mts';
import type { Lease } from '../data/leases.mts';
import type { Party } from '../data/parties.mts';
import { metaNameOf, type Property } from '../data/properties.mts';
import type { ListedRegister, ListOperation } from './dialect.mts';
import { nest } from './nestedKeys.mts';
import { LIST_FIELDS } from './readModels.mts';

type Json = Record<string, unknown>;

/** A list operation as a row of the catalogue would have it. */
export function listRow({ operation, search, envelope, model, row }: ListOperation): Operation {
	const inputs = search === undefined ? [] : [searchField(search)];
	const fields = Object.entries(row).map(
		([standard, key]): ResponseField => ({ key, type: LIST_FIELDS[standard] ?? 'unseen' }),
	);
	const isGet = operation.method === 'GET';
	return {
		...operation,
		name: operation.description,
		action: operation.description,
		access: 'read',
		pathParameters: {},
		query: isGet ? inputs : [],
		...(isGet ? {} : { body: { model: `${model}Haku`, fields: inputs, complete: true } }),
		...(envelope === undefined ? {} : { paging: isGet ? 'query' : 'body' }),
		response: { kind: 'list', model, fields },
		evidence: 'helpPage',
		source: 'a dialect of the simulator',
	};
}

function searchField(key: string) {
	return { key, parameter: key, label: key, type: 'text', description: 'Hakuehto' } as const;
}

/** What a list operation does. */
export function listBehaviour({ register, operation, search, row }: ListOperation): Behaviour {
	return ({ data, query, body }) => {
		const inputs = operation.method === 'GET' ? query : body;
		const word = search === undefined ? '' : (inputs.text(search) ?? '');
		const found = matching(recordsOf(register, data), word.trim().toLowerCase());
		return { rows: mapRows(found, (record) => spelledRecord(record, row)) };
	};
}

function spelledRecord(record: Json, row: ListOperation['row']): Json {
	const entries = Object.entries(row).map(([standard, key]) => [key, record[standard] ?? null]);
	return nest(Object.fromEntries(entries));
}

/** The rows that have the word in a text, or as their ID. */
function matching(rows: Rows<Json>, word: string): Rows<Json> {
	if (word === '') return rows;
	const hasWord = (value: unknown) =>
		typeof value === 'string' && value.toLowerCase().includes(word);
	return rowsOf(
		rows
			.slice(0, rows.total)
			.filter((record) => String(record.Id) === word || Object.values(record).some(hasWord)),
	);
}

function recordsOf(register: ListedRegister, data: AccountData): Rows<Json> {
	const { properties, parties, leases } = data;
	switch (register) {
		case 'property':
			return mapRows(properties.all(), (property) => propertyRecord(property, data));
		case 'unit':
			return mapRows(
				properties.where((position) => properties.at(position).kind === 'unit'),
				(unit) => propertyRecord(unit, data),
			);
		case 'lease':
			return mapRows(leases.all(), (lease) => leaseRecord(lease, data));
		case 'party':
			return mapRows(
				parties.where((position) => !parties.at(position).archived),
				partyRecord,
			);
	}
}

function propertyRecord(property: Property, { properties }: AccountData): Json {
	return {
		Id: property.id,
		ParentId: property.parentId,
		Metaname: metaNameOf(property),
		Tunnus: property.code,
		Nimi: property.name,
		Osoite: properties.addressOf(property),
	};
}

function leaseRecord(lease: Lease, { properties, parties }: AccountData): Json {
	const unit = properties.find(lease.propertyId ?? 0);
	return {
		Id: lease.id,
		KohdeId: lease.propertyId,
		KohdeNimi: unit?.name,
		Osoite: unit && properties.addressOf(unit),
		OsapuoliId: lease.partyId,
		OsapuoliNimi: parties.find(lease.partyId ?? 0)?.name,
		Alkupvm: midnightOf(lease.start),
		Loppupvm: lease.end === null ? null : midnightOf(lease.end),
		Tila: lease.signed === null ? 'Esisopimus' : 'Sopimus',
	};
}

function partyRecord(party: Party): Json {
	const { street, city } = party;
	return {
		Id: party.id,
		Nimi: party.name,
		Osapuolityyppi: party.kind === 'person' ? 'Henkilö' : 'Yritys',
		Henkilotunnus: party.identityCode,
		Osoite: `${street}, ${city.postalCode} ${city.name}`,
		Puhelin: party.phone,
		Sahkoposti: party.email,
	};
}
