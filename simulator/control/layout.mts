import { CONTROL_PREFIX, escapeHtml, link, renderPage } from '../html.mts';

const PAGES: ReadonlyArray<readonly [address: string, name: string]> = [
	['.', 'Overview'],
	['data', 'Data'],
	['requests', 'Calls'],
	['writes', 'Writes'],
	['state-changes', 'State changes'],
	['webhooks', 'Webhooks'],
];

/** One of the simulator's own pages, with links to the others. */
export function simulatorPage(title: string, content: string): string {
	const links = PAGES.map(([address, name]) => link(address, name).html).join('\n');
	return renderPage({
		title: `${title} - Tampuuri simulator`,
		base: `${CONTROL_PREFIX}/`,
		content: `<nav>${links}</nav>\n<h1>${escapeHtml(title)}</h1>\n${content}`,
	});
}

const TIME = new Intl.DateTimeFormat('sv-SE', {
	dateStyle: 'short',
	timeStyle: 'medium',
	timeZone: 'Europe/Helsinki',
});

/** A time in Finland, `2026-11-05 11:40:14`. */
export function timeText(time: number | string): string {
	return TIME.format(new Date(time));
}
