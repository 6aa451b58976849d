import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { METHODS } from '../../../dist/nodes/shared/catalogue/index.js';
import type {
	ModelPage,
	OperationPage,
	PageContent,
	PageField,
	PageType,
} from '../../../dist/nodes/shared/helpSite/pages/types.js';
import { openApiDocument, operationsIn } from '../../../tools/openapi/document.mts';
import { filesOf } from '../../../tools/openapi/files.mts';
import { runs } from '../../runs.mts';
import { requestsOfFile } from './httpFile.mts';
import { planOf } from './jmeterPlan.mts';
import { siteOf } from './sites.mts';
import { Validators } from './validators.mts';

const validators = new Validators();
afterAll(async () => await validators.close());

const MODELS = [
	'ApiKohde',
	'ApiTyö',
	'ApiTyo',
	'ApiTilaInt',
	'Lista<Rivi>',
	'constructor',
	'1',
	'ä',
];
const WORDS = [
	'kohteet',
	'työt',
	'tyot',
	'Kohteet',
	'a.b',
	"o'r",
	'(x)',
	'a:b',
	'%41',
	'$',
	'&',
	'@',
];
const NAMES = [
	'Id',
	'id',
	'Nimi',
	'Hätä',
	'a-b',
	'a_b',
	'constructor',
	'toString',
	'Idt[0]',
	'offset',
	'Limit',
];
const TEXTS = [
	'',
	'Teksti',
	'a <b> & "c"',
	'${x}',
	'{{y}}',
	'### z',
	'@note',
	"');//",
	'\u0007\u{1f600}',
	'</pre>',
];

const name = fc.constantFrom(...NAMES);
const text = fc.constantFrom(...TEXTS);
const modelName = fc.constantFrom(
	...MODELS,
	...MODELS.map((model) => `PagingMetadataResponseOf${model}`),
);
const simple = fc.constantFrom(
	'integer',
	'byte',
	'decimal number',
	'date',
	'string',
	'boolean',
	'character',
	'URI',
	'globally unique identifier',
	'time interval',
);
const { type } = fc.letrec<{ type: PageType }>((tie) => ({
	type: fc.oneof(
		{ maxDepth: 3 },
		simple.map((of): PageType => ({ kind: 'simple', name: of })),
		modelName.map((of): PageType => ({ kind: 'model', name: of })),
		fc.constant<PageType>({ kind: 'unread', text: 'Dictionary of string [key]' }),
		tie('type').map((of): PageType => ({ kind: 'collection', of })),
	),
}));
const number = fc.constantFrom(undefined, -5, 0, 1, 1.5, 255, 2_147_483_647);
const field: fc.Arbitrary<PageField> = fc
	.record({
		name,
		description: text,
		type,
		required: fc.boolean(),
		minLength: number,
		maxLength: number,
		minimum: number,
		defaultValue: fc.constantFrom(undefined, '1', 'True', 'abc', '1,5', ''),
	})
	.map((one) => ({ ...one, maximum: one.minimum }));
const fields = fc.uniqueArray(field, { maxLength: 5, selector: (one) => one.name });
const content: fc.Arbitrary<PageContent> = fc.record({
	description: text,
	type,
	fields,
	complete: fc.constant(true),
});
const part = fc.oneof(
	fc.constantFrom(...WORDS),
	name.map((one) => `{${one}}`),
	fc.tuple(name, name).map(([one, other]) => `{${one}}-{${other}}`),
);
const path = fc
	.tuple(fc.array(part, { minLength: 1, maxLength: 4 }), fc.uniqueArray(name, { maxLength: 3 }))
	.map(([parts, names]) => {
		const query = names.map((one) => `${one}={${one}}`).join('&');
		return `k${parts.join('/')}${query === '' ? '' : `?${query}`}`;
	});
const page: fc.Arbitrary<OperationPage> = fc
	.record({
		method: fc.constantFrom(...METHODS),
		path,
		summary: text,
		uriParameters: fc.record({ fields, complete: fc.constant(true) }),
		body: fc.option(content, { nil: undefined }),
		response: fc.option(content, { nil: undefined }),
		sample: fc.option(fc.json({ maxDepth: 3 }), { nil: undefined }),
	})
	.map(({ sample, body, response, ...shown }) => {
		const samples = [{ mediaTypes: ['application/json'], ...(sample && { text: sample }) }];
		return {
			...shown,
			...(body && { body }),
			...(response && { response }),
			requestSamples: samples,
			responseSamples: samples,
		};
	});
const model: fc.Arbitrary<ModelPage> = fc.oneof(
	fc.record({
		kind: fc.constant('object' as const),
		name: fc.constantFrom(...MODELS),
		description: text,
		fields,
		complete: fc.constant(true),
	}),
	fc.record({
		kind: fc.constant('enumeration' as const),
		name: fc.constantFrom(...MODELS),
		description: text,
		values: fc.array(
			fc.record({
				name: fc.constantFrom('Uusi', 'Hätä', 'uusi'),
				value: fc.constantFrom('0', '1', '-1'),
				description: text,
			}),
			{ minLength: 1, maxLength: 4 },
		),
	}),
);

describe('any Help site', () => {
	it('has a valid document, with each operation in all files or left out', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.uniqueArray(page, {
					minLength: 1,
					maxLength: 6,
					selector: (one) => `${one.method} ${one.path}`,
				}),
				fc.array(model, { maxLength: 6 }),
				fc.constantFrom('Kohde', '', "x ${y} {{z}} '", '### @note'),
				async (pages, models, controller) => {
					const site = await siteOf(pages, models, controller);
					const { document, gaps } = openApiDocument(site);
					expect(await validators.problems(document)).toEqual([]);
					const count = operationsIn(document).length;
					expect(count + gaps.leftOut.length).toBeLessThanOrEqual(site.operations.length);
					const files = filesOf(document);
					const requests = ['reads', 'changes'].flatMap((kind) =>
						requestsOfFile(files[`tampuuri-${kind}.http`] ?? ''),
					);
					expect(requests).toHaveLength(count);
					expect(() => planOf(files['tampuuri.jmx'] ?? '')).not.toThrow();
					expect(() => JSON.parse(files['tampuuri.postman_collection.json'] ?? '')).not.toThrow();
				},
			),
			{ numRuns: runs(100) },
		);
	});
});
