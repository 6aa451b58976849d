import type { RecordList } from '../../../dist/nodes/shared/profile/schema.js';
import type { Asked } from './responder.mts';

/** How a server wraps a page: some without a total. */
export const ENVELOPES = ['flat', 'metadata', 'lowerCase', 'named', 'bare', 'noTotal'] as const;

export type Envelope = (typeof ENVELOPES)[number];

/** The profile of an account with these lists, as the credential has it. */
export function profileWith(lists: Partial<Record<string, RecordList>>, names: object = {}) {
	return JSON.stringify({ version: 1, checkedAt: '2026-11-25', names, lists });
}

/** A list of properties as many an account may have it. */
export const PROPERTY_LIST: RecordList = {
	operation: 'POST kohteet/selaa',
	paging: 'body',
	id: 'Id',
	label: ['Nimi', 'Osoite'],
	parent: 'ParentId',
};

/** What a call asks for, wherever it says so. */
export function inputsOf({ path, body }: Asked): Record<string, unknown> {
	const query = new URLSearchParams(path.split('?')[1] ?? '');
	return { ...Object.fromEntries(query), ...(body as object | undefined) };
}

function wrapped(envelope: Envelope, items: unknown[], numbers: Record<string, number>): unknown {
	const { Offset: offset, Limit: limit, Total: total } = numbers;
	switch (envelope) {
		case 'flat':
			return { ...numbers, Items: items };
		case 'metadata':
			return { Metadata: numbers, Items: items };
		case 'lowerCase':
			return { offset, limit, total, items };
		case 'named':
			return { ...numbers, Kohteet: items };
		case 'bare':
			return items;
		case 'noTotal':
			return { Offset: offset, Limit: limit, Items: items };
	}
}

/** One page of rows, as a call asks for it; all of them if it does not ask for a page. */
export function pageOf(asked: Asked, rows: readonly unknown[], envelope: Envelope = 'flat') {
	const { Offset = 0, Limit = rows.length } = inputsOf(asked);
	const [offset, limit] = [Number(Offset), Number(Limit)];
	const items = rows.slice(offset, offset + limit);
	const total = rows.length;
	return { body: wrapped(envelope, items, { Offset: offset, Limit: limit, Total: total }) };
}

/** Calls for a list of so many rows: one for each page, and without a total until a short one. */
export function callsFor(rows: number, envelope: Envelope): number {
	const hasTotal = envelope !== 'bare' && envelope !== 'noTotal';
	return hasTotal ? Math.max(1, Math.ceil(rows / 250)) : Math.floor(rows / 250) + 1;
}
