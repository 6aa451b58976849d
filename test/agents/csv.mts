/** The rows of a CSV file by its headings. A quoted value may contain commas, but no line break. */
export function rowsOfCsv(text: string): Array<Record<string, string>> {
	const [headings = [], ...rows] = text.trimEnd().split('\n').map(valuesOf);
	return rows.map((values) =>
		Object.fromEntries(headings.map((heading, index) => [heading, values[index] ?? ''])),
	);
}

function valuesOf(line: string): string[] {
	return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) =>
		quoted === undefined ? plain : quoted.replaceAll('""', '"'),
	);
}
