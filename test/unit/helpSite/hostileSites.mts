const MEGABYTE = 1024 * 1024;

/** The pages of a site: the operation's own, and any model by its name. */
export interface HostileSite {
	readonly operation: string;
	readonly model: (name: string) => string;
}

const link = (name: string): string =>
	`<a href="/Help/ResourceModel?modelName=${name}">${name}</a>`;

function table(rows: ReadonlyArray<readonly [name: string, type: string]>): string {
	const cells = rows.map(
		([name, type]) =>
			`<tr><td class="parameter-name">${name}</td><td class="parameter-type">${type}</td></tr>`,
	);
	return `<table>${cells.join('')}</table>`;
}

/** As many numbered rows as a megabyte holds. */
function rowsOf(type: (place: number) => string, size = MEGABYTE): string {
	const count = Math.floor(size / (table([['F10000', type(10_000)]]).length - 15));
	return table(Array.from({ length: count }, (_, place) => [`F${place}`, type(place)] as const));
}

const operation = (content: string, rest = ''): string =>
	`<h1>POST a</h1><h3>Body Parameters</h3><p>${link('ApiRoot')}</p>${content}${rest}`;

const enumeration = (size: number): string => {
	const rows = Array.from(
		{ length: Math.floor(size / 80) },
		(_, place) =>
			`<tr><td class="enum-name">V${place}</td><td class="enum-value">${place}</td><td>Arvo</td></tr>`,
	);
	return `<table>${rows.join('')}</table>`;
};

const sample = (json: string): string =>
	`<h3>Request Formats</h3><h4>application/json</h4><pre>${json}</pre>`;

/** Small pages that multiply, and large ones, of a megabyte each. */
export const HOSTILE_SITES: Readonly<Record<string, HostileSite>> = {
	'models that nest': {
		operation: operation(rowsOf((place) => link(`M${place % 3}`))),
		model: (name) => rowsOf((place) => link(`${name}_${place % 5}`)),
	},
	'models that hold each other, many times': {
		operation: operation(rowsOf(() => link('M1'))),
		model: (name) => rowsOf(() => `Collection of ${link(name === 'M1' ? 'M2' : 'M1')}`),
	},
	'one large enumeration, many times': {
		operation: operation(rowsOf(() => link('E'))),
		model: () => enumeration(80_000),
	},
	'an enumeration of a megabyte': {
		operation: operation(rowsOf(() => link('E'))),
		model: () => enumeration(MEGABYTE),
	},
	'many enumerations': {
		operation: operation(rowsOf((place) => link(`E${place}`))),
		model: () => enumeration(80_000),
	},
	headings: {
		operation: operation(
			table([['F', 'integer']]),
			`${sample('{}')}${'<h4>a/b</h4>'.repeat(87_000)}`,
		),
		model: () => '',
	},
	'empty tables': {
		operation: operation('<table>'.repeat(150_000)),
		model: () => '',
	},
	'lines of limits': {
		operation: operation(
			`<table><tr><td class="parameter-name">F<td class="parameter-type">string<td class="parameter-annotations">${'Max length: 5<br>'.repeat(60_000)}</table>`,
		),
		model: () => '',
	},
	'a wide sample': {
		operation: operation(
			rowsOf(() => link('M'), MEGABYTE / 2),
			sample(
				`{${Array.from({ length: 20_000 }, (_, place) => `"F${place}":[1,{"a":2}]`).join(',')}}`,
			),
		),
		model: () => table([['A', 'integer']]),
	},
	'a deep sample': {
		operation: operation(
			table([['F', link('M')]]),
			sample(`{"F":${'['.repeat(400_000)}${']'.repeat(400_000)}}`),
		),
		model: () => table([['A', 'integer']]),
	},
	'long texts': {
		operation: operation(
			table(Array.from({ length: 10 }, (_, place) => [`F${place}`, 'x'.repeat(MEGABYTE / 10)])),
		),
		model: () => '',
	},
};
