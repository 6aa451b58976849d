import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
	ModelPage,
	OperationPage,
	PageField,
	PageType,
} from '../../../dist/nodes/shared/helpSite/pages/types.js';
import type { Site } from '../../../tools/catalogue/readSite.mts';
import { openApiDocument, operationsIn } from '../../../tools/openapi/document.mts';
import type { OpenApiDocument } from '../../../tools/openapi/types.mts';
import { BARE_PAGE, DIALECTS, documentOf, operationOf, simulatorSite, siteOf } from './sites.mts';
import { Validators } from './validators.mts';

const validators = new Validators();
afterAll(async () => await validators.close());

const simple = (name: string): PageType => ({ kind: 'simple', name });
const model = (name: string): PageType => ({ kind: 'model', name });
const listOf = (of: PageType): PageType => ({ kind: 'collection', of });
const field = (name: string, type: PageType, more: Partial<PageField> = {}): PageField => ({
	name,
	description: '',
	type,
	required: false,
	...more,
});
const object = (name: string, fields: readonly PageField[]): ModelPage => ({
	kind: 'object',
	name,
	description: '',
	fields,
	complete: true,
});
const posting = (
	fields: readonly PageField[],
	type: PageType = model('ApiPyynto'),
): OperationPage => ({
	...BARE_PAGE,
	method: 'POST',
	path: 'kohteet/lisaa',
	body: { description: 'Kutsun malli', type, fields, complete: true },
});

async function valid(document: OpenApiDocument): Promise<OpenApiDocument> {
	expect(await validators.problems(document)).toEqual([]);
	return document;
}

describe('the validators', () => {
	it('both find what is wrong, and nothing after that', async () => {
		const document = await documentOf([BARE_PAGE]);
		const wrong = { ...document, paths: { '/a': { get: { operationId: 5 } } } };
		const problems = await validators.problems(wrong);
		expect(problems.filter((text) => text.startsWith('error struct: '))).not.toEqual([]);
		expect(problems.filter((text) => text.includes('schemaPath'))).not.toEqual([]);
		await valid(document);
	});
});

function bodyOf(document: OpenApiDocument, path = '/kohteet/lisaa') {
	return operationOf(document, path, 'post').requestBody?.content['application/json'].schema;
}

describe("the simulator's Help site", () => {
	it.each(DIALECTS)('in the dialect %s is valid in both validators', async (dialect) => {
		const site = await simulatorSite(dialect);
		const { document, gaps } = openApiDocument(site);
		await valid(document);
		expect(operationsIn(document).length + gaps.leftOut.length).toBe(site.operations.length);
		const ids = operationsIn(document).map(({ operationId }) => operationId);
		expect(new Set(ids).size).toBe(ids.length);
		if (dialect !== 'partialHelp') expect(gaps.leftOut).toEqual([]);
	});

	it('can be missing, which is an error', async () => {
		await expect(simulatorSite('none')).rejects.toThrow('There is no Help index (http://127.');
	});

	it('leaves out and names operations whose pages tell only a part', async () => {
		const { gaps, document } = openApiDocument(await simulatorSite('partialHelp'));
		expect(gaps.leftOut).toContainEqual({
			name: 'POST osapuolet/selaa',
			reason: 'its page is missing or could not be read',
		});
		expect(gaps.leftOut.map(({ name }) => name)).toContain('POST ilmoitukset/selaa');
		expect(document.paths).not.toHaveProperty(['/osapuolet/selaa']);
	});
});

