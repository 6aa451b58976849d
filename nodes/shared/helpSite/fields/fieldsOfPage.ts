import type { Paging } from '../../catalogue';
import { placeholdersOf } from '../pages/operationName';
import type { ModelPage, OperationPage, PageContent, PageField } from '../pages/types';
import type { HelpSite } from '../site';
import { kindOf } from './kindOf';
import { RETURN_ALL, ROW_LIMIT, type Kind, type LiveField, type Place } from './liveField';
import { labelOf } from './label';
import { sampleOf } from './modelSample';

type Models = Pick<HelpSite, 'model'>;

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

async function shapeOf(field: PageField, site: Models, sample: unknown): Promise<Shape> {
	const { type } = field;
	const model = type.kind === 'model' ? await site.model(type.name) : undefined;
	const kind = kindOf(field, model, sample);
	if (type.kind === 'unread') return { kind, sample };
	if (model?.kind === 'enumeration') return { kind, choices: choicesOf(model, kind) };
	if (kind !== 'object' && kind !== 'array') return { kind };
	return { kind, sample: sample ?? (await sampleOf(type, site)) };
}

async function liveField(
	place: Place,
	field: PageField,
	site: Models,
	sample?: unknown,
): Promise<LiveField> {
	const shape = await shapeOf(field, site, sample);
	return {
		place,
		kind: shape.kind,
		key: field.name,
		label: labelOf(field, shape.kind, shape.sample),
		required: field.required || place === 'path',
		...(shape.choices && { choices: shape.choices }),
	};
}

/** The page's JSON sample of the request, if it can be read. */
function requestSampleOf({ requestSamples }: OperationPage): Readonly<Record<string, unknown>> {
	const text = requestSamples.find(({ mediaTypes }) =>
		mediaTypes.some((type) => /\bjson\b/i.test(type)),
	)?.text;
	try {
		const sample: unknown = JSON.parse(text ?? '');
		return typeof sample === 'object' && sample !== null ? { ...sample } : {};
	} catch {
		return {};
	}
}

const UNTYPED = {
	description: '',
	type: { kind: 'simple', name: 'string' },
	required: false,
} as const;

/** The fields of the path and query: those in the table, and as text those only in the URL. */
function uriFieldsOf({ path, uriParameters }: OperationPage): Array<[Place, PageField]> {
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
function pagingOf(page: OperationPage): Paging | undefined {
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

const NOT_READ = 'the Help page could not be read in full; enter the fields it lists as JSON';

/** A JSON field for a body, or for the part of it that could not be read as fields. */
function unreadBody({ type, complete, fields }: PageContent): LiveField[] {
	const isObject = type.kind === 'model' || fields.length > 0;
	if (type.kind === 'collection' || type.kind === 'simple') {
		return [{ place: 'body', kind: 'whole', key: '', label: 'Body (JSON)', required: true }];
	}
	if (complete && isObject) return [];
	const label =
		fields.length === 0 ? `Body (JSON): ${NOT_READ}` : `Other Fields (JSON): ${NOT_READ}`;
	return [{ place: 'body', kind: 'rest', key: '', label, required: false }];
}

/** A call sends only one file. A second one is entered as base64 text. */
function withOneFile(fields: readonly LiveField[]): LiveField[] {
	let found = false;
	return fields.map((field) => {
		if (field.kind !== 'file' && field.kind !== 'fileList') return field;
		if (!found) {
			found = true;
			return field;
		}
		return { ...field, kind: field.kind === 'file' ? 'text' : 'array' };
	});
}

async function bodyFieldsOf(page: OperationPage, site: Models): Promise<LiveField[]> {
	const { body } = page;
	if (body === undefined || page.method === 'GET' || page.method === 'DELETE') return [];
	if (body.type.kind === 'collection') return unreadBody(body);
	const samples = requestSampleOf(page);
	const wanted =
		pagingOf(page) === 'body' ? body.fields.filter((one) => !isPagingName(one)) : body.fields;
	const fields: LiveField[] = [];
	for (const field of wanted) {
		fields.push(await liveField('body', field, site, samples[field.name]));
	}
	return [...withOneFile(fields), ...unreadBody(body)];
}

/** Maximum number of models to fetch. Each is a separate page. */
const MOST_MODELS = 60;

function withFewModels(site: Models): Models {
	const asked = new Set<string>();
	return {
		model: async (name) => {
			if (!asked.has(name) && asked.size >= MOST_MODELS) return { kind: 'unread', name };
			asked.add(name);
			return await site.model(name);
		},
	};
}

/** All fields on an operation's page, including those of its models. */
export async function fieldsOfPage(page: OperationPage, source: Models): Promise<LiveField[]> {
	const site = withFewModels(source);
	const paging = pagingOf(page);
	const uriFields = uriFieldsOf(page).filter(
		([place, field]) => place === 'path' || paging !== 'query' || !isPagingName(field),
	);
	const fields: LiveField[] = [];
	for (const [place, field] of uriFields) fields.push(await liveField(place, field, site));
	return [
		...fields,
		...(await bodyFieldsOf(page, site)),
		...(paging === undefined ? [] : pagingFields(paging)),
	];
}
