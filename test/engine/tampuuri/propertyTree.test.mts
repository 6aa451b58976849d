import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { runs } from '../../runs.mts';
import { pageOf, profileWith, PROPERTY_LIST } from './listServer.mts';
import { setUpResponder } from './responder.mts';
import { itemsOf, setUp } from './setUp.mts';

const tampuuri = setUp({ units: 60 });
const responder = setUpResponder();

interface Asked {
	readonly operation: 'getChildren' | 'getPath';
	readonly ids: ReadonlyArray<number | string>;
	readonly profile?: string;
	readonly filters?: IDataObject;
}

async function tree({ operation, ids, profile = '', filters = {} }: Asked) {
	const outcome = await tampuuri.run({
		parameters: {
			resource: 'property',
			operation,
			property: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			additionalFields: filters as never,
		},
		items: itemsOf(...ids.map((id) => ({ id }))),
		credentials: tampuuri.credentials({ ownAddress: responder.url, accountProfile: profile }),
	});
	return { ...outcome, messages: outcome.hints.map(({ message }) => message) };
}

const TREE: readonly IDataObject[] = [
	{ Id: 1, ParentId: null, Nimi: 'Asunto Oy Mäntylä', Metaname: 'kustannuspaikka' },
	{ Id: 2, ParentId: 1, Nimi: 'A-talo', Metaname: 'rakennus' },
	{ Id: 3, ParentId: '2', Nimi: 'A 3', Metaname: 'huoneisto' },
	{ Id: '4', ParentId: 2, Nimi: null, Metaname: 'huoneisto' },
	{ Id: 5, ParentId: 1, Nimi: 'Tontti', Metaname: 'tontti' },
	{ Id: 6, ParentId: 404, Nimi: 'Orpo', Metaname: 'huoneisto' },
	{ Id: 7, ParentId: 8, Nimi: 'Muna', Metaname: 'rakennus' },
	{ Id: 8, ParentId: 7, Nimi: 'Kana', Metaname: 'rakennus' },
];

/** A server with some properties, each to be read by its ID, and all by the list. */
function serve(rows: readonly IDataObject[]): void {
	responder.reply = (asked) => {
		if (asked.method === 'POST') return pageOf(asked, rows);
		const found = rows.find(({ Id }) => String(Id) === asked.path.split('/')[1]);
		return found === undefined ? { status: 404, body: { Message: 'Ei löydy' } } : { body: found };
	};
}

const profile = profileWith({ property: PROPERTY_LIST });
const placesOf = (json: readonly IDataObject[]) =>
	json.map(({ Id, Name, Type, Level, ParentId }) => [Id, Name, Type, Level, ParentId]);

