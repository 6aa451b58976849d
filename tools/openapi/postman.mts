import { AUTHENTICATION_HEADERS } from './headers.mts';
import {
	bodyText,
	CHANGES,
	encodedPart,
	foldersOf,
	READS,
	requestsIn,
	type ExportedRequest,
} from './requests.mts';
import type { OpenApiDocument } from './types.mts';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

/** The variable that lets the requests that change data be sent. */
const ALLOW_CHANGES = 'allowChanges';

/** Run before each request. */
const SKIP_UNFILLED = [
	'// A call that still has a placeholder such as <integer> would be refused, and billed.',
	'// Insomnia has values of the path apart, and encodes those of the query.',
	'const values = JSON.stringify([pm.request, pm.request.pathParameters]);',
	'if (/(<|%3C)(integer|number|boolean|string|date-time|base64)(>|%3E)/i.test(values)) {',
	"\tconsole.warn('Not sent: enter the values in <angle brackets> first');",
	'\tpm.execution.skipRequest();',
	'}',
];

/** Run before each request that changes data. */
const SKIP_CHANGES = [
	'// What a change does can not be taken back.',
	`if (pm.variables.get('${ALLOW_CHANGES}') !== 'yes') {`,
	`\tconsole.warn('Not sent: this changes data. Set the variable ${ALLOW_CHANGES} to yes first');`,
	'\tpm.execution.skipRequest();',
	'}',
];

function before(exec: readonly string[]) {
	return [{ listen: 'prerequest', script: { type: 'text/javascript', exec } }];
}

/** A part of a path: a whole placeholder is a variable, one inside a part its placeholder's value. */
function partOf(part: string, { pathValues }: ExportedRequest): string {
	const whole = /^\{([^{}]+)\}$/.exec(part)?.[1];
	if (whole !== undefined) return `:${whole}`;
	return part
		.split(/(\{[^{}]+\})/)
		.map(
			(piece) => pathValues.find(({ name }) => piece === `{${name}}`)?.value ?? encodedPart(piece),
		)
		.join('');
}

function urlOf(request: ExportedRequest) {
	const parts = request.path.split('/').slice(1);
	const path = parts.map((part) => partOf(part, request));
	const variable = request.pathValues
		.filter(({ name }) => parts.includes(`{${name}}`))
		.map(({ name, value, description }) => ({ key: name, value, description }));
	const query = [
		...request.query.map(({ name, value, description }) => ({
			key: encodedPart(name),
			value,
			description,
		})),
		...request.optionalQuery.map(({ name, description }) => ({
			key: encodedPart(name),
			value: '',
			description,
			disabled: true,
		})),
	];
	const sent = request.query.map(({ name, value }) => `${encodedPart(name)}=${value}`).join('&');
	return {
		raw: `{{baseUrl}}/${path.join('/')}${sent === '' ? '' : `?${sent}`}`,
		host: ['{{baseUrl}}'],
		path,
		...(query.length > 0 && { query }),
		...(variable.length > 0 && { variable }),
	};
}

function itemOf(request: ExportedRequest) {
	const { name, method, body, lines } = request;
	const headers = AUTHENTICATION_HEADERS.map(({ header, variable }) => ({
		key: header,
		value: `{{${variable}}}`,
	}));
	const hasBody = body !== undefined;
	return {
		name,
		request: {
			method,
			header: hasBody ? [...headers, { key: 'Content-Type', value: 'application/json' }] : headers,
			...(hasBody && {
				body: {
					mode: 'raw',
					raw: bodyText(body),
					options: { raw: { language: 'json' } },
				},
			}),
			url: urlOf(request),
			description: lines.join('\n'),
		},
		response: [],
	};
}

function foldersIn(requests: readonly ExportedRequest[]) {
	return foldersOf(requests).map(({ name, requests: inside }) => ({
		name,
		item: inside.map(itemOf),
	}));
}

function variablesOf({ servers }: OpenApiDocument) {
	return [
		{ key: 'baseUrl', value: servers[0]?.url ?? '' },
		...AUTHENTICATION_HEADERS.map(({ variable, label }) => ({
			key: variable,
			value: '',
			description: label,
		})),
		{ key: ALLOW_CHANGES, value: 'no' },
	];
}

/** A Postman collection (v2.1) of the document's operations, which Insomnia imports too. */
export function postmanCollection(document: OpenApiDocument) {
	const requests = requestsIn(document);
	const { title, description } = document.info;
	return {
		info: { name: title, description, schema: SCHEMA },
		item: [
			{ name: READS, item: foldersIn(requests.filter(({ changesData }) => !changesData)) },
			{
				name: CHANGES,
				description: `Sent only while the variable ${ALLOW_CHANGES} is yes.`,
				event: before(SKIP_CHANGES),
				item: foldersIn(requests.filter(({ changesData }) => changesData)),
			},
		],
		event: before(SKIP_UNFILLED),
		variable: variablesOf(document),
	};
}

/** A Postman environment for the collection's variables, without values for the six headers. */
export function postmanEnvironment(document: OpenApiDocument) {
	const secret = new Set(AUTHENTICATION_HEADERS.map(({ variable }) => variable));
	return {
		name: 'Visma Tampuuri',
		values: variablesOf(document).map(({ key, value }) => ({
			key,
			value,
			type: secret.has(key) ? 'secret' : 'default',
			enabled: true,
		})),
		_postman_variable_scope: 'environment',
	};
}
