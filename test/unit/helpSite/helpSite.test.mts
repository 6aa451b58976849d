import { describe, expect, it } from '@jest/globals';
import { fieldsOfPage } from '../../../dist/nodes/shared/helpSite/fields/fieldsOfPage.js';
import { harmless } from '../../../dist/nodes/shared/helpSite/fields/label.js';
import { mapperFields } from '../../../dist/nodes/shared/helpSite/fields/mapperFields.js';
import {
	fieldIdentityOf,
	idOfField,
	KINDS,
} from '../../../dist/nodes/shared/helpSite/fields/liveField.js';
import {
	operationNameOf,
	slugOf,
} from '../../../dist/nodes/shared/helpSite/pages/operationName.js';
import type {
	ModelPage,
	OperationPage,
	PageField,
	PageType,
} from '../../../dist/nodes/shared/helpSite/pages/types.js';
import { HelpPageFailed } from '../../../dist/nodes/shared/helpSite/fetchPage.js';
import { HelpSites } from '../../../dist/nodes/shared/helpSite/site.js';

const simple = (name: string): PageType => ({ kind: 'simple', name });
const field = (name: string, type: PageType, more: Partial<PageField> = {}): PageField => ({
	name,
	description: '',
	type,
	required: false,
	...more,
});

const page = (changes: Partial<OperationPage>): OperationPage => ({
	method: 'POST',
	path: 'a',
	summary: '',
	uriParameters: { fields: [], complete: true },
	requestSamples: [],
	responseSamples: [],
	...changes,
});

const body = (fields: readonly PageField[], complete = true): OperationPage['body'] => ({
	description: '',
	type: { kind: 'model', name: 'ApiA' },
	fields,
	complete,
});

const models = (...known: ModelPage[]) => ({
	model: async (name: string): Promise<ModelPage> =>
		known.find((model) => model.name === name) ?? { kind: 'unread', name },
});

const idsOf = async (changes: Partial<OperationPage>, site = models()) =>
	(await fieldsOfPage(page(changes), site)).map(idOfField);