describe('Get Path', () => {
	it('reads a unit, its building and its cost centre, each once for all items', async () => {
		serve(TREE);
		const { json, outputs, error } = await tree({ operation: 'getPath', ids: [3, 4, 5] });
		expect(error).toBeUndefined();
		expect(placesOf(json)).toEqual([
			[3, 'A 3', 'huoneisto', 0, 2],
			[2, 'A-talo', 'rakennus', 1, 1],
			[1, 'Asunto Oy Mäntylä', 'kustannuspaikka', 2, null],
			[4, '', 'huoneisto', 0, 2],
			[2, 'A-talo', 'rakennus', 1, 1],
			[1, 'Asunto Oy Mäntylä', 'kustannuspaikka', 2, null],
			[5, 'Tontti', 'tontti', 0, 1],
			[1, 'Asunto Oy Mäntylä', 'kustannuspaikka', 1, null],
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 0, 1, 1, 1, 2, 2].map((item) => ({ item })),
		);
		expect(responder.asked.map(({ path }) => path).sort()).toEqual(
			[1, 2, 3, 4, 5].map((id) => `kohteet/${id}`),
		);
	});

	it('ends with a hint where a parent can not be read, or is below', async () => {
		serve(TREE);
		const orphan = await tree({ operation: 'getPath', ids: [6] });
		expect(placesOf(orphan.json)).toEqual([[6, 'Orpo', 'huoneisto', 0, 404]]);
		expect(orphan.messages).toContain("Property 404 can't be read, so the path ends below it");
		const loop = await tree({ operation: 'getPath', ids: [7] });
		expect(loop.json.map(({ Id }) => Id)).toEqual([7, 8]);
		expect(loop.messages).toContain('Property 7 is part of itself, so its path ends there');
	});

	it('fails where the property itself can not be read', async () => {
		serve(TREE);
		const { error } = await tree({ operation: 'getPath', ids: [99] });
		expect(error?.message).toMatch(/Ei löydy/);
		expect((await tree({ operation: 'getPath', ids: ['x'] })).error?.message).toMatch(
			/^Property \(Kohde\) is not an ID/,
		);
	});

	it('says that the parent may have another name in this account', async () => {
		serve([{ Id: 3, YlakohdeId: 2, Nimi: 'A 3' }]);
		const { json, messages } = await tree({ operation: 'getPath', ids: [3] });
		expect(json).toHaveLength(1);
		expect(messages[0]).toMatch(/^Tampuuri does not say what the property is part of/);
		const known = profileWith({}, { 'property.row.parentProperty': 'YlakohdeId' });
		responder.asked.length = 0;
		await tree({ operation: 'getPath', ids: [3], profile: known });
		expect(responder.asked.map(({ path }) => path)).toEqual(['kohteet/3', 'kohteet/2']);
	});

	it.each([
		[20, 'one by one', 22],
		[21, 'from the list', 1],
	])('reads the paths of %i items %s', async (count, _how, calls) => {
		const units = Array.from({ length: count }, (_, at) => ({
			Id: 10 + at,
			ParentId: 2,
			Nimi: `A ${at}`,
		}));
		serve([...TREE.slice(0, 2), ...units]);
		const ids = units.map(({ Id }) => Id);
		const { json } = await tree({ operation: 'getPath', ids, profile });
		expect(json).toHaveLength(3 * count);
		expect(responder.asked).toHaveLength(calls);
	});

	it('reads the paths of several items side by side', async () => {
		serve(TREE);
		const { reply } = responder;
		let open = () => {};
		const two = new Promise<void>((resolve) => (open = resolve));
		responder.reply = async (asked, place) => {
			if (place === 1) open();
			await two;
			return await reply(asked, place);
		};
		const { json } = await tree({ operation: 'getPath', ids: [3, 5] });
		expect(json).toHaveLength(5);
	});

	it('ends for any tree, and begins with the property', async () => {
		const anyTree = fc.array(fc.option(fc.integer({ min: 0, max: 12 })), {
			minLength: 1,
			maxLength: 12,
		});
		await fc.assert(
			fc.asyncProperty(anyTree, fc.boolean(), async (parents, isMany) => {
				const rows = parents.map((ParentId, at) => ({ Id: at + 1, ParentId, Nimi: `N${at}` }));
				serve(rows);
				const ids = rows.map(({ Id }) => Id);
				const asked = isMany ? [...ids, ...ids, ...Array.from({ length: 21 }, () => 1)] : ids;
				const { outputs, error } = await tree({ operation: 'getPath', ids: asked, profile });
				expect(error).toBeUndefined();
				const items = outputs[0] ?? [];
				for (const [item, id] of asked.entries()) {
					const own = items.filter(
						({ pairedItem }) => (pairedItem as { item: number }).item === item,
					);
					const seen = own.map(({ json }) => json.Id);
					expect(seen[0]).toBe(id);
					expect(new Set(seen).size).toBe(seen.length);
					for (const [level, { json }] of own.entries()) expect(json.Level).toBe(level);
				}
			}),
			{ numRuns: runs(20) },
		);
	});
});

