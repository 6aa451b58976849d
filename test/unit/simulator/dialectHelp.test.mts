import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { catalogue } from '../../../dist/nodes/shared/catalogue/index.js';
import { readIndex } from '../../../dist/nodes/shared/helpSite/pages/readIndex.js';
import { readModel } from '../../../dist/nodes/shared/helpSite/pages/readModel.js';
import { readOperation } from '../../../dist/nodes/shared/helpSite/pages/readOperation.js';
import type {
	PageField,
	PageFields,
	PageType,
} from '../../../dist/nodes/shared/helpSite/pages/types.js';
import { operationName } from '../../../simulator/api/call.mts';
import { controllersIn, type ServedOperation } from '../../../simulator/api/served.mts';
import { DIALECT_NAMES, dialectOf } from '../../../simulator/dialects/index.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';

const PAGING = /^(offset|limit)$/i;

describe.each(DIALECT_NAMES.filter((name) => !['standard', 'none'].includes(name)))(
	'the Help site of the dialect %s',
	(dialect) => {
		const { help, lists } = dialectOf(dialect);
		const served = controllersIn(dialectOf(dialect), catalogue).flatMap((one) => one.operations);
		const unreadable = [help.missing, help.broken].flatMap((names) => names ?? []);
		const isListed = ({ row }: ServedOperation) =>
			lists.some(({ operation }) => operationName(operation) === operationName(row));
		const told = served
			.filter((one) => one.spellings.length > 0 || isListed(one))
			.filter(({ standard }) => !unreadable.includes(operationName(standard)))
			.map((one) => [operationName(one.row), one] as const);
		let simulator: Simulator;
		let slugs: ReadonlyMap<string, string>;

		beforeAll(async () => {
			simulator = await startSimulator({ port: 0, units: 1, dialect });
			const index = readIndex((await page('Help')).text);
			slugs = new Map(
				index.map(({ method, path, slug }) => [`${method} ${path.split('?')[0]}`, slug]),
			);
		});

		afterAll(() => simulator.close());

		async function page(address: string) {
			const url = `${simulator.url}${address}`;
			const { status, data } = await axios.get<string>(url, { validateStatus: () => true });
			return { status, text: data };
		}

		async function operationPage(name: string) {
			const { status, text } = await page(`Help/Api/${slugs.get(name)}`);
			return { status, operation: status === 200 ? readOperation(text) : undefined };
		}

		const modelPage = async (name: string) =>
			readModel(name, (await page(`Help/ResourceModel?modelName=${name}`)).text);

		/** The dotted keys of fields, with those of the models they link to. */
		async function keysIn({ fields, complete }: PageFields): Promise<string[]> {
			expect(complete).toBe(true);
			const keys = await Promise.all(
				fields.map(async ({ name, type }) =>
					(await innerKeys(type)).map((key) => (key === '' ? name : `${name}.${key}`)),
				),
			);
			return keys.flat();
		}

		async function innerKeys(type: PageType): Promise<string[]> {
			const model = type.kind === 'model' ? await modelPage(type.name) : undefined;
			return model?.kind === 'object' ? await keysIn(model) : [''];
		}

		it('lists every operation that is served', () => {
			const missing = served.filter(({ row }) => !slugs.has(operationName(row)));
			expect(missing.map(({ row }) => operationName(row))).toEqual([]);
		});

		it.each(told)('tells the true keys of %s', async (name, { row, envelope }) => {
			const { operation } = await operationPage(name);
			const body = operation?.body ? await keysIn(operation.body) : [];
			const expectedBody = row.body?.fields.map(({ key }) => key) ?? [];
			expect(body.filter((key) => !PAGING.test(key)).toSorted()).toEqual(expectedBody.toSorted());
			const query = (operation?.uriParameters.fields ?? []).map((field) => field.name);
			for (const { key } of row.query) expect(query).toContain(key);

			if (!('fields' in row.response) || !operation?.response) return;
			const expected = row.response.fields.map(({ key }) => key).toSorted();
			const isWrapped = row.paging !== undefined && envelope !== 'bare';
			const shown = isWrapped
				? await keysIn(await itemsIn(operation.response.fields))
				: await keysIn(operation.response);
			expect(shown.toSorted()).toEqual(expected);
		});

		/** The model of the rows in a page's envelope. */
		async function itemsIn(fields: readonly PageField[]): Promise<PageFields> {
			const items = fields.find((field) => /^items$/i.test(field.name))?.type;
			const item = items?.kind === 'collection' ? items.of : undefined;
			const model = item?.kind === 'model' ? await modelPage(item.name) : undefined;
			if (model?.kind !== 'object') throw new Error('The page does not tell its rows');
			return model;
		}
	},
);

describe('the Help site of the dialect "partialHelp"', () => {
	const { missing = [], broken = [], finnishPages = [] } = dialectOf('partialHelp').help;
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, units: 1, dialect: 'partialHelp' });
	});

	afterAll(() => simulator.close());

	/** The operation's page as it is, with its status. */
	async function pageOf(name: string) {
		const get = async (address: string) =>
			await axios.get<string>(`${simulator.url}${address}`, { validateStatus: () => true });
		const { data: index } = await get('Help');
		const listed = readIndex(index).find(({ method, path }) => `${method} ${path}` === name);
		expect(listed).toBeDefined();
		return await get(`Help/Api/${listed?.slug}`);
	}

	it.each(missing)('lists %s, but does not find its page', async (name) => {
		expect((await pageOf(name)).status).toBe(404);
	});

	it.each(broken)('breaks off in the page of %s', async (name) => {
		const { data } = await pageOf(name);
		expect(data).toContain('<tbody>');
		expect(data).not.toContain('</tbody>');
		expect(readOperation(data)?.response?.fields ?? []).toEqual([]);
	});

	it.each(finnishPages)('shows %s in Finnish, and is read all the same', async (name) => {
		const { data } = await pageOf(name);
		expect(data).toContain('Kutsun sisältö');
		expect(readOperation(data)?.body?.complete).toBe(true);
	});

	it('has Finnish headings in every table', async () => {
		const { data } = await pageOf('POST osapuolet/henkilot');
		expect(data).toContain('<th>Nimi</th>');
		expect(data).not.toContain('<th>Name</th>');
	});
});
