import type { Account } from '../api/accounts.mts';
import { escapeHtml, link, table } from '../html.mts';
import type { SimulatorState } from '../state.mts';
import { dataTables, type DataTable } from './dataTables.mts';
import { simulatorPage } from './layout.mts';

/** Enough for all of a simulator of the usual size, so that the browser's own search finds everything. */
const SHOWN_ROWS = 500;

/**
 * An account's records.
 *
 * @param register one register only, from the row `offset` on; default: the beginning of each
 */
export function dataPage(
	{ accounts }: SimulatorState,
	account: Account,
	{ register, offset = 0 }: { register?: string | undefined; offset?: number | undefined } = {},
): string {
	const tables = dataTables(account);
	const shown = tables.filter(({ key }) => register === undefined || key === register);
	const contents = tables.map(({ key, title, total }) => {
		const place = register === undefined ? `#${key}` : `&register=${key}`;
		return `<li>${link(`data?account=${account.label}${place}`, title).html}: ${total}</li>`;
	});
	const others = accounts
		.filter(({ label }) => label !== account.label)
		.map(({ label }) => link(`data?account=${label}`, label).html);
	return simulatorPage(
		'Data',
		`<p>Invented records of the account <b>${escapeHtml(account.label)}</b>. Search with your browser (Ctrl-F).</p>
${others.length === 0 ? '' : `<p>Other accounts: ${others.join(', ')}</p>`}
<ul>${contents.join('\n')}</ul>
${shown.map((one) => renderTable(one, account.label, register === undefined ? 0 : offset)).join('\n')}`,
	);
}

function renderTable(shown: DataTable, account: string, offset: number): string {
	const { key, title, headings, total } = shown;
	const rows = table(headings, shown.rows(offset, SHOWN_ROWS));
	const more = (from: number, text: string) =>
		link(`data?account=${account}&register=${key}&offset=${Math.max(0, from)}`, text).html;
	const links = [
		...(offset > 0 ? [more(offset - SHOWN_ROWS, 'Previous rows')] : []),
		...(offset + SHOWN_ROWS < total ? [more(offset + SHOWN_ROWS, 'Next rows')] : []),
	];
	const range = `Rows ${offset + 1}–${Math.min(total, offset + SHOWN_ROWS)} of ${total}.`;
	const navigation = links.length === 0 ? '' : `<p>${range} ${links.join(' ')}</p>`;
	return `<h2 id="${key}">${escapeHtml(title)}</h2>\n${navigation}${rows}${navigation}`;
}
