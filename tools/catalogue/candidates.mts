import { accessByName } from '../../dist/nodes/shared/api/access.js';
import { kindOf } from '../../dist/nodes/shared/helpSite/fields/kindOf.js';
import {
	operationIdentity,
	placeholdersOf,
} from '../../dist/nodes/shared/helpSite/pages/operationName.js';
import type {
	ModelPage,
	OperationPage,
	PageField,
} from '../../dist/nodes/shared/helpSite/pages/types.js';
import { catalogueRows } from './drift.mts';
import { modelOf, type SeenOperation, type Site } from './readSite.mts';

const LARGEST_ID = 2_147_483_647;

/** `Lisätiedot` → `lisatiedot`, `KohdeId` → `kohdeId`: a parameter's name until someone finds an English one. */
function parameterOf(key: string): string {
	const plain = key
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^A-Za-z0-9]+(.)?/g, (_gap, next: string = '') => next.toUpperCase());
	return plain.charAt(0).toLowerCase() + plain.slice(1);
}

/** `TyotehtavanKuvaus` → `Tyotehtavan Kuvaus`. */
function titleOf(key: string): string {
	return key.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').replace(/[_-]+/g, ' ');
}

type Properties = Readonly<Record<string, unknown>>;

function typeProperties(field: PageField, models: Site['models']): Properties {
	const model = modelOf(field.type, models);
	const kind = kindOf(field, model);
	switch (kind) {
		case 'choice':
			return { type: 'choice', choices: choicesOf(model) };
		case 'choiceNumber':
			return { type: 'integer' };
		case 'object':
		case 'array':
			return { type: 'json', shape: kind };
		case 'json':
			return { type: 'json', shape: 'object' };
		case 'file':
			return { type: 'file', filledWithName: [] };
		default:
			return { type: kind };
	}
}

function choicesOf(model: ModelPage | undefined): Properties[] {
	if (model?.kind !== 'enumeration') return [];
	return model.values.map(({ name }) => ({ label: titleOf(name), value: name }));
}

function fieldProperties(field: PageField, models: Site['models']): Properties {
	const { name, description, required, minLength, maxLength, minimum, maximum } = field;
	const type = typeProperties(field, models);
	const isText = type.type === 'text' || type.type === 'choice';
	const isNumber = type.type === 'integer' || type.type === 'decimal';
	return {
		key: name,
		parameter: parameterOf(name),
		label: titleOf(name),
		...type,
		...(description !== '' && { description }),
		...(required && { required }),
		...(type.type === 'text' && minLength !== undefined && { minLength }),
		...(isText && maxLength !== undefined && { maxLength }),
		...(isNumber && minimum !== undefined && { minimum }),
		...(isNumber && maximum !== undefined && maximum !== LARGEST_ID && { maximum }),
	};
}

function responseProperties({ response }: OperationPage): Properties {
	if (response === undefined) return { kind: 'nothing' };
	const name = response.type.kind === 'model' ? response.type.name : '';
	if (/^I?GenericPostResponse$/.test(name)) return { kind: 'created' };
	if (response.type.kind === 'collection') return { kind: 'list', fields: [] };
	return { kind: 'any' };
}

function pathParameterProperties(name: string, { uriParameters }: OperationPage): Properties {
	const type = uriParameters.fields.find((field) => field.name === name)?.type;
	const isId = type?.kind === 'simple' && type.name === 'integer';
	return { parameter: parameterOf(name), label: titleOf(name), type: isId ? 'id' : 'word' };
}

function rowProperties(
	{ summary }: SeenOperation,
	page: OperationPage,
	models: Site['models'],
): Properties {
	const { method, uriParameters, body } = page;
	const [path = ''] = page.path.split('?', 1);
	const names = placeholdersOf(path);
	const pathParameters = names.map((name) => [name, pathParameterProperties(name, page)]);
	return {
		name: summary,
		action: summary,
		description: summary,
		method,
		path,
		access: accessByName({ method, path }),
		...(names.length > 0 && { pathParameters: Object.fromEntries(pathParameters) }),
		query: uriParameters.fields
			.filter(({ name }) => !names.includes(name))
			.map((field) => fieldProperties(field, models)),
		...(body && {
			body: {
				...(body.type.kind === 'model' && { model: body.type.name }),
				fields: body.fields.map((field) => fieldProperties(field, models)),
				complete: body.complete,
			},
		}),
		response: responseProperties(page),
		evidence: 'helpPage',
		source: `Help: ${method} ${path}`,
	};
}

/**
 * Rows for operations the catalogue does not have, as TypeScript to be gone through: English names,
 * pickers, paging and simplified output are a person's work.
 */
export function candidateRows({ operations, models }: Site): string {
	const known = new Set(catalogueRows().map(operationIdentity));
	const rows = operations.flatMap((operation) =>
		known.has(operationIdentity(operation)) || operation.page === undefined
			? []
			: [
					`operation(${JSON.stringify(rowProperties(operation, operation.page, models), null, '\t')})`,
				],
	);
	return `import { operation } from './types';\n\nexport const candidates = [\n${rows.join(',\n')},\n];\n`;
}
