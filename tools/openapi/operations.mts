import { accessByName } from '../../dist/nodes/shared/api/access.js';
import {
	hasBody,
	jsonSampleOf,
	pagingOf,
	uriFieldsOf,
} from '../../dist/nodes/shared/helpSite/fields/fieldsOfPage.js';
import {
	operationIdentity,
	placeholdersOf,
} from '../../dist/nodes/shared/helpSite/pages/operationName.js';
import type { OperationPage } from '../../dist/nodes/shared/helpSite/pages/types.js';
import { addressOf } from './headers.mts';
import { KNOWN_OPERATIONS, labelsOf } from './known.mts';
import { byCodeUnits, operationIdOf, uniqueNames, withoutQuery } from './names.mts';
import type { PathGroup } from './paths.mts';
import type { SampledContent, Schemas } from './schemas.mts';
import type { HttpMethod, OperationObject, Parameter, PathItem, Schema } from './types.mts';
import type { WholeOperation } from './wholeOperations.mts';

const METHODS: Readonly<Record<OperationPage['method'], HttpMethod>> = {
	DELETE: 'delete',
	GET: 'get',
	PATCH: 'patch',
	POST: 'post',
	PUT: 'put',
};

/** What a page's request sends; undefined if it has no body. */
export function requestOf(page: OperationPage): SampledContent | undefined {
	if (!hasBody(page)) return undefined;
	return { content: page.body, sample: jsonSampleOf(page.requestSamples) };
}

/** What a page's response has; undefined if it is empty. */
export function responseOf({
	response,
	responseSamples,
}: OperationPage): SampledContent | undefined {
	return response && { content: response, sample: jsonSampleOf(responseSamples) };
}

function nameOf({ page }: WholeOperation): string {
	return `${page.method} ${withoutQuery(page.path)}`;
}

/** IDs for all operations: the same for as long as an operation has its method and path. */
export function operationIdsOf(groups: readonly PathGroup[]): ReadonlyMap<string, string> {
	const names = groups.flatMap(({ operations }) =>
		[...Map.groupBy(operations, ({ page }) => page.method).values()].flatMap(([first]) =>
			first === undefined ? [] : [nameOf(first)],
		),
	);
	return uniqueNames(names, (name) => {
		const [method = '', path = ''] = name.split(' ', 2);
		return operationIdOf(method, path);
	});
}

function parametersOf(
	{ page }: WholeOperation,
	pathNames: readonly string[],
	schemas: Schemas,
): Parameter[] {
	const row = KNOWN_OPERATIONS.get(operationIdentity(page))?.row;
	const labels = labelsOf(row?.query ?? []);
	const titles = placeholdersOf(row?.path ?? '').map((name) => row?.pathParameters[name]?.label);
	return uriFieldsOf(page).map(([place, field], index) => {
		const isInPath = place === 'path';
		const notes = isInPath ? new Map([[field.name, { title: titles[index] }]]) : labels;
		const { description, ...schema } = schemas.ofField(field, notes);
		return {
			// Those in the path come first, in its order.
			name: isInPath ? (pathNames[index] ?? field.name) : field.name,
			in: isInPath ? 'path' : 'query',
			required: isInPath || field.required,
			...(description !== undefined && { description }),
			schema,
		};
	});
}

/** One parameter of each name. It is required only if it is for all variants of the operation. */
function mergedParameters(variants: ReadonlyArray<readonly Parameter[]>): Parameter[] {
	const byName = Map.groupBy(variants.flat(), ({ in: place, name }) =>
		place === 'path' ? `{${name}}` : name.toLowerCase(),
	);
	return [...byName.values()].flatMap(([first, ...others]) => {
		if (first === undefined) return [];
		const all = [first, ...others];
		const required = all.length >= variants.length && all.every((one) => one.required);
		return [{ ...first, required }];
	});
}

/** One schema for several variants; undefined if there is none. */
function mergedSchema(schemas: readonly Schema[]): Schema | undefined {
	const [first, ...others] = new Map(
		schemas.map((schema) => [JSON.stringify(schema), schema]),
	).values();
	return first === undefined || others.length === 0 ? first : { anyOf: [first, ...others] };
}

function joined(texts: ReadonlyArray<string | undefined>): string {
	return [...new Set(texts.filter((text) => text !== undefined && text !== ''))].join('\n\n');
}

function jsonContent(schema: Schema) {
	return { content: { 'application/json': { schema } } } as const;
}

function bodyOf(variants: readonly WholeOperation[], schemas: Schemas) {
	const bodies = variants.flatMap(({ page }) => requestOf(page) ?? []);
	const schema = mergedSchema(bodies.map((body) => schemas.ofContent(body)));
	return schema && { requestBody: { required: true, ...jsonContent(schema) } };
}

function responsesOf(
	variants: readonly WholeOperation[],
	schemas: Schemas,
): OperationObject['responses'] {
	const contents = variants.flatMap(({ page }) => responseOf(page) ?? []);
	const schema = mergedSchema(contents.map((content) => schemas.ofContent(content)));
	const description = joined(contents.map(({ content }) => content.description));
	return {
		'2XX': { description: description || 'Success', ...(schema && jsonContent(schema)) },
		'4XX': { description: 'The call is refused, and the caller can mend it' },
		'5XX': { description: 'Tampuuri could not serve the call' },
	};
}

/** What the catalogue tells of an operation that it knows. */
function knownPart(page: OperationPage) {
	const known = KNOWN_OPERATIONS.get(operationIdentity(page));
	return {
		'x-tampuuri-access':
			known?.row.access ?? accessByName({ method: page.method, path: withoutQuery(page.path) }),
		...(known && { 'x-n8n-operation': known.name, 'x-n8n-evidence': known.row.evidence }),
	};
}

function operationObject(
	variants: readonly [WholeOperation, ...WholeOperation[]],
	operationId: string,
	{ names }: PathGroup,
	schemas: Schemas,
): OperationObject {
	const [{ controller, slug, page }] = variants;
	const row = KNOWN_OPERATIONS.get(operationIdentity(page))?.row;
	const parameters = mergedParameters(variants.map((one) => parametersOf(one, names, schemas)));
	const summaries = joined(variants.map(({ summary, page: shown }) => summary || shown.summary));
	const description = joined([row?.description, summaries]);
	const paging = variants.map((one) => pagingOf(one.page)).find((place) => place !== undefined);
	return {
		operationId,
		tags: [controller === '' ? OTHER : controller],
		summary: row?.action ?? (summaries.split('\n', 1)[0] || nameOf(variants[0])),
		...(description !== '' && { description }),
		externalDocs: {
			url: `${addressOf('production')}/Help/Api/${encodeURIComponent(slug)}`,
		},
		...(parameters.length > 0 && { parameters }),
		...bodyOf(variants, schemas),
		responses: responsesOf(variants, schemas),
		...knownPart(page),
		...(paging && { 'x-tampuuri-paging': paging }),
	};
}

/** The tag of operations that stand under no controller. */
const OTHER = 'Other';

/** The operations of one path, by method. */
export function pathItemOf(
	group: PathGroup,
	ids: ReadonlyMap<string, string>,
	schemas: Schemas,
): PathItem {
	const byMethod = Map.groupBy(group.operations, ({ page }) => METHODS[page.method]);
	const entries = [...byMethod].flatMap(([method, [first, ...others]]) => {
		if (first === undefined) return [];
		const id = ids.get(nameOf(first)) ?? nameOf(first);
		return [[method, operationObject([first, ...others], id, group, schemas)] as const];
	});
	return Object.fromEntries(entries.sort(([one], [other]) => byCodeUnits(one, other)));
}
