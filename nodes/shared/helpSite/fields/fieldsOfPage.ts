import type { Paging } from '../../catalogue';
import { placeholdersOf } from '../pages/operationName';
import { isObject, jsonContent } from '../../foreignValues';
import type { ModelPage, OperationPage, PageContent, PageField, Sample } from '../pages/types';
import type { HelpSite } from '../site';
import { kindOf } from './kindOf';
import {
	RETURN_ALL,
	ROW_LIMIT,
	type Kind,
	type Limits,
	type LiveField,
	type Place,
} from './liveField';
import { exampleOf, harmless, labelOf, withoutFile } from './label';
import { readModels, type Models } from './models';
import { sampleOf } from './modelSample';

interface Shape {
	readonly kind: Kind;
	readonly choices?: LiveField['choices'];
	readonly sample?: unknown;
}

function choicesOf(
	{ values }: Extract<ModelPage, { kind: 'enumeration' }>,
	kind: Kind,
): LiveField['choices'] {
	return values.map(({ name, value, description }) => ({
		name: description === '' ? name : `${name} (${description})`,
		value: kind === 'choiceNumber' ? Number(value) : name,
	}));
}

function shapeOf(field: PageField, models: Models, sample: unknown): Shape {
	const { type } = field;
	const model = type.kind === 'model' ? models.get(type.name) : undefined;
	const kind = kindOf(field, model, sample);
	if (type.kind === 'unread') return { kind, sample };
	if (model?.kind === 'enumeration') return { kind, choices: choicesOf(model, kind) };
	if (kind !== 'object' && kind !== 'array') return { kind };
	return { kind, sample: sample ?? sampleOf(type, models) };
}

function limitsOf({ minLength, maxLength, minimum, maximum }: PageField): Limits | undefined {
	const limits = { minLength, maxLength, minimum, maximum };
	return Object.values(limits).some((limit) => limit !== undefined) ? limits : undefined;
}

function liveField(place: Place, field: PageField, models: Models, sample?: unknown): LiveField {
	const shape = shapeOf(field, models, sample);
	return {
		place,
		kind: shape.kind,
		key: field.name,
		label: labelOf(field, shape.kind, shape.sample),
		required: field.required || place === 'path',
		limits: limitsOf(field),
		...(shape.choices && { choices: shape.choices }),
	};
}

/** Maximum number of choices on a page. Enumerations beyond are entered as text or number. */
const MOST_CHOICES = 20_000;

function withFewChoices(fields: readonly LiveField[]): LiveField[] {
	let left = MOST_CHOICES;
	return fields.map(({ choices = [], ...field }) => {
		left -= choices.length;
		return choices.length === 0 || left < 0 ? field : { ...field, choices };
	});
}

/** In characters; labels only show its beginning. */
const LONGEST_SAMPLE = 100_000;

/** The JSON sample among a page's samples; undefined if it is too long or can't be read. */
export function jsonSampleOf(samples: readonly Sample[]): unknown {
	const text = samples.find(({ mediaTypes }) =>
		mediaTypes.some((type) => /\bjson\b/i.test(type)),
	)?.text;
	if (text === undefined || text.length > LONGEST_SAMPLE) return undefined;
	return jsonContent(text);
}

const UNTYPED = {
	description: '',
	type: { kind: 'simple', name: 'string' },
	required: false,
} as const;

/** The fields of the path and query: those in the table, and as text those only in the URL. */
export function uriFieldsOf({ path, uriParameters }: OperationPage): Array<[Place, PageField]> {
	const inPath = placeholdersOf(path);
	const inQuery = [...(path.split('?', 2)[1] ?? '').matchAll(/(?:^|&)([^=&]+)=/g)]
		.map(([, name = '']) => name.replace(/\[\d+\]$/, ''))
		.filter((name, place, names) => names.indexOf(name) === place);
	const byName = new Map(uriParameters.fields.map((field) => [field.name.toLowerCase(), field]));
	const fieldNamed = (name: string): PageField => ({
		...(byName.get(name.toLowerCase()) ?? UNTYPED),
		name,
	});
	const known = [...inPath, ...inQuery].map((name) => name.toLowerCase());
	return [
		...inPath.map((name): [Place, PageField] => ['path', fieldNamed(name)]),
		...inQuery.map((name): [Place, PageField] => ['query', fieldNamed(name)]),
		...uriParameters.fields
			.filter(({ name }) => !known.includes(name.toLowerCase()))
			.map((field): [Place, PageField] => ['query', field]),
	];
}

function hasPagingNames(names: readonly string[]): boolean {
	const lower = names.map((name) => name.toLowerCase());
	return lower.includes('offset') && lower.includes('limit');
}

function modelNameIn(content: PageContent | undefined): string {
	const type = content?.type.kind === 'collection' ? content.type.of : content?.type;
	return type?.kind === 'model' ? type.name : '';
}

