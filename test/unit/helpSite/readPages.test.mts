import { describe, expect, it } from '@jest/globals';
import { readIndex } from '../../../dist/nodes/shared/helpSite/pages/readIndex.js';
import { readModel } from '../../../dist/nodes/shared/helpSite/pages/readModel.js';
import { readOperation } from '../../../dist/nodes/shared/helpSite/pages/readOperation.js';
import type { ModelPage, OperationPage } from '../../../dist/nodes/shared/helpSite/pages/types.js';
import { operationsOf, catalogue } from '../../../dist/nodes/shared/catalogue/index.js';
import { EXAMPLE_MODELS } from '../../../simulator/help/exampleModels.mts';
import { EXAMPLE_CONTROLLERS } from '../../../simulator/help/exampleOperations.mts';
import { modelsOfRow, pageOfRow } from '../../../simulator/help/pageOfRow.mts';
import { helpPages } from '../../../simulator/help/site.mts';
import seenPages from './seenPages.json' with { type: 'json' };
import { styles } from './styles.mts';

/** What the public pages that were seen say. */
const seen = seenPages as unknown as {
	readonly operations: readonly OperationPage[];
	readonly models: readonly ModelPage[];
};

const rows = [
	...catalogue.flatMap(operationsOf),
	...EXAMPLE_CONTROLLERS.flatMap(({ operations }) => operations),
];
const pages = [...seen.operations, ...rows.map((row) => pageOfRow(row))];
const models = [...seen.models, ...EXAMPLE_MODELS, ...rows.flatMap((row) => modelsOfRow(row))];

describe.each(styles)('a page in $name style', ({ operation, model }) => {
	it.each(pages.map((page) => [`${page.method} ${page.path}`, page] as const))(
		'of %s is read as it was written',
		(_name, page) => {
			expect(readOperation(operation(page))).toEqual(page);
		},
	);

	it.each(models.map((page) => [page.name, page] as const))(
		'of the model %s is read as it was written',
		(name, page) => {
			expect(readModel(name, model(page))).toEqual(page);
		},
	);
});

describe('the index', () => {
	it('of the simulator is read whole, each operation under its controller', () => {
		const operations = readIndex(helpPages([]).index);
		const invented = EXAMPLE_CONTROLLERS.flatMap(({ operations: own }) => own);
		expect(operations).toHaveLength(invented.length);
		expect(operations[1]).toEqual({
			controller: 'Esimerkki_avaimet',
			method: 'GET',
			path: 'esimerkki/avaimet/{avaimet_id}',
			summary: 'Esimerkki: hakee avaimen tiedot.',
			slug: 'GET-esimerkki-avaimet-avaimet_id',
		});
	});

	it.each([
		['a link in unquoted attributes', '<table><tr><td><a href=/x/Help/Api/GET-a>GET a</a><td>Hae'],
		[
			'entities',
			'<table><tr><td><a href="/Help/Api/GET-a">&#71;ET&nbsp;a</a></td><td>H&#97;e</td>',
		],
		['no link', '<TABLE><TR><TD CLASS="api-name">GET a</TD><TD CLASS="api-documentation">Hae</TD>'],
	])('is read with %s', (_what, table) => {
		expect(readIndex(`<h2>A</h2>${table}`)).toEqual([
			{ controller: 'A', method: 'GET', path: 'a', summary: 'Hae', slug: 'GET-a' },
		]);
	});

	it('makes the slug of an operation without a link by the rule', () => {
		const path = 'sopimukset/{sopimus_id}/suoritukset?AlkuPvm={AlkuPvm}&amp;LoppuPvm={LoppuPvm}';
		expect(readIndex(`<table><tr><td>GET ${path}</td></tr></table>`)).toMatchObject([
			{ slug: 'GET-sopimukset-sopimus_id-suoritukset_AlkuPvm_LoppuPvm' },
		]);
	});

	it.each(['', 'hello', '<h1>Kirjaudu sisään</h1>', '<table><tr><td>OPTIONS a</td></tr></table>'])(
		'of a page that is none is empty: %p',
		(page) => {
			expect(readIndex(page)).toEqual([]);
		},
	);

	it('leaves out what would lead away from the API', () => {
		const links = ['GET //evil.example/a', 'GET ../a', 'GET a/../../b', 'GET \\\\evil', 'GET =1'];
		const rowsOfLinks = links.map((link) => `<tr><td><a href="">${link}</a></td></tr>`);
		expect(readIndex(`<table>${rowsOfLinks.join('')}</table>`)).toEqual([]);
	});
});

const head = '<h1>POST a</h1><h2>Request Information</h2><h3>Body Parameters</h3>';
const link = '<a href="/Help/ResourceModel?modelName=ApiA">ApiA</a>';
const field = (name: string, type: string) =>
	`<tr><td class="parameter-name">${name}</td><td class="parameter-type">${type}</td></tr>`;

describe('what can not be read', () => {
	it.each([
		['a dictionary', 'Dictionary of string [key] and integer [value]'],
		['another language', 'heltal'],
		['two links', `Pair of ${link} and ${link}`],
		['nothing', ''],
	])('of a type (%s) is no type', (_what, type) => {
		const page = readOperation(`${head}${link}<table>${field('A', type)}</table>`);
		expect(page?.body?.fields).toMatchObject([{ name: 'A', type: { kind: 'unread' } }]);
	});

	it.each(['__proto__', 'constructor', '={{ $env }}', 'a b', 'a"b', '', '<b></b>'])(
		'as the name of a field is left out, and told: %p',
		(name) => {
			const table = `<table>${field(name, 'integer')}${field('B', 'integer')}</table>`;
			expect(readOperation(`${head}${link}${table}`)?.body).toMatchObject({
				fields: [{ name: 'B' }],
				complete: false,
			});
		},
	);

	it('of a table without known columns is no field', () => {
		const table = '<table><tr><th>Avain</th><th>Laji</th></tr><tr><td>A<td>integer</table>';
		expect(readOperation(`${head}${link}${table}`)?.body).toMatchObject({
			fields: [],
			complete: false,
		});
	});

	it('of a body without a section is told', () => {
		expect(readOperation('<h1>POST a</h1>')?.body).toMatchObject({ fields: [], complete: false });
	});

	it('does not take the table of an unknown section for the body', () => {
		const other = `<h3>Huomioita</h3><table>${field('A', 'integer')}</table>`;
		expect(readOperation(`${head}${link}${other}`)?.body?.fields).toEqual([]);
	});

	it.each([
		'<h1>ApiA</h1><p>Possible enumeration values:</p><table><tr><td class="enum-name">a b<td class="enum-value">1',
		'<h1>ApiA</h1><table><tr><td class="enum-name">A<td class="enum-value">x',
		'<h1>ApiA</h1><p>Dictionary of string [key] and string [value]',
		'',
	])('of a model is unread: %p', (page) => {
		expect(readModel('ApiA', page)).toEqual({ kind: 'unread', name: 'ApiA' });
	});
});
