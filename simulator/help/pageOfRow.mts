import type {
	ResponseField,
	Field,
	Operation,
	PathParameter,
} from '../../dist/nodes/shared/catalogue/index.js';
import type {
	ModelPage,
	OperationPage,
	PageContent,
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
			return field.maxLength === undefined ? model(`Api${field.key}`) : simple('string');
		case 'text':
		case 'word':
			return simple('string');
	}
}

function fieldOf(field: Field): PageField {
	const range = field.type === 'reference' ? { minimum: 1, maximum: LARGEST_ID } : rangeOf(field);
	return {
		name: field.key,
		description: field.description ?? '',
		type: typeOf(field),
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

function responseFieldOf({ key, type }: ResponseField): PageField {
	return { name: key, description: '', type: RESPONSE_TYPES[type], required: false };
}

const IDENTIFIER: PageField = {
	name: 'Id',
	description: 'Uuden resurssin id.',
	type: simple('integer'),
	required: false,
};

function responseOf({ response, paging }: Operation): PageContent | undefined {
	const content = (type: PageType, fields: readonly PageField[]): PageContent => ({
		description: '',
		type,
		fields,
		complete: fields.length > 0,
	});
	switch (response.kind) {
		case 'created':
			return content(model('GenericPostResponse'), [IDENTIFIER]);
		case 'record':
			return content(model(response.model ?? 'ApiEsimerkki'), response.fields.map(responseFieldOf));
		case 'list': {
			const item = response.model ?? 'ApiEsimerkki';
			const type =
				paging === undefined ? collection(model(item)) : model(`PagingMetadataResponseOf${item}`);
			return content(type, response.fields.map(responseFieldOf));
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

function samplesOf(content: PageContent | undefined): Sample[] {
	if (content === undefined || content.fields.length === 0) return [];
	const entries = content.fields.map(({ name, type }) => [name, sampleValue(type)]);
	const json = JSON.stringify(Object.fromEntries(entries), null, 2);
	return [
		{ mediaTypes: ['application/json', 'text/json'], text: json },
		{ mediaTypes: ['application/xml', 'text/xml'] },
	];
}

/** The Help page of a row of the catalogue. */
export function pageOfRow(row: Operation): OperationPage {
	const { method, path, query, paging, description } = row;
	const queryFields = [...query.map(fieldOf), ...(paging === 'query' ? PAGING_FIELDS : [])];
	const template = queryFields.map(({ name }) => `${name}={${name}}`).join('&');
	const pathFields = Object.entries(row.pathParameters).map(([name, parameter]) => ({
		name,
		description: parameter.description ?? '',
		type: typeOf(parameter as PathParameter),
		required: true,
	}));
	const body = row.body && bodyOf(row, row.body);
	const response = responseOf(row);
	return {
		method,
		path: template === '' ? path : `${path}?${template}`,
		summary: description,
		uriParameters: { fields: [...pathFields, ...queryFields], complete: true },
		...(body && { body }),
		...(response && { response }),
		requestSamples: samplesOf(body),
		responseSamples: samplesOf(response),
	};
}

function bodyOf(
	{ paging }: Operation,
	{ model: name, fields, complete }: NonNullable<Operation['body']>,
): PageContent {
	const shown = complete ? fields : [...fields, ...INVENTED_FIELDS];
	const all = [...shown.map(fieldOf), ...(paging === 'body' ? PAGING_FIELDS : [])];
	return {
		description: 'Kutsun malli',
		type: model(name ?? 'ApiEsimerkkiRequest'),
		fields: all,
		complete: all.length > 0,
	};
}

/** The model pages of a row's enumerations, with the values that the row knows. */
export function modelsOfRow(row: Operation): ModelPage[] {
	return [...row.query, ...(row.body?.fields ?? [])].flatMap((field): ModelPage[] => {
		if (field.type !== 'choice' || field.maxLength !== undefined) return [];
		const values = field.choices.map(({ value }, place) => ({
			name: value,
			value: String(place),
			description: '',
		}));
		return [{ kind: 'enumeration', name: `Api${field.key}`, description: '', values }];
	});
}
