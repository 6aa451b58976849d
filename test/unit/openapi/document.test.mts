import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Site } from '../../../tools/catalogue/readSite.mts';
import { openApiDocument, operationsIn } from '../../../tools/openapi/document.mts';
import type { OpenApiDocument } from '../../../tools/openapi/types.mts';
import { BARE_PAGE, DIALECTS, documentOf, operationOf, simulatorSite } from './sites.mts';
import { Validators } from './validators.mts';

const validators = new Validators();
afterAll(async () => await validators.close());

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

	it('says what a value in a path or query is', () => {
		const [path, query] = operationOf(document, '/sopimukset/{sopimus_id}/suoritukset', 'get')
			.parameters ?? [undefined, undefined];
		expect(path).toMatchObject({ in: 'path', schema: { title: 'Lease (Sopimus)' } });
		expect(query).toMatchObject({ in: 'query', schema: { title: expect.stringMatching(/\(/) } });
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
