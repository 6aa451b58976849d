import { withoutIdentityCodes } from '../../dist/nodes/shared/errors/redaction.js';
import type { Account } from '../api/accounts.mts';
import type { AccountData } from '../data/accountData.mts';
import { rowsOf, type Rows } from '../data/collection.mts';
import type { Lease } from '../data/leases.mts';
import type { Party } from '../data/parties.mts';
import type { Property } from '../data/properties.mts';
import { escapeHtml, link, type Cell } from '../html.mts';
import { timeText } from './layout.mts';

/** A register as a person reads it. Rows are made only for what is shown. */
export interface DataTable {
	readonly key: string;
	readonly title: string;
	readonly headings: readonly string[];
	readonly total: number;
	/** The first `limit` rows after `offset`; newest first, but for the tree of properties. */
	rows(offset: number, limit: number): Cell[][];
}

/** The account's registers. */
export function dataTables(account: Account): DataTable[] {
	const { data } = account;
	const name = nameFor(account);
	return [
		propertyTable(data),
		unitTable(data),
		partyTable(data),
		leaseTable(data, name),
		serviceRequestTable(data, name),
		documentTable(data),
		contactEventTable(data, name),
	];
}

/** Shows a property or a party by its name. */
type NameOf = (id: number | null) => Cell;

function unitTable(data: AccountData): DataTable {
	return newestFirst('units', 'Units (huoneistot)', unitsOf(data), {
		ID: ({ id }) => anchor(id),
		Unit: ({ name }) => name,
		Building: (unit) => buildingOf(unit, data),
		'Floor area': ({ floorArea }) => (floorArea === null ? '' : `${floorArea} m²`),
		'Additional information': (unit) => unit.additionalInformation ?? '',
	});
}

function partyTable({ parties }: AccountData): DataTable {
	return newestFirst('parties', 'Persons and companies (osapuolet)', parties.all(), {
		ID: ({ id }) => anchor(id),
		Name: ({ name }) => name,
		Kind: ({ kind }) => (kind === 'person' ? 'Person' : 'Company'),
		'Identity code': maskedCode,
		Phone: ({ phone }) => phone,
		'E-mail': ({ email }) => email,
		Notes: partyNotes,
	});
}

function leaseTable({ leases }: AccountData, name: NameOf): DataTable {
	return newestFirst('leases', 'Leases (sopimukset)', leases.all(), {
		ID: ({ id }) => anchor(id),
		Unit: ({ propertyId }) => name(propertyId),
		Tenant: ({ partyId }) => name(partyId),
		Start: ({ start }) => start,
		End: ({ end }) => end ?? '',
		Signed: ({ signed }) => signed ?? '',
		'Charges a month': monthlyCharges,
	});
}

function serviceRequestTable({ serviceRequests }: AccountData, name: NameOf): DataTable {
	return newestFirst('service-requests', 'Service requests (ilmoitukset)', serviceRequests.all(), {
		ID: ({ id }) => anchor(id),
		State: ({ state }) => state,
		Title: ({ record }) => withoutIdentityCodes(record.TyötehtävänOtsikko ?? ''),
		Property: ({ record }) => name(record.KohdeId),
		Unit: ({ record }) => name(record.HuoneistoId),
		Reporter: ({ record }) => name(record.IlmoittajaId),
		Contractor: ({ record }) =>
			name(record.TyonsuorittajaYritysId ?? record.TyonsuorittajaHenkiloId),
		Reported: ({ record }) => (record.IlmoitusTehty ?? '').slice(0, 16).replace('T', ' '),
	});
}

function documentTable({ files }: AccountData): DataTable {
	return newestFirst('documents', 'Documents (liitteet)', files.stored.all(), {
		ID: ({ id }) => anchor(id),
		Name: ({ name }) => withoutIdentityCodes(name),
		'Content type': ({ contentType }) => contentType,
		Bytes: ({ length }) => length.toLocaleString('en-GB'),
		Added: ({ added }) => timeText(added),
		Key: ({ key }) => key,
	});
}