describe('the fields of a page', () => {
	it.each([
		[simple('integer'), 'integer'],
		[simple('decimal number'), 'decimal'],
		[simple('globally unique identifier'), 'text'],
		[{ kind: 'collection', of: simple('byte') }, 'file'],
		[{ kind: 'collection', of: simple('date') }, 'array'],
		[{ kind: 'collection', of: { kind: 'model', name: 'ApiFileBase64Container' } }, 'fileList'],
		[{ kind: 'unread', text: 'Dictionary of string [key] and Object [value]' }, 'json'],
		[{ kind: 'model', name: 'ApiUnknown' }, 'json'],
	] as const)('of type %j are of kind %s', async (type, kind) => {
		expect(await idsOf({ body: body([field('X', type)]) })).toEqual([`X (body, ${kind})`]);
	});

	it.each([
		['AlkuPvm', 'date'],
		['Loppupvm', 'date'],
		['Alkupäivä', 'date'],
		['TilannePvm', 'date'],
		['Toteutusaika', 'dateTime'],
	])('named %s are of kind %s', async (name, kind) => {
		expect(await idsOf({ body: body([field(name, simple('date'))]) })).toEqual([
			`${name} (body, ${kind})`,
		]);
	});

	it('come from the address when the table has none, and from the table when the address has none', async () => {
		const uriParameters = { fields: [field('LIMITS', simple('integer'))], complete: true };
		expect(await idsOf({ method: 'GET', path: 'a/{id}/{*tail}?B={B}', uriParameters })).toEqual([
			'id (path, text)',
			'tail (path, text)',
			'B (query, text)',
			'LIMITS (query, integer)',
		]);
	});

	it.each([
		[
			'part of a body',
			body([field('X', simple('integer'))], false),
			['X (body, integer)', 'Other Fields (body, rest)'],
		],
		['a body', body([], false), ['Other Fields (body, rest)']],
		[
			'a list as a body',
			{ ...body([], false), type: { kind: 'collection', of: simple('integer') } },
			['Body (body, whole)'],
		],
		['a text as a body', { ...body([], false), type: simple('string') }, ['Body (body, whole)']],
	] as const)('that could not be read (%s) become JSON', async (_what, content, ids) => {
		expect(await idsOf({ body: content as OperationPage['body'] })).toEqual(ids);
	});

	it.each([
		[
			body([], false),
			'{"X":1,"Y":{"Z":2}}',
			'Body (JSON), e.g. {"X":1,"Y":{"Z":2}}: the Help page',
		],
		[
			body([field('X', simple('integer'))], false),
			'{"X":1,"Y":{"Z":2}}',
			'Other Fields (JSON), e.g. {"Y":{"Z":2}}: the Help page',
		],
		[body([field('X', simple('integer'))], false), '{"X":1}', 'Other Fields (JSON): the Help page'],
		[
			{ ...body([], false), type: { kind: 'collection', of: simple('integer') } },
			'[7]',
			'Body (JSON), e.g. [7]',
		],
	] as const)(
		'show by the sample of the page what to enter as JSON',
		async (content, text, label) => {
			const shown = await fieldsOfPage(
				page({
					body: content as OperationPage['body'],
					requestSamples: [{ mediaTypes: ['application/json'], text }],
				}),
				models(),
			);
			expect(shown.at(-1)?.label.slice(0, label.length)).toBe(label);
		},
	);

	it.each<[string, boolean]>([
		['{"Y":{"Z":2}}', true],
		[`{"Y":"${'ä'.repeat(5_000)}"}`, false],
		[`${'['.repeat(40_000)}${']'.repeat(40_000)}`, false],
		['"hei"', false],
		['no JSON', false],
	])('show a short sample in full, which is not sent: %.20s', async (text, isShown) => {
		const requestSamples = [{ mediaTypes: ['application/json'], text }];
		const fields = await fieldsOfPage(page({ body: body([], false), requestSamples }), models());
		const [, example] = mapperFields(fields);
		expect(example !== undefined).toBe(isShown);
		if (example === undefined) return;
		expect(example).toMatchObject({ required: false, readOnly: true, type: 'object' });
		expect(JSON.parse(String(example.defaultValue))).toEqual(JSON.parse(text));
		expect(fieldIdentityOf(example.id)).toBeUndefined();
	});

	it('tell how an enumeration travels: as the sample shows, else by its name', async () => {
		const values = [{ name: 'A', value: '4', description: 'Eka' }];
		const site = models(
			{ kind: 'enumeration', name: 'ApiE', description: '', values },
			{ kind: 'enumeration', name: 'ApiEInt', description: '', values },
		);
		const fields = [
			field('E', { kind: 'model', name: 'ApiE' }),
			field('N', { kind: 'model', name: 'ApiEInt' }),
		];
		expect(await idsOf({ body: body(fields) }, site)).toEqual([
			'E (body, choice)',
			'N (body, choiceNumber)',
		]);
		const requestSamples = [{ mediaTypes: ['application/json'], text: '{"E":1,"N":"A"}' }];
		expect(await idsOf({ body: body(fields), requestSamples }, site)).toEqual([
			'E (body, choiceNumber)',
			'N (body, choice)',
		]);
	});

	it('show the sample of the page for a nested object', async () => {
		const site = models({
			kind: 'object',
			name: 'ApiO',
			description: '',
			fields: [],
			complete: true,
		});
		const requestSamples = [{ mediaTypes: ['text/json'], text: '{"O":{"Id":5}}' }];
		const fields = [field('O', { kind: 'model', name: 'ApiO' })];
		const [first] = await fieldsOfPage(page({ body: body(fields), requestSamples }), site);
		expect(first?.label).toBe('O (JSON object), e.g. {"Id":5}');
	});

	it('end where models hold each other', async () => {
		const other = (name: string, inner: string): ModelPage => ({
			kind: 'object',
			name,
			description: '',
			fields: [field('I', { kind: 'model', name: inner }), field('N', simple('integer'))],
			complete: true,
		});
		const fields = [field('O', { kind: 'model', name: 'ApiA' })];
		const site = models(other('ApiA', 'ApiB'), other('ApiB', 'ApiA'));
		const [first] = await fieldsOfPage(page({ body: body(fields) }), site);
		expect(first?.label).toBe('O (JSON object), e.g. {"I":{"N":1},"N":1}');
	});

	it('ask for a bounded number of models', async () => {
		const asked = new Set<string>();
		const wide = {
			model: async (name: string): Promise<ModelPage> => {
				asked.add(name);
				const fields = Array.from({ length: 20 }, (_, place) =>
					field(`F${place}`, { kind: 'model', name: `${name}_${place}` }),
				);
				return { kind: 'object', name, description: '', fields, complete: true };
			},
		};
		await fieldsOfPage(page({ body: body([field('O', { kind: 'model', name: 'ApiA' })]) }), wide);
		expect(asked.size).toBe(60);
	});

	it('ask for the models of one level at once', async () => {
		let waiting: Array<() => void> = [];
		const rounds: number[] = [];
		const slow = {
			model: async (name: string): Promise<ModelPage> => {
				await new Promise<void>((resolve) => {
					if (waiting.length === 0) {
						// All that is asked for at the same time is there by the next macrotask.
						setImmediate(() => {
							rounds.push(waiting.length);
							waiting.splice(0).forEach((respond) => respond());
						});
					}
					waiting = [...waiting, resolve];
				});
				const fields = [0, 1].map((place) =>
					field(`F${place}`, { kind: 'model', name: `${name}_${place}` }),
				);
				return { kind: 'object', name, description: '', fields, complete: true };
			},
		};
		const fields = Array.from({ length: 8 }, (_, place) =>
			field(`O${place}`, { kind: 'model', name: `Api${place}` }),
		);
		await fieldsOfPage(page({ body: body(fields) }), slow);
		expect(rounds).toEqual([8, 16, 32]);
	});

	it.each<[string, string, string]>([
		['of the page', '[{"Id":5}]', 'Body (JSON), e.g. [{"Id":5}]'],
		['of its type', '', 'Body (JSON), e.g. [{"N":1}]'],
	])('show a sample for a list as a body: %s', async (_what, text, label) => {
		const fields = [field('N', simple('integer'))];
		const site = models({ kind: 'object', name: 'ApiO', description: '', fields, complete: true });
		const list: PageType = { kind: 'collection', of: { kind: 'model', name: 'ApiO' } };
		const requestSamples = [{ mediaTypes: ['application/json'], text }];
		const content = { description: '', type: list, fields: [], complete: false };
		const [first] = await fieldsOfPage(page({ body: content, requestSamples }), site);
		expect(first?.label).toBe(label);
	});

	it('say of a second file that its content is entered as text', async () => {
		const bytes: PageType = { kind: 'collection', of: simple('byte') };
		const container: PageType = {
			kind: 'collection',
			of: { kind: 'model', name: 'ApiFileBase64Container' },
		};
		const fields = [field('A', container), field('B', bytes), field('C', container)];
		const labels = (await fieldsOfPage(page({ body: body(fields) }), models())).map(
			({ label }) => label,
		);
		expect(labels[0]).toContain('names of input binary fields');
		expect(labels[1]).toBe('B (content as base64 text)');
		expect(labels[2]).toBe('C (JSON list of FileName, ContentType and Base64Content)');
	});

	it('tell the editor their limits, for the check before a call', async () => {
		const limits = { minLength: 0, maxLength: 3 };
		const [made] = await fieldsOfPage(
			page({ body: body([field('A', simple('string'), limits)]) }),
			models(),
		);
		expect(made && mapperFields([made])).toMatchObject([{ limits }]);
	});

	it('offer one file a call', async () => {
		const bytes: PageType = { kind: 'collection', of: simple('byte') };
		expect(await idsOf({ body: body([field('A', bytes), field('B', bytes)]) })).toEqual([
			'A (body, file)',
			'B (body, text)',
		]);
	});

	it.each([
		['GET', 'query'],
		['POST', 'body'],
	] as const)('of a %s page by its answer in the %s', async (method, place) => {
		const response = { ...body([]), type: { kind: 'model', name: 'PagingMetadataResponseOfApiA' } };
		expect(await idsOf({ method, response: response as OperationPage['response'] })).toEqual([
			`${place}.returnAll (paging, boolean)`,
			`${place}.limit (paging, integer)`,
		]);
	});
});

