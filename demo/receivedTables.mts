import { escapeHtml, table, type Cell } from '../simulator/html.mts';
import type { Arrival } from './otherSystems.mts';

const SHOWN_ROWS = 50;
const SHOWN_CHARACTERS = 600;

/** A table for each kind of thing that a system received, newest first, as that system would show it. */
export function receivedTables(arrivals: readonly Arrival[]): string {
	const kinds = Map.groupBy(arrivals.toReversed(), kindOf);
	if (kinds.size === 0) return '<p>Nothing yet.</p>';
	return [...kinds].map(([kind, received]) => renderKind(kind, received)).join('\n');
}

/** What was called, with one name for all IDs: `PUT crm.example.com/api/leases/…`. */
function kindOf({ method, address }: Arrival): string {
	return `${method} ${address.replace(/\?.*$/, '').replaceAll(/(?<=\/)[\w-]*\d[\w-]*(?=\/|$)/g, '…')}`;
}

function renderKind(kind: string, received: readonly Arrival[]): string {
	const shown = received.slice(0, SHOWN_ROWS);
	const fields = [...new Set(shown.flatMap(({ body }) => Object.keys(fieldsOf(body))))];
	const rows = shown.map(({ time, address, body }): Cell[] => {
		const values = fieldsOf(body);
		return [timeOfDay(time), lastPart(address), ...fields.map((field) => cell(values[field]))];
	});
	return `<h2>${escapeHtml(kind)}</h2>\n${table(['Time', 'Address ends in', ...fields], rows)}`;
}

const lastPart = (address: string) => address.split('/').at(-1) ?? '';

/** A record's fields; anything else is one field. */
function fieldsOf(body: unknown): Record<string, unknown> {
	if (body === undefined || body === null) return {};
	if (Buffer.isBuffer(body)) return { content: `A file of ${body.length} bytes` };
	return typeof body === 'object' && !Array.isArray(body) ? { ...body } : { content: body };
}

function cell(value: unknown): Cell {
	if (value === undefined || value === null) return '';
	const text = typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
	return { html: `<pre>${escapeHtml(text.slice(0, SHOWN_CHARACTERS))}</pre>` };
}

/** `11.40.14` */
export function timeOfDay(time: Date): string {
	return time.toLocaleTimeString('fi-FI');
}