/** Where `Offset` and `Limit` go if the operation has pages. */
export function pagingOf(page: OperationPage): Paging | undefined {
	const { method, body, response } = page;
	if (method !== 'GET' && method !== 'POST') return undefined;
	const query = uriFieldsOf(page).map(([, { name }]) => name);
	if (hasPagingNames(query)) return 'query';
	if (hasPagingNames((body?.fields ?? []).map(({ name }) => name))) return 'body';
	if (!/^PagingMetadataResponseOf/.test(modelNameIn(response))) return undefined;
	return method === 'GET' ? 'query' : 'body';
}

function pagingFields(paging: Paging): LiveField[] {
	return [
		{
			place: 'paging',
			kind: 'boolean',
			key: `${paging}.${RETURN_ALL}`,
			label: 'Return All (otherwise up to Limit)',
			required: false,
		},
		{
			place: 'paging',
			kind: 'integer',
			key: `${paging}.${ROW_LIMIT}`,
			label: 'Limit (default 50)',
			required: false,
		},
	];
}

function isPagingName({ name }: PageField): boolean {
	return ['offset', 'limit'].includes(name.toLowerCase());
}

/** Whether a call sends the body that its page shows. */
export function hasBody(
	page: OperationPage,
): page is OperationPage & { readonly body: PageContent } {
	return page.body !== undefined && page.method !== 'GET' && page.method !== 'DELETE';
}

/** The part of a body's sample that is not among the fields. */
function withoutRead(sample: unknown, fields: readonly PageField[]): unknown {
	if (!isObject(sample) || fields.length === 0) return sample;
	const names = new Set(fields.map(({ name }) => name));
	const others = Object.entries(sample).filter(([name]) => !names.has(name));
	return others.length === 0 ? undefined : Object.fromEntries(others);
}

const NOT_READ = 'the Help page could not be read in full; enter the fields it lists as JSON';

/** A JSON field for a body, or for the part of it that could not be read as fields. */
function unreadBody(page: OperationPage, models: Models): LiveField[] {
	if (!hasBody(page)) return [];
	const { type, complete, fields } = page.body;
	const pageSample = jsonSampleOf(page.requestSamples);
	if (type.kind === 'collection' || type.kind === 'simple') {
		const sample = pageSample ?? sampleOf(type, models);
		const label = harmless(`Body (JSON)${exampleOf(sample)}`);
		return [{ place: 'body', kind: 'whole', key: '', label, required: true, sample }];
	}
	if (complete && (type.kind === 'model' || fields.length > 0)) return [];
	const name = fields.length === 0 ? 'Body (JSON)' : 'Other Fields (JSON)';
	const sample = withoutRead(pageSample, fields);
	const label = harmless(`${name}${exampleOf(sample)}: ${NOT_READ}`);
	return [{ place: 'body', kind: 'rest', key: '', label, required: false, sample }];
}

/** A call sends the files of one field only. The content of others is entered as text. */
function withOneFile(fields: readonly LiveField[]): LiveField[] {
	let found = false;
	return fields.map((field) => {
		if (field.kind !== 'file' && field.kind !== 'fileList') return field;
		if (!found) {
			found = true;
			return field;
		}
		return withoutFile(field);
	});
}

/** The fields of the body, each with its value in the page's sample. */
function bodyFieldsOf(page: OperationPage): Array<readonly [PageField, unknown]> {
	if (!hasBody(page) || page.body.type.kind === 'collection') return [];
	const sample = jsonSampleOf(page.requestSamples);
	const isPaged = pagingOf(page) === 'body';
	return page.body.fields
		.filter((field) => !isPaged || !isPagingName(field))
		.map((field) => [field, isObject(sample) ? sample[field.name] : undefined]);
}

/** All fields on an operation's page, including those of its models. */
export async function fieldsOfPage(
	page: OperationPage,
	site: Pick<HelpSite, 'model'>,
): Promise<LiveField[]> {
	const paging = pagingOf(page);
	const inUri = uriFieldsOf(page).filter(
		([place, field]) => place === 'path' || paging !== 'query' || !isPagingName(field),
	);
	const inBody = bodyFieldsOf(page);
	const named = [...inUri.map(([, field]) => field), ...inBody.map(([field]) => field)];
	const isList = hasBody(page) && page.body.type.kind === 'collection';
	const models = await readModels(
		[...named.map(({ type }) => type), ...(isList ? [page.body.type] : [])],
		site,
	);
	const fields = [
		...inUri.map(([place, field]) => liveField(place, field, models)),
		...withOneFile(inBody.map(([field, sample]) => liveField('body', field, models, sample))),
		...unreadBody(page, models),
		...(paging === undefined ? [] : pagingFields(paging)),
	];
	return withFewChoices(fields);
}