describe('the standard document', () => {
	let site: Site;
	let document: OpenApiDocument;
	beforeAll(async () => {
		site = await simulatorSite('standard');
		document = openApiDocument(site).document;
	});

	it('is the same whatever the order of the pages', () => {
		const turned = {
			operations: [...site.operations].reverse(),
			models: new Map([...site.models].reverse()),
		};
		expect(JSON.stringify(openApiDocument(turned).document)).toBe(JSON.stringify(document));
	});

	it('asks for all six headers and begins with the test environment', () => {
		expect(document.servers.map(({ url }) => url)).toEqual([
			'https://qa-api.tampuuri.fi/v10/api',
			'https://api.tampuuri.fi/v10/api',
		]);
		expect(Object.values(document.components.securitySchemes).map(({ name }) => name)).toEqual([
			'X-TampuuriAvain',
			'X-AsiakasNimi',
			'X-Ohjelmistoversio',
			'X-TiliNimi',
			'X-Kayttajatunnus',
			'X-Salasana',
		]);
		expect(document.security).toHaveLength(1);
		expect(Object.keys(document.security[0] ?? {})).toHaveLength(6);
	});

	it('tells reads from changes, by the catalogue or else by name', () => {
		const access = (path: string, method: 'get' | 'patch' | 'post') =>
			operationOf(document, path, method)['x-tampuuri-access'];
		expect(access('/ilmoitukset/selaa', 'post')).toBe('read');
		expect(access('/ilmoitukset/lisaa', 'post')).toBe('write');
		expect(access('/esimerkki/avaimet/hae', 'post')).toBe('read');
		expect(access('/esimerkki/avaimet/{avaimet_id}/tila', 'patch')).toBe('write');
	});

	it('says what the catalogue knows of an operation', () => {
		expect(operationOf(document, '/ilmoitukset/lisaa', 'post')).toMatchObject({
			operationId: 'postIlmoituksetLisaa',
			tags: ['Ilmoitus'],
			summary: 'Create a service request',
			'x-n8n-operation': 'serviceRequest.create',
			'x-n8n-evidence': 'helpPage',
		});
		expect(document.components.schemas['ApiIlmoitusRequestModel']).toMatchObject({
			required: expect.arrayContaining(['Otsikko']),
			properties: { Otsikko: { title: 'Title (Otsikko)', type: 'string', maxLength: 255 } },
		});
	});

	it('says which keys of a response can be null', () => {
		expect(document.components.schemas['ApiMittariKulutusResponse']?.properties).toEqual({
			Kulutus: { type: ['number', 'null'] },
			Alkupäivä: { type: ['string', 'null'], format: 'date-time' },
			Loppupäivä: { type: ['string', 'null'], format: 'date-time' },
		});
	});

	it('wraps rows that are read page by page, and says where the page goes', () => {
		const list = operationOf(document, '/esimerkki/avaimet', 'get');
		expect(list['x-tampuuri-paging']).toBe('query');
		expect(list.responses['2XX']?.content?.['application/json'].schema).toEqual({
			type: 'object',
			properties: {
				Offset: { type: 'integer' },
				Limit: { type: 'integer' },
				Total: { type: 'integer' },
				Items: {
					type: 'array',
					items: { $ref: '#/components/schemas/ApiEsimerkki_avaimet' },
				},
			},
		});
		expect(operationOf(document, '/esimerkki/avaimet/selaa', 'post')['x-tampuuri-paging']).toBe(
			'body',
		);
	});

	it('has no value of any record', () => {
		const text = JSON.stringify(document);
		expect(text).not.toMatch(/"examples?"/);
		expect(text).not.toContain('sample string');
		expect(text).not.toMatch(/\d{6}[-+A]\d{3}[\dA-Z]/);
	});
});