describe('Get Children', () => {
	it('reads the list once for all items', async () => {
		serve(TREE);
		const { json, outputs } = await tree({ operation: 'getChildren', ids: [1, 2, 3], profile });
		expect(placesOf(json)).toEqual([
			[2, 'A-talo', 'rakennus', 1, 1],
			[5, 'Tontti', 'tontti', 1, 1],
			[3, 'A 3', 'huoneisto', 1, 2],
			[4, '', 'huoneisto', 1, 2],
		]);
		expect(outputs[0]?.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual([
			0, 0, 1, 1,
		]);
		expect(responder.asked).toHaveLength(1);
	});

	it('goes down all levels if asked, and ends in a loop', async () => {
		serve(TREE);
		const filters = { allLevels: true };
		const { json } = await tree({ operation: 'getChildren', ids: [1, 7], profile, filters });
		expect(json.map(({ Id, Level }) => [Id, Level])).toEqual([
			[2, 1],
			[5, 1],
			[3, 2],
			[4, 2],
			[8, 1],
		]);
	});

	it('looks for units in their own list, if the other does not have them', async () => {
		const unit = {
			...PROPERTY_LIST,
			operation: 'GET huoneistot',
			paging: undefined,
			parent: 'RakennusId',
		};
		responder.reply = (asked) =>
			asked.method === 'GET'
				? { body: [{ Id: 3, RakennusId: 2, Nimi: 'A 3' }] }
				: pageOf(asked, TREE.slice(0, 2));
		const both = profileWith({ property: PROPERTY_LIST, unit });
		const { json } = await tree({ operation: 'getChildren', ids: [1, 2, 2], profile: both });
		expect(json.map(({ Id }) => Id)).toEqual([2, 3, 3]);
		expect(responder.asked).toHaveLength(2);
	});

	it.each([0, 1, 250, 251, 5_000])('reads %i properties in pages of 250', async (count) => {
		serve(Array.from({ length: count }, (_, at) => ({ Id: at + 2, ParentId: 1, Nimi: `N${at}` })));
		const { json } = await tree({ operation: 'getChildren', ids: [1, 2], profile });
		expect(json).toHaveLength(count);
		expect(responder.asked).toHaveLength(Math.max(1, Math.ceil(count / 250)));
	});

	it('says what to do without a list, and without parents in it', async () => {
		const none = await tree({ operation: 'getChildren', ids: [1] });
		expect(none.error?.message).toMatch(/^How your account lists properties is not known/);
		const list = { ...PROPERTY_LIST, parent: undefined };
		const flat = await tree({
			operation: 'getChildren',
			ids: [1],
			profile: profileWith({ property: list }),
		});
		expect(flat.error?.message).toMatch(/^The rows of POST kohteet\/selaa do not say what/);
		expect(responder.asked).toEqual([]);
	});
});

describe.each(['renamed', 'nested', 'otherLists'] as const)(
	'the tree in the dialect %s',
	(dialect) => {
		const account = setUp({ units: 60, dialect });
		let accountProfile = '';
		beforeAll(async () => {
			const { json } = await account.run({
				parameters: { resource: 'account', operation: 'check', additionalFields: {} },
			});
			accountProfile = String(json.at(-1)?.profile);
		});

		it('leads from a unit to its cost centre and back', async () => {
			const { properties } = account.simulator.data;
			const unit = properties.unitAt(45);
			const run = async (operation: string, id: unknown, additionalFields = {}) => {
				const { json, error } = await account.run({
					parameters: {
						resource: 'property',
						operation,
						property: { __rl: true, mode: 'id', value: String(id) },
						additionalFields,
					},
					credentials: account.credentials({ accountProfile }),
				});
				expect(error).toBeUndefined();
				return json;
			};
			const path = await run('getPath', unit.id);
			expect(path.map(({ Type }) => Type)).toEqual(['huoneisto', 'rakennus', 'kustannuspaikka']);
			expect(path[0]?.Name).toBe(unit.name);
			const below = await run('getChildren', path[2]?.Id, { allLevels: true });
			expect(below.map(({ Id }) => Id)).toContain(unit.id);
			expect(new Set(below.map(({ Level }) => Level))).toEqual(new Set([1, 2]));
		});
	},
);
