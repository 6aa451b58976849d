import type { HelpStyle } from '../dialects/dialect.mts';

type Words = ReadonlyArray<readonly [english: string, finnish: string]>;

const TABLE_WORDS: Words = [
	['<th>Name</th>', '<th>Nimi</th>'],
	['<th>Description</th>', '<th>Kuvaus</th>'],
	['<th>Type</th>', '<th>Tyyppi</th>'],
	['<th>Additional information</th>', '<th>Lisätiedot</th>'],
	['<th>Value</th>', '<th>Arvo</th>'],
];

const PAGE_WORDS: Words = [
	...TABLE_WORDS,
	['Request Information', 'Kutsun tiedot'],
	['URI Parameters', 'Osoitteen parametrit'],
	['Body Parameters', 'Kutsun sisältö'],
	['Request Formats', 'Kutsun muodot'],
	['Response Information', 'Vastauksen tiedot'],
	['Resource Description', 'Vastauksen sisältö'],
	['Response Formats', 'Vastauksen muodot'],
	['<p>Required</p>', '<p>Pakollinen</p>'],
	['<p>None.</p>', '<p>Ei ole.</p>'],
];

/**
 * An operation's page as the dialect's Help site shows it.
 *
 * @param name the operation's standard name
 * @returns undefined when the page is missing
 */
export function styledOperation(page: string, name: string, style: HelpStyle): string | undefined {
	if (style.missing?.includes(name)) return undefined;
	if (style.broken?.includes(name)) return brokenOff(page);
	return style.finnishPages?.includes(name)
		? inFinnish(page, PAGE_WORDS)
		: styledModel(page, style);
}

/** A model's page as the dialect's Help site shows it. */
export function styledModel(page: string, { finnishTables }: HelpStyle): string {
	return finnishTables ? inFinnish(page, TABLE_WORDS) : page;
}

function inFinnish(page: string, words: Words): string {
	return words.reduce((text, [english, finnish]) => text.replaceAll(english, finnish), page);
}

function brokenOff(page: string): string {
	const start = page.indexOf('<tbody>');
	const end = page.indexOf('</tbody>', start);
	return page.slice(0, start + Math.floor((end - start) / 2));
}