describe('text of a foreign page', () => {
	it.each(['={{ $env.SECRET }}', '==={{ 1 }}', ' \n={{ 1 }}'])(
		'is never an expression: %p',
		async (text) => {
			expect(harmless(text)).not.toMatch(/^=/);
			const values = [{ name: 'A', value: '1', description: text }];
			const fields = [field('A', { kind: 'model', name: 'E' }, { description: text })];
			const site = models({ kind: 'enumeration', name: 'E', description: '', values });
			const [first] = await fieldsOfPage(page({ body: body(fields) }), site);
			const shown = JSON.stringify(first && mapperFields([first]));
			expect(shown).not.toContain('"=');
		},
	);

	it('is kept short', () => {
		expect(harmless('a'.repeat(100_000)).length).toBeLessThan(500);
	});
});

describe('ids of fields', () => {
	it.each(KINDS)('of kind %s are read back, and start with what people know', (kind) => {
		const hasKey = kind !== 'whole' && kind !== 'rest';
		const identity = { place: 'body', kind, key: hasKey ? 'Lisätiedot' : '' } as const;
		const id = idOfField(identity);
		expect(id).toMatch(/^(Lisätiedot|Body|Other Fields) \(body, \w+\)$/);
		expect(fieldIdentityOf(id)).toEqual(identity);
	});

	it.each([
		'Otsikko',
		'body:Otsikko',
		'Otsikko (body)',
		'A (head, text)',
		'head:text:A',
		'A (body, word)',
		'__proto__ (body, text)',
		'body:text:__proto__',
		'a b (body, text)',
		'a (body, text) b',
		'',
	])('%p is none', (id) => {
		expect(fieldIdentityOf(id)).toBeUndefined();
	});
});

