import type { Operation } from '../../dist/nodes/shared/catalogue/index.js';
import { escapeHtml } from '../html.mts';
import type { SimulatorState } from '../state.mts';

const SHOWN_CALLS = 25;

/** What the simulator offers and what it was asked last, on one plain page. */
export function indexPage(state: SimulatorState): string {
	const operations = state.catalogue.flatMap((resource) => Object.values(resource.operations));
	const newest = state.requestLog.entries.slice(-SHOWN_CALLS).reverse();
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Tampuuri simulator</title>
<style>
body { font-family: sans-serif; margin: 2rem; max-width: 70rem; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #ccc; padding: 0.2rem 0.8rem 0.2rem 0; text-align: left; }
</style>
<h1>Tampuuri simulator</h1>
<p>A local stand-in for the Tampuuri API, not Visma's service. The API is under <code>/v10/api/</code>.</p>
<ul>
${['requests', 'calls', 'state-changes', 'writes', 'faults', 'settings', 'webhooks'].map(link).join('\n')}
</ul>
<h2>Calls: ${state.calls.total}</h2>
${table(
	['Time', 'Call', 'Status', 'Account', 'Fault'],
	newest.map(({ time, method, path, status, account, fault }) => [
		time,
		`${method} ${path}`,
		String(status ?? 'cut'),
		account ?? '',
		fault === null ? '' : String(fault),
	]),
)}
<h2>Operations: ${operations.length}</h2>
${table(['Operation', 'What it does', 'Evidence'], operations.map(operationRow))}
</html>
`;
}

function link(name: string): string {
	return `<li><a href="${name}">${name}</a></li>`;
}

function operationRow({ method, path, description, evidence }: Operation): string[] {
	return [`${method} ${path}`, description, evidence];
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const row = (cells: readonly string[], tag: string) =>
		`<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
	return `<table>\n${row(head, 'th')}\n${rows.map((cells) => row(cells, 'td')).join('\n')}\n</table>`;
}