describe('fields', () => {
	const schemaOf = async (type: PageType, more: Partial<PageField> = {}) => {
		const document = await documentOf([posting([field('Kenttä', type, more)])]);
		await valid(document);
		return document.components.schemas['ApiPyynto']?.properties?.['Kenttä'];
	};

	it.each<[PageType, Partial<PageField>, object]>([
		[simple('integer'), { minimum: 1, maximum: 5 }, { type: 'integer', minimum: 1, maximum: 5 }],
		[simple('integer'), { defaultValue: '7' }, { type: 'integer', default: 7 }],
		[simple('integer'), { defaultValue: 'seitsemän' }, { type: 'integer' }],
		[simple('decimal number'), { defaultValue: '1,5' }, { type: 'number', default: 1.5 }],
		[simple('boolean'), { defaultValue: 'True' }, { type: 'boolean', default: true }],
		[simple('string'), { minLength: 0, maxLength: 9 }, { type: 'string', maxLength: 9 }],
		[simple('string'), { minLength: 2 }, { type: 'string', minLength: 2 }],
		[listOf(simple('string')), { maxLength: 3 }, { type: 'array', maxItems: 3 }],
		[simple('globally unique identifier'), {}, { type: 'string', format: 'uuid' }],
		[simple('date'), {}, { type: 'string', format: 'date-time' }],
		[listOf(simple('byte')), {}, { type: 'string', contentEncoding: 'base64' }],
		[
			{ kind: 'unread', text: 'Dictionary of string [key] and integer [value]' },
			{ description: 'Lisät' },
			{
				description:
					'Lisät\n\nType on the Help page: Dictionary of string [key] and integer [value]',
			},
		],
	])('of type %j with %j have the schema %j', async (type, more, schema) => {
		expect(await schemaOf(type, more)).toMatchObject(schema);
	});

	it('that are required are in the list of the model', async () => {
		const required = field('Nimi', simple('string'), { required: true });
		const document = await documentOf([posting([required, field('Muu', simple('string'))])]);
		expect(document.components.schemas['ApiPyynto']?.required).toEqual(['Nimi']);
	});

	it('of enumerations are sent by name, by number after the name, or as the sample shows', async () => {
		const values = ['Uusi', 'Hätätapaus'].map((name, place) => ({
			name,
			value: String(place + 4),
			description: place === 0 ? '' : 'Heti',
		}));
		const enumerations = ['ApiTila', 'ApiTilaInt', 'ApiLuettu'].map(
			(name): ModelPage => ({ kind: 'enumeration', name, description: '', values }),
		);
		const page: OperationPage = {
			...posting([
				field('Tila', model('ApiTila')),
				field('TilaInt', model('ApiTilaInt')),
				field('Luettu', model('ApiLuettu')),
			]),
			requestSamples: [{ mediaTypes: ['application/json'], text: '{"Tila":"Uusi","Luettu":4}' }],
		};
		const document = await valid(await documentOf([page], enumerations));
		const { schemas } = document.components;
		const shown = { 'x-enum-descriptions': ['', 'Heti'] };
		const byNumber = { ...shown, type: 'integer', enum: [4, 5] };
		expect(schemas['ApiTila']).toEqual({ ...shown, type: 'string', enum: ['Uusi', 'Hätätapaus'] });
		expect(schemas['ApiTilaInt']).toMatchObject(byNumber);
		expect(schemas['ApiPyynto']?.properties?.['Luettu']).toMatchObject({
			...byNumber,
			'x-enum-varnames': ['Uusi', 'Hätätapaus'],
		});
	});
});

describe('models', () => {
	it('that contain themselves are referred to', async () => {
		const kohde = object('ApiKohde', [
			field('Yläkohde', model('ApiKohde')),
			field('Alakohteet', listOf(model('ApiKohde'))),
		]);
		const document = await valid(
			await documentOf(
				[posting(kohde.kind === 'object' ? kohde.fields : [], model('ApiKohde'))],
				[kohde],
			),
		);
		const $ref = '#/components/schemas/ApiKohde';
		expect(bodyOf(document)).toEqual({ $ref });
		expect(document.components.schemas['ApiKohde']?.properties).toEqual({
			Yläkohde: { $ref },
			Alakohteet: { type: 'array', items: { $ref } },
		});
	});

	it('whose names differ only by letters that a key can not have stay apart', async () => {
		const pages = ['ApiTyö', 'ApiTyo', 'ApiLista<Työ>'].map((name) =>
			object(name, [field(name.length > 7 ? 'Rivi' : `Kenttä${name}`, simple('string'))]),
		);
		const fields = pages.map(({ name }, place) => field(`Kenttä${place}`, model(name)));
		const document = await valid(await documentOf([posting(fields)], pages));
		const { schemas } = document.components;
		expect(Object.values(schemas).map(({ title }) => title)).toEqual(
			expect.arrayContaining(['ApiTyö', 'ApiTyo', 'ApiLista<Työ>']),
		);
		expect(Object.keys(schemas)).toHaveLength(4);
	});

	it('of which an operation shows another table do not take it over', async () => {
		const shared = object('ApiPyynto', [field('Nimi', simple('string'))]);
		const other: OperationPage = {
			...posting([field('Toinen', simple('integer'))]),
			path: 'kohteet/muu',
		};
		const pages = [posting([field('Nimi', simple('string'))]), other];
		const document = await valid(await documentOf(pages, [shared]));
		expect(bodyOf(document)).toEqual({ $ref: '#/components/schemas/ApiPyynto' });
		expect(bodyOf(document, '/kohteet/muu')).toMatchObject({
			properties: { Toinen: { type: 'integer' } },
		});
	});

	it('that have no page are named as incomplete', async () => {
		const { document, gaps } = openApiDocument(
			await siteOf([posting([field('Osoite', model('ApiOsoite'))])]),
		);
		await valid(document);
		expect(gaps.models).toEqual(['ApiOsoite']);
		expect(document.components.schemas['ApiOsoite']).toEqual({ 'x-tampuuri-incomplete': true });
	});
});

