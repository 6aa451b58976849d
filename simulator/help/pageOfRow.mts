import type {
	ResponseField,
	Field,
	Operation,
	PathParameter,
} from '../../dist/nodes/shared/catalogue/index.js';
import type { Enumeration, Spelling } from '../dialects/dialect.mts';
import { nest } from '../dialects/nestedKeys.mts';
import type { Envelope } from '../settings.mts';
import { envelopeOf, nestFields } from './contents.mts';
import type {
	ModelPage,
	OperationPage,
	PageField,
	PageType,
	Sample,
} from '../../dist/nodes/shared/helpSite/pages/types.js';

/** Invented fields for rows whose body is only partly known, so that there are further fields to show. */
const INVENTED_FIELDS: readonly Field[] = [
	{
		key: 'EsimerkkiLisatieto',
		parameter: 'EsimerkkiLisatieto',
		label: 'EsimerkkiLisatieto',
		type: 'text',
		description: 'Keksitty kenttä',
		maxLength: 100,
	},
	{
		key: 'EsimerkkiKiireellisyys',
		parameter: 'EsimerkkiKiireellisyys',
		label: 'EsimerkkiKiireellisyys',
		type: 'choice',
		description: 'Keksitty kenttä',
		choices: [{ label: 'Kiireellinen', value: 'Kiireellinen' }],
	},
];

const LARGEST_ID = 2_147_483_647;

const simple = (name: string): PageType => ({ kind: 'simple', name });
const collection = (of: PageType): PageType => ({ kind: 'collection', of });
const model = (name: string): PageType => ({ kind: 'model', name });

/** What the page of a row in a dialect shows besides the row. */
export interface PageDetails {
	readonly spellings?: readonly Spelling[];
	/** How a page of rows is wrapped, where the Help page tells it. */
	readonly envelope?: Envelope;
}

function typeOf(field: Field | PathParameter): PageType {
	switch (field.type) {
		case 'integer':
			return field.key.endsWith('Int') ? model(`Api${field.key}`) : simple('integer');
		case 'reference':
		case 'id':
			return simple('integer');
		case 'decimal':
			return simple('decimal number');
		case 'boolean':
			return simple('boolean');
		case 'date':
		case 'dateTime':
			return simple('date');
		case 'integerList':
			return collection(simple('integer'));
		case 'textList':
			return collection(simple('string'));
		case 'file':
			return collection(simple('byte'));
		case 'fileList':
			return collection(model('ApiFileBase64Container'));
		case 'json': {
			const content = model(`Api${field.key}`);
			return field.shape === 'array' ? collection(content) : content;
		}
		case 'choice':
			return field.maxLength === undefined ? model(choicesName(field)) : simple('string');
		case 'text':
		case 'word':
			return simple('string');
	}
}

/** Two enumerations may have the same key, as the states of leases and service requests do. */
function choicesName({ key, parameter }: Pick<Field, 'key' | 'parameter'>): string {
	const isOwn = parameter.toLowerCase() === key.toLowerCase();
	return `Api${key}${isOwn ? '' : parameter.charAt(0).toUpperCase()}${isOwn ? '' : parameter.slice(1)}`;
}

function fieldOf(field: Field, { spellings = [] }: PageDetails = {}): PageField {
	const enumeration = spellings.find(({ key }) => key === field.key)?.enumeration;
	const range = field.type === 'reference' ? { minimum: 1, maximum: LARGEST_ID } : rangeOf(field);
	return {
		name: field.key,
		description: field.description ?? '',
		type: enumeration ? model(enumeration.model) : typeOf(field),
		required: field.required === true,
		...range,
		...('minLength' in field && field.minLength !== undefined && { minLength: field.minLength }),
		...('maxLength' in field && field.maxLength !== undefined && { maxLength: field.maxLength }),
	};
}

function rangeOf(field: Field): Pick<PageField, 'minimum' | 'maximum'> {
	if (!('minimum' in field) || field.minimum === undefined) return {};
	return { minimum: field.minimum, maximum: field.maximum ?? LARGEST_ID };
}

const PAGING_FIELDS: readonly PageField[] = [
	{
		name: 'Offset',
		description: 'Ohitettavien tuloksien määrä',
		type: simple('integer'),
		required: false,
	},
	{ name: 'Limit', description: 'Sivun koko', type: simple('integer'), required: false },
];

const RESPONSE_TYPES: Readonly<Record<ResponseField['type'], PageType>> = {
	integer: simple('integer'),
	decimal: simple('decimal number'),
	text: simple('string'),
	boolean: simple('boolean'),
	date: simple('date'),
	object: { kind: 'unread', text: 'Object' },
	array: { kind: 'unread', text: 'Object' },
	unseen: { kind: 'unread', text: 'Object' },
};

function responseFieldOf({ key, type }: ResponseField, { spellings = [] }: PageDetails): PageField {
	const { description = '', enumeration }: Partial<Spelling> =
		spellings.find((spelling) => spelling.key === key) ?? {};
	const shown = enumeration ? model(enumeration.model) : RESPONSE_TYPES[type];
	return { name: key, description, type: shown, required: false };
}

const IDENTIFIER: PageField = {
	name: 'Id',
	description: 'Uuden resurssin id.',
	type: simple('integer'),
	required: false,
};

