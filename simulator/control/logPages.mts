import { withoutIdentityCodes } from '../../dist/nodes/shared/errors/redaction.js';
import type { Account } from '../api/accounts.mts';
import { escapeHtml, table, type Markup } from '../html.mts';
import type { LoggedRequest } from '../record/requestLog.mts';
import type { SimulatorState } from '../state.mts';
import { simulatorPage, timeText } from './layout.mts';

/** How many calls there were, and the last ones, newest first. */
export function callsPage({ calls, requestLog }: SimulatorState): string {
	const counts = Object.entries(calls.byOperation).map(([operation, count]) => [
		operation,
		String(count),
	]);
	return simulatorPage(
		'Calls',
		`<p>${calls.total} calls, as Visma would bill them; at most ${calls.peakConcurrency} at a time.</p>
${table(['Operation', 'Calls'], counts, 'No calls yet.')}
<h2>The last calls, newest first</h2>
${asJson('requests')}
${callTable(requestLog.entries, true)}`,
	);
}

/** Calls, newest first; never with the six headers. */
export function callTable(calls: readonly LoggedRequest[], withContent = false): string {
	const rows = calls.toReversed().map((call) => {
		const { time, method, path, query, body, status, account, fault } = call;
		return [
			timeText(time),
			`${method} ${path}`,
			String(status ?? 'cut off'),
			account ?? 'none: wrong headers',
			fault === null ? '' : String(fault),
			...(withContent ? [valueText(query), valueText(body)] : []),
		];
	});
	const headings = ['Time', 'Call', 'Status', 'Account', 'Fault'];
	return table(withContent ? [...headings, 'Query', 'Body'] : headings, rows, 'No calls yet.');
}

/** Everything that was written, newest first. */
export function writesPage(account: Account): string {
	const rows = account.data.writes
		.toReversed()
		.map(({ time, operation, path, body, id }) => [
			timeText(time),
			operation,
			valueText(path),
			valueText(body),
			id === null ? '' : String(id),
		]);
	return simulatorPage(
		'Writes',
		`<p>What was changed through the API in the account ${escapeHtml(account.label)}, newest first.</p>
${asJson('writes', account)}
${table(['Time', 'Operation', 'Record', 'Body', 'New ID'], rows)}`,
	);
}

/** Every change of a service request's state, newest first. */
export function stateChangesPage(account: Account): string {
	const rows = account.data.stateChanges
		.toReversed()
		.map(({ time, serviceRequestId, from, to, by, comment }) => [
			timeText(time),
			String(serviceRequestId),
			from ?? 'new',
			to,
			by,
			withoutIdentityCodes(comment ?? ''),
		]);
	return simulatorPage(
		'State changes',
		`<p>Of the service requests (ilmoitukset) in the account ${escapeHtml(account.label)}, newest first.</p>
${asJson('state-changes', account)}
${table(['Time', 'Service request', 'From', 'To', 'By', 'Comment'], rows)}`,
	);
}

/** A value as a program gets it, for a person to read. */
export function valuePage(title: string, explanation: string, value: unknown): string {
	return simulatorPage(
		title,
		`<p>${escapeHtml(explanation)}</p>\n<pre>${escapeHtml(JSON.stringify(value, null, 2))}</pre>`,
	);
}

function asJson(address: string, account?: Account): string {
	const query = account === undefined ? '' : `account=${account.label}&amp;`;
	return `<p><a href="${address}?${query}format=json">As JSON</a></p>`;
}

/** JSON on several lines, without personal identity codes; nothing for an empty value. */
function valueText(value: unknown): Markup {
	const isEmpty =
		value === null || (typeof value === 'object' && Object.keys(Object(value)).length === 0);
	const text = typeof value === 'string' ? value : JSON.stringify(value, null, 1);
	return { html: isEmpty ? '' : `<pre>${escapeHtml(withoutIdentityCodes(text))}</pre>` };
}
