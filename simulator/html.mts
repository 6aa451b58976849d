/** The simulator's own pages. Tampuuri has nothing under this path. */
export const CONTROL_PREFIX = '/_simulator';

/** A part of a page that is HTML already. */
export interface Markup {
	readonly html: string;
}

/** What a table's cell contains; a text is escaped. */
export type Cell = string | Markup;

/** Escapes text for use anywhere in an HTML page, attribute values included. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function link(href: string, text: string): Markup {
	return { html: `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>` };
}

/** A table, or a sentence that says there is nothing to show. */
export function table(
	headings: readonly string[],
	rows: ReadonlyArray<readonly Cell[]>,
	nothing = 'Nothing yet.',
): string {
	if (rows.length === 0) return `<p>${escapeHtml(nothing)}</p>`;
	const head = headings.map((heading) => `<th>${escapeHtml(heading)}</th>`).join('');
	const body = rows.map((cells) => `<tr>${cells.map(renderCell).join('')}</tr>`).join('\n');
	return `<table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

function renderCell(cell: Cell): string {
	return `<td>${typeof cell === 'string' ? escapeHtml(cell) : cell.html}</td>`;
}

/**
 * A whole page in English.
 *
 * @param base the address to which the page's links are relative
 */
export function renderPage(page: { title: string; base: string; content: string }): string {
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<base href="${page.base}">
<link rel="icon" href="data:,">
<title>${escapeHtml(page.title)}</title>
<style>
body { font-family: sans-serif; line-height: 1.4; margin: 2rem; max-width: 75rem; }
nav a { margin-right: 1rem; }
table { border-collapse: collapse; margin: 0.5rem 0 1.5rem; }
th, td { border-bottom: 1px solid #ccc; padding: 0.25rem 1rem 0.25rem 0; text-align: left; vertical-align: top; }
thead th { background: #fff; position: sticky; top: 0; }
pre { margin: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
label { display: block; margin: 0.5rem 0; }
form.inline label { display: inline; margin-right: 1rem; }
</style>
${page.content}
</html>
`;
}