/** A request's or response's fields before they are nested, and the type around them. */
interface Content {
	readonly type: PageType;
	readonly fields: readonly PageField[];
}

function responseOf({ response, paging }: Operation, details: PageDetails): Content | undefined {
	switch (response.kind) {
		case 'created':
			return { type: model('GenericPostResponse'), fields: [IDENTIFIER] };
		case 'record':
		case 'list': {
			const item = response.model ?? 'ApiEsimerkki';
			const fields = response.fields.map((field) => responseFieldOf(field, details));
			if (response.kind === 'record') return { type: model(item), fields };
			const isBare = paging === undefined || details.envelope === 'bare';
			const paged = model(`PagingMetadataResponseOf${item}`);
			return { type: isBare ? collection(model(item)) : paged, fields };
		}
		default:
			return undefined;
	}
}

const SAMPLE_VALUES: Readonly<Record<string, unknown>> = {
	integer: 1,
	'decimal number': 2,
	boolean: true,
	date: '2025-11-05T11:40:14.1881319+02:00',
};

function sampleValue(type: PageType): unknown {
	if (type.kind === 'simple') return SAMPLE_VALUES[type.name] ?? 'sample string 1';
	if (type.kind !== 'collection') return undefined;
	if (type.of.kind === 'simple' && type.of.name === 'byte') return 'QEA=';
	const element = sampleValue(type.of);
	return element === undefined ? undefined : [element];
}

function sampleOf(fields: readonly PageField[]): Record<string, unknown> {
	return nest(Object.fromEntries(fields.map(({ name, type }) => [name, sampleValue(type)])));
}

function samplesOf(sample: unknown): Sample[] {
	return [
		{ mediaTypes: ['application/json', 'text/json'], text: JSON.stringify(sample, null, 2) },
		{ mediaTypes: ['application/xml', 'text/xml'] },
	];
}

/** The Help page of a row, of the catalogue or of a dialect. */
export function pageOfRow(row: Operation, details: PageDetails = {}): OperationPage {
	const { method, path, query, paging, description } = row;
	const queryFields = [
		...query.map((field) => fieldOf(field)),
		...(paging === 'query' ? PAGING_FIELDS : []),
	];
	const template = queryFields.map(({ name }) => `${name}={${name}}`).join('&');
	const pathFields = Object.entries(row.pathParameters).map(([name, parameter]) => ({
		name,
		description: parameter.description ?? '',
		type: typeOf(parameter as PathParameter),
		required: true,
	}));
	const body = bodyOf(row, details);
	const response = responseOf(row, details);
	const { content: shownBody } = body ? nestFields(body) : {};
	const shown = response && shownResponse(response, details);
	return {
		method,
		path: template === '' ? path : `${path}?${template}`,
		summary: description,
		uriParameters: { fields: [...pathFields, ...queryFields], complete: true },
		...(shownBody && { body: { ...shownBody, description: 'Kutsun malli' } }),
		...(shown && { response: shown.content }),
		requestSamples: body && body.fields.length > 0 ? samplesOf(sampleOf(body.fields)) : [],
		responseSamples: response && response.fields.length > 0 ? samplesOf(shown?.sample) : [],
	};
}

/** A page of rows in its envelope, where the details tell it; otherwise the fields of one row. */
function shownResponse(response: Content, { envelope }: PageDetails) {
	const sample = sampleOf(response.fields);
	const { content, models } = nestFields(response);
	if (envelope === undefined || envelope === 'bare') {
		return { content, models, sample: envelope === 'bare' ? [sample] : sample };
	}
	return envelopeOf(envelope, content, sample, models);
}

function bodyOf({ body, paging }: Operation, details: PageDetails): Content | undefined {
	if (body === undefined) return undefined;
	const shown = body.complete ? body.fields : [...body.fields, ...INVENTED_FIELDS];
	const fields = shown.map((field) => fieldOf(field, details));
	return {
		type: model(body.model ?? 'ApiEsimerkkiRequest'),
		fields: [...fields, ...(paging === 'body' ? PAGING_FIELDS : [])],
	};
}

/** The models that a row's page links to: enumerations as far as the row knows them, nested objects. */
export function modelsOfRow(row: Operation, details: PageDetails = {}): ModelPage[] {
	const body = bodyOf(row, details);
	const response = responseOf(row, details);
	return [
		...[...row.query, ...(row.body?.fields ?? [])].flatMap((field) => choicesModel(field, details)),
		...(details.spellings ?? []).flatMap(({ enumeration }) =>
			enumeration ? [enumerationModel(enumeration)] : [],
		),
		...(body ? nestFields(body).models : []),
		...(response ? shownResponse(response, details).models : []),
	];
}

function choicesModel(field: Field, { spellings = [] }: PageDetails): ModelPage[] {
	const isSpelled = spellings.some(({ key, enumeration }) => enumeration && key === field.key);
	if (isSpelled || field.type !== 'choice' || field.maxLength !== undefined) return [];
	const values = field.choices.map(({ value }, place) => ({
		name: value,
		value: String(place),
		description: '',
	}));
	return [{ kind: 'enumeration', name: choicesName(field), description: '', values }];
}

function enumerationModel({ model: name, values }: Enumeration): ModelPage {
	return {
		kind: 'enumeration',
		name,
		description: '',
		values: values.map((value) => ({
			name: value.name,
			value: String(value.number),
			description: value.description,
		})),
	};
}