describe('names of operations', () => {
	it.each([
		['GET a/{id}/b?X={X}&Y={Y}', 'GET-a-id-b_X_Y'],
		['POST yhteydenotot', 'POST-yhteydenotot'],
		['PUT osapuolet/{osapuoli-id}', 'PUT-osapuolet-osapuoli-id'],
	])('%s has the slug %s', (text, slug) => {
		const name = operationNameOf(text);
		expect(name && slugOf(name)).toBe(slug);
	});

	it.each([
		'',
		'kohteet',
		'HEAD a',
		'get a',
		'GET /a',
		'GET https://evil.test/',
		'GET a/../b',
		'GET =',
	])('%p is none', (text) => {
		expect(operationNameOf(text)).toBeUndefined();
	});
});

describe('the Help sites', () => {
	const index = '<h2>A</h2><table><tr><td><a href="/Help/Api/GET-eri">GET a</a></table>';

	it('keep the pages of each host apart, and use the slug the index shows', async () => {
		const asked: string[] = [];
		const sites = new HelpSites();
		const at = (host: string) =>
			sites.at(new URL(`https://${host}/v10/api/`), async (path) => {
				asked.push(`${host} ${path}`);
				return path === 'Help' ? index : `<h1>GET ${path.endsWith('b') ? 'b' : 'a'}</h1>`;
			});
		await at('one').index();
		await at('two').index();
		await at('one').index();
		await at('one').operation({ method: 'GET', path: 'a' });
		await at('two').operation({ method: 'GET', path: 'b' });
		expect(asked).toEqual(['one Help', 'two Help', 'one Help/Api/GET-eri', 'two Help/Api/GET-b']);
	});

	it('take no page for that of another operation', async () => {
		const site = new HelpSites().at(
			new URL('https://host/'),
			async (path) => await Promise.resolve(path === 'Help' ? index : '<h1>GET a/{id}</h1>'),
		);
		await expect(site.operation({ method: 'GET', path: 'b' })).rejects.toThrow('does not describe');
		const { value } = await site.operation({ method: 'GET', path: 'a/{a_id}?Vuosi={Vuosi}' });
		expect(value).toMatchObject({ path: 'a/{id}' });
	});

	it('forget the host used longest ago', async () => {
		const sites = new HelpSites();
		let fetches = 0;
		const read = async (host: number) =>
			await sites
				.at(new URL(`https://host${host}/`), async () => {
					fetches++;
					return index;
				})
				.index();
		for (let host = 0; host < 9; host++) await read(host);
		await read(8);
		expect(fetches).toBe(9);
		await read(0);
		expect(fetches).toBe(10);
	});

	it('do not take a page without operations for the index', async () => {
		const site = new HelpSites().at(new URL('https://x/'), async () => '<h1>Huolto</h1>');
		await expect(site.index()).rejects.toThrow('lists no operation');
		await expect(site.operation({ method: 'GET', path: 'a' })).rejects.toThrow(
			'does not describe it',
		);
	});

	it('let a page that fails fail alone', async () => {
		const site = new HelpSites().at(new URL('https://x/'), async (path) => {
			if (path.endsWith('=A')) throw new HelpPageFailed('down');
			return path === 'Help' ? index : `<h1>GET ${path.endsWith('b') ? 'b' : 'a'}</h1>`;
		});
		expect(await site.model('A')).toMatchObject({ kind: 'unread' });
		expect((await site.index()).value).toHaveLength(1);
		expect((await site.operation({ method: 'GET', path: 'a' })).value.path).toBe('a');
	});

	it('take a model that can not be had for an unread one', async () => {
		const site = new HelpSites().at(new URL('https://x/'), async () => {
			throw new Error('down');
		});
		expect(await site.model('ApiA')).toEqual({ kind: 'unread', name: 'ApiA' });
	});
});
