import { afterAll, describe, expect, it } from '@jest/globals';
import type {
	ModelPage,
	OperationPage,
	PageField,
	PageType,
} from '../../../dist/nodes/shared/helpSite/pages/types.js';
import { openApiDocument, operationsIn } from '../../../tools/openapi/document.mts';
import { requestsIn } from '../../../tools/openapi/requests.mts';
import type { OpenApiDocument } from '../../../tools/openapi/types.mts';
import { BARE_PAGE, documentOf, operationOf, siteOf } from './sites.mts';
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

function bodyOf(document: OpenApiDocument, path = '/kohteet/lisaa') {
	return operationOf(document, path, 'post').requestBody?.content['application/json'].schema;
}

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
			reading('laskut/{lasku_id}'),
			reading('laskut/{laskuId}', { method: 'DELETE' }),
		);
		expect(Object.keys(document.paths)).toEqual(['/laskut/{laskuId}']);
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

	it('whose query has names that every object has, or pages, keep them', async () => {
		const document = await shown(
			reading('tiedostot?constructor={constructor}'),
			reading('tiedostot?Offset={Offset}&Limit={Limit}'),
		);
		expect(operationOf(document, '/tiedostot', 'get')['x-tampuuri-paging']).toBe('query');
		const [request] = requestsIn(document);
		expect(request?.query.map(({ name, value }) => [name, value])).toEqual([
			['Offset', '0'],
			['Limit', '50'],
		]);
		expect(request?.optionalQuery.map(({ name }) => name)).toEqual(['constructor']);
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