function contactEventTable({ contactEvents }: AccountData, name: NameOf): DataTable {
	const title = 'Contact events added through the API (yhteydenotot)';
	return newestFirst('contact-events', title, rowsOf(contactEvents.added), {
		ID: ({ id }) => anchor(id),
		Thread: ({ threadId }) => String(threadId),
		Party: ({ partyId }) => name(partyId),
		Subject: ({ subject }) => withoutIdentityCodes(subject ?? ''),
		Description: ({ description }) => withoutIdentityCodes(description ?? ''),
		Time: ({ time }) => timeText(time),
	});
}

function newestFirst<Item>(
	key: string,
	title: string,
	rows: Rows<Item>,
	columns: Readonly<Record<string, (item: Item) => Cell>>,
): DataTable {
	return {
		key,
		title,
		headings: Object.keys(columns),
		total: rows.total,
		rows: (offset, limit) => {
			const end = Math.max(0, rows.total - offset);
			const items = [...rows.slice(Math.max(0, end - limit), end)].reverse();
			return items.map((item) => Object.values(columns).map((column) => column(item)));
		},
	};
}

/** Cost centres with their plots and buildings, and those with their units, indented. */
function propertyTable({ properties }: AccountData): DataTable {
	const all = properties.all();
	return {
		key: 'properties',
		title: 'Properties (kohteet)',
		headings: ['Property', 'ID', 'Kind', 'Code', 'Additional information'],
		total: all.total,
		rows: (offset, limit) => {
			const children = Map.groupBy(all.slice(0, all.total), ({ parentId }) => parentId);
			const tree = (parent: number | null, depth: number): Cell[][] =>
				(children.get(parent) ?? []).flatMap((property) => [
					treeRow(property, depth),
					...tree(property.id, depth + 1),
				]);
			return tree(null, 0).slice(offset, offset + limit);
		},
	};
}

const KINDS: Readonly<Record<Property['kind'], string>> = {
	costCentre: 'Cost centre (kustannuspaikka)',
	plot: 'Plot (tontti)',
	building: 'Building (rakennus)',
	unit: 'Unit (huoneisto)',
	other: 'Other',
};

function treeRow(property: Property, depth: number): Cell[] {
	const { id, name, kind, code, metaName, additionalInformation } = property;
	const indented = `<span style="padding-left: ${depth * 1.5}rem">${escapeHtml(name)}</span>`;
	return [
		{ html: indented },
		// The unit's own table has the anchor.
		kind === 'unit' ? String(id) : anchor(id),
		kind === 'other' ? (metaName ?? KINDS.other) : KINDS[kind],
		code,
		additionalInformation ?? '',
	];
}

function unitsOf({ properties }: AccountData): Rows<Property> {
	const all = properties.all();
	return rowsOf(all.slice(0, all.total).filter(({ kind }) => kind === 'unit'));
}

/** A unit's cost centre and building: `Asunto Oy Tampereen Mäntylinna, A-talo`. */
function buildingOf({ parentId }: Property, { properties }: AccountData): string {
	const building = properties.find(parentId ?? 0);
	const costCentre = properties.find(building?.parentId ?? 0);
	return [costCentre?.name, building?.name].filter(Boolean).join(', ');
}

function maskedCode({ identityCode, given }: Party): string {
	const texts = [identityCode, ...Object.values(given)].filter((text) => typeof text === 'string');
	return texts.map(withoutIdentityCodes).find((text, index) => text !== texts[index]) ?? '';
}

function partyNotes({ archived, nonDisclosure }: Party): string {
	return [archived ? 'archived' : '', nonDisclosure ? 'non-disclosure (turvakielto)' : '']
		.filter(Boolean)
		.join(', ');
}

function monthlyCharges({ charges }: Lease): string {
	const sum = charges.filter(({ end }) => end === null).reduce((all, one) => all + one.amount, 0);
	return `${sum.toFixed(2)} €`;
}

/** The place to which other rows link. */
function anchor(id: number): Cell {
	return { html: `<span id="${id}">${id}</span>` };
}

/** Names link to the record's own row. */
function nameFor({ label, data }: Account): NameOf {
	return (id) => {
		if (id === null) return '';
		const record = data.properties.find(id) ?? data.parties.find(id);
		return link(`data?account=${label}#${id}`, record?.name ?? String(id));
	};
}