describe('paths', () => {
	const reading = (path: string, more: Partial<OperationPage> = {}): OperationPage => ({
		...BARE_PAGE,
		path,
		...more,
	});
	const shown = async (...pages: OperationPage[]) => await valid(await documentOf(pages));

	it('that only call their placeholders otherwise are one', async () => {
		const document = await shown(
			reading('sopimukset/{sopimus_id}'),
			reading('sopimukset/{sopimusId}', { method: 'DELETE' }),
		);
		expect(Object.keys(document.paths)).toEqual(['/sopimukset/{sopimusId}']);
		const [first, second] = operationsIn(document);
		expect(first?.parameters).toEqual(second?.parameters);
	});

	it('that differ in their query are one operation with the parameters of both', async () => {
		const document = await shown(
			reading('tiedostot?id={id}&tyyppi={tyyppi}', {
				uriParameters: {
					fields: ['id', 'tyyppi'].map((name) =>
						field(name, simple('integer'), { required: true }),
					),
					complete: true,
				},
			}),
			reading('tiedostot?id={id}', {
				uriParameters: {
					fields: [field('id', simple('integer'), { required: true })],
					complete: true,
				},
			}),
		);
		expect(operationOf(document, '/tiedostot', 'get').parameters).toMatchObject([
			{ name: 'id', in: 'query', required: true },
			{ name: 'tyyppi', in: 'query', required: false },
		]);
	});

	it.each([
		['a/{id}/b/{id}', '/a/{id}/b/{id_2}'],
		['{*polku}', '/{polku}'],
		['käyttäjät/{käyttäjä-id}', '/käyttäjät/{kayttaja-id}'],
		['a/{id:int}', '/a/{id_int}'],
		['a/{x}-{y}', '/a/{x}-{y}'],
	])('%s is written as %s', async (path, template) => {
		const document = await shown(reading(path));
		expect(Object.keys(document.paths)).toEqual([template]);
	});

	it.each(['a/{id', 'a/{id?}', 'a/{b/c}', 'a#b', '{a}/{b}}'])(
		'%s can not be written, and is left out',
		async (path) => {
			const { document, gaps } = openApiDocument(await siteOf([reading('b'), reading(path)]));
			expect(gaps.leftOut).toMatchObject([{ name: `GET ${path}` }]);
			await valid(document);
		},
	);

	it('that differ only by ä have IDs of their own, whichever else there is', async () => {
		const alone = await shown(reading('työt'), reading('tyot'));
		const more = await shown(reading('muu'), reading('tyot'), reading('työt'));
		const id = (document: OpenApiDocument, path: string) =>
			operationOf(document, path, 'get').operationId;
		expect(id(alone, '/työt')).not.toBe(id(alone, '/tyot'));
		for (const path of ['/työt', '/tyot']) expect(id(more, path)).toBe(id(alone, path));
	});
});
