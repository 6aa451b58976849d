import { escapeHtml, table, type Markup } from '../html.mts';
import type { SimulatorState } from '../state.mts';
import { simulatorPage } from './layout.mts';
import { callTable } from './logPages.mts';

const SHOWN_CALLS = 25;

const LINKS: ReadonlyArray<readonly [address: string, name: string, what: string]> = [
	['data', 'Data', 'properties, persons, leases, service requests and documents'],
	['requests', 'Calls', 'what was called, and how often'],
	['writes', 'Writes', 'what was changed through the API'],
	['state-changes', 'State changes', 'of service requests'],
	['webhooks', 'Webhooks', 'register listeners, make changes by hand, see deliveries'],
	['/v10/api/Help', 'Help site', "in the layout of Tampuuri's own"],
	['faults', 'Faults', 'that are set, for tests'],
	['settings', 'Settings', 'what is not documented about the API, and how it behaves here'],
];

/** What the simulator offers and the last calls. */
export function indexPage(state: SimulatorState): string {
	const operations = state.controllers.flatMap((one) => one.operations.map(({ row }) => row));
	return simulatorPage(
		'Tampuuri simulator',
		`<p>A local stand-in for the Tampuuri API, not Visma's service. All data is invented. The API is under
<code>/v10/api/</code>. Dialect: ${escapeHtml(state.dialect.description)}.</p>
<ul>
${LINKS.map(listItem).join('\n')}
</ul>
<h2>Calls: ${state.calls.total}</h2>
${callTable(state.requestLog.entries.slice(-SHOWN_CALLS))}
<h2>Operations: ${operations.length}</h2>
${table(
	['Operation', 'What it does', 'Evidence'],
	operations.map(({ method, path, description, evidence }) => [
		`${method} ${path}`,
		description,
		evidence,
	]),
)}`,
	);
}

function listItem([address, name, what]: (typeof LINKS)[number]): Markup['html'] {
	return `<li><a href="${address}">${escapeHtml(name)}</a>: ${escapeHtml(what)}</li>`;
}
