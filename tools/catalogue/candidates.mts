import type {
	ModelPage,
	OperationPage,
	PageField,
	PageType,
} from '../../dist/nodes/shared/helpSite/pages/types.js';
import { operationIdentity } from '../../dist/nodes/shared/helpSite/pages/operationName.js';
import { catalogueRows } from './match.mts';
import type { SeenOperation, Site } from './readSite.mts';

const largestId = 2_147_483_647;

/** `Lisätiedot` → `lisatiedot`, `KohdeId` → `kohdeId`: a parameter's name until someone finds an English one. */
function parameterOf(key: string): string {
	const plain = key
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^A-Za-z0-9]+(.)?/g, (_gap, next: string = '') => next.toUpperCase());
	return plain.charAt(0).toLowerCase() + plain.slice(1);
}

/** `TyotehtavanKuvaus` → `Tyotehtavan Kuvaus`. */
function labelOf(key: string): string {
	return key.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[_-]+/g, ' ');
}

type Properties = Readonly<Record<string, unknown>>;

const simpleTypes: Readonly<Record<string, string>> = {
	integer: 'integer',
	'decimal number': 'decimal',
	boolean: 'boolean',
};

function typeOf({ name, type }: PageField, models: Site['models']): Properties {
	if (type.kind === 'simple') {
		if (type.name === 'date')
			return { type: /(pvm|p[äa]iv[äa])$/i.test(name) ? 'date' : 'dateTime' };
		return { type: simpleTypes[type.name] ?? 'text' };
	}
	if (type.kind === 'collection') return collectionType(type.of);
	const model = type.kind === 'model' ? models.get(type.name) : undefined;
	return model?.kind === 'enumeration' ? choiceType(model) : { type: 'json', shape: 'object' };
}

function collectionType(of: PageType): Properties {
	if (of.kind === 'simple' && of.name === 'byte') return { type: 'file', filledWithName: [] };
	if (of.kind === 'simple' && of.name === 'integer') return { type: 'integerList' };
	if (of.kind === 'simple' && of.name === 'string') return { type: 'textList' };
	const isFile = of.kind === 'model' && of.name === 'ApiFileBase64Container';
	return isFile ? { type: 'fileList' } : { type: 'json', shape: 'array' };
}

function choiceType(model: Extract<ModelPage, { kind: 'enumeration' }>): Properties {
	if (model.name.endsWith('Int')) return { type: 'integer' };
	return {
		type: 'choice',
		choices: model.values.map(({ name }) => ({ label: labelOf(name), value: name })),
	};
}

function fieldOf(field: PageField, models: Site['models']): Properties {
	const { name, description, required, minLength, maxLength, minimum, maximum } = field;
	const type = typeOf(field, models);
	const isText = type.type === 'text' || type.type === 'choice';
	const isNumber = type.type === 'integer' || type.type === 'decimal';
	return {
		key: name,
		parameter: parameterOf(name),
		label: labelOf(name),
		...type,
		...(description !== '' && { description }),
		...(required && { required }),
		...(isText && minLength !== undefined && type.type === 'text' && { minLength }),
		...(isText && maxLength !== undefined && { maxLength }),
		...(isNumber && minimum !== undefined && { minimum }),
		...(isNumber && maximum !== undefined && maximum !== largestId && { maximum }),
	};
}

function answerOf({ response }: OperationPage): Properties {
	if (response === undefined) return { kind: 'nothing' };
	const name = response.type.kind === 'model' ? response.type.name : '';
	if (/^I?GenericPostResponse$/.test(name)) return { kind: 'created' };
	if (response.type.kind === 'collection') return { kind: 'list', fields: [] };
	return { kind: 'any' };
}

function rowOf(operation: SeenOperation, page: OperationPage, models: Site['models']): Properties {
	const [path = ''] = page.path.split('?', 1);
	const names = [...path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
	const isInPath = ({ name }: PageField) => names.includes(name);
	const typeOfName = (name: string) =>
		page.uriParameters.fields.find((field) => field.name === name)?.type;
	const parameters = names.map((name) => {
		const type = typeOfName(name);
		const isId = type?.kind === 'simple' && type.name === 'integer';
		return [
			name,
			{ parameter: parameterOf(name), label: labelOf(name), type: isId ? 'id' : 'word' },
		];
	});
	const isRead = page.method === 'GET' || /\/(selaa|hae)(\/[^/]+)?$/i.test(path);
	return {
		name: operation.summary,
		action: operation.summary,
		description: operation.summary,
		method: page.method,
		path,
		access: isRead ? 'read' : 'write',
		...(names.length > 0 && { pathParameters: Object.fromEntries(parameters) }),
		query: page.uriParameters.fields
			.filter((field) => !isInPath(field))
			.map((field) => fieldOf(field, models)),
		...(page.body && {
			body: {
				...(page.body.type.kind === 'model' && { model: page.body.type.name }),
				fields: page.body.fields.map((field) => fieldOf(field, models)),
				complete: page.body.complete,
			},
		}),
		response: answerOf(page),
		evidence: 'helpPage',
		source: `Help: ${page.method} ${path}`,
	};
}

/**
 * Rows for operations the catalogue does not have, as TypeScript to be gone through: English names,
 * pickers, paging and simplified answers are a person's work.
 */
export function candidateRows({ operations, models }: Site): string {
	const known = new Set(catalogueRows().map(operationIdentity));
	const rows = operations.flatMap((operation) =>
		known.has(operationIdentity(operation)) || operation.page === undefined
			? []
			: [`operation(${JSON.stringify(rowOf(operation, operation.page, models), null, '\t')})`],
	);
	return `import { operation } from './types';\n\nexport const candidates = [\n${rows.join(',\n')},\n];\n`;
}
