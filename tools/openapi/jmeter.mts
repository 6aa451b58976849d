import { AUTHENTICATION_HEADERS } from './headers.mts';
import {
	bodyText,
	CHANGES,
	foldersOf,
	isUnfilled,
	READS,
	requestsIn,
	type ExportedRequest,
} from './requests.mts';
import type { OpenApiDocument } from './types.mts';

const ESCAPED: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	'\n': '&#10;',
};

/** A text as it stands in XML. It has only characters that XML takes. */
function xml(text: string): string {
	return text
		.toWellFormed()
		.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
		.replace(/[&<>"\n]/g, (character) => ESCAPED[character] ?? '');
}

/** A text of a Help page, in which JMeter finds no function to run. */
function foreign(text: string): string {
	return text.replaceAll('${', '$ {');
}

type Properties = Readonly<Record<string, boolean | number | string>>;

function property(name: string, value: boolean | number | string): string {
	const type = { boolean: 'bool', number: 'int', string: 'string' }[
		typeof value as 'boolean' | 'number' | 'string'
	];
	return `<${type}Prop name="${xml(name)}">${xml(String(value))}</${type}Prop>`;
}

function properties(values: Properties): string {
	return Object.entries(values)
		.map(([name, value]) => property(name, value))
		.join('');
}

function collection(name: string, items: readonly string[]): string {
	return `<collectionProp name="${name}">${items.join('')}</collectionProp>`;
}

interface Element {
	readonly type: string;
	/** The class of its panel. */
	readonly panel: string;
	readonly name: string;
	readonly enabled?: boolean;
	readonly content?: string;
	readonly children?: readonly string[];
}

/** An element of a plan, followed by the tree of what is in it. */
function element({ type, panel, name, enabled = true, content = '', children = [] }: Element) {
	const attributes = `guiclass="${panel}" testclass="${type}" testname="${xml(name)}"`;
	const tree =
		children.length === 0 ? '<hashTree/>' : `<hashTree>\n${children.join('\n')}\n</hashTree>`;
	return `<${type} ${attributes} enabled="${enabled}">${content}</${type}>\n${tree}`;
}

function argumentsOf(name: string, items: readonly string[], panel: string): string {
	return `<elementProp name="${name}" elementType="Arguments" guiclass="${panel}" testclass="Arguments" enabled="true">${collection('Arguments.arguments', items)}</elementProp>`;
}

function headerManager(name: string, headers: ReadonlyArray<readonly [string, string]>): string {
	const items = headers.map(
		([header, value]) =>
			`<elementProp name="" elementType="Header">${properties({ 'Header.name': header, 'Header.value': value })}</elementProp>`,
	);
	return element({
		type: 'HeaderManager',
		panel: 'HeaderPanel',
		name,
		content: collection('HeaderManager.headers', items),
	});
}

function bodyArguments(body: unknown): string {
	const value = properties({
		'HTTPArgument.always_encode': false,
		'Argument.value': foreign(bodyText(body)),
		'Argument.metadata': '=',
	});
	return argumentsOf(
		'HTTPsampler.Arguments',
		[`<elementProp name="" elementType="HTTPArgument">${value}</elementProp>`],
		'HTTPArgumentsPanel',
	);
}

function queryArguments({ query }: ExportedRequest): string {
	const items = query.map(({ name, value }) => {
		const argument = properties({
			'HTTPArgument.always_encode': true,
			'Argument.name': foreign(name),
			'Argument.value': value,
			'Argument.metadata': '=',
			'HTTPArgument.use_equals': true,
		});
		return `<elementProp name="${xml(foreign(name))}" elementType="HTTPArgument">${argument}</elementProp>`;
	});
	return argumentsOf('HTTPsampler.Arguments', items, 'HTTPArgumentsPanel');
}

/** The query of a request with a body, whose arguments JMeter sends as the body. */
function queryText({ query }: ExportedRequest): string {
	const text = query.map(({ name, value }) => `${encodeURIComponent(name)}=${value}`).join('&');
	return text === '' ? '' : `?${text}`;
}

function pathOf({ path, pathValues }: ExportedRequest): string {
	return path
		.split(/(\{[^{}]+\})/)
		.map(
			(piece) =>
				pathValues.find(({ name }) => piece === `{${name}}`)?.value ??
				piece.split('/').map(encodeURIComponent).join('/'),
		)
		.join('');
}

function sampler(request: ExportedRequest): string {
	const { id, name, method, body, lines } = request;
	const hasBody = body !== undefined;
	return element({
		type: 'HTTPSamplerProxy',
		panel: 'HttpTestSampleGui',
		name: foreign(`${name} (${id})`),
		// What still has placeholders would be refused, and billed.
		enabled: !isUnfilled(request),
		content: [
			hasBody ? bodyArguments(body) : queryArguments(request),
			properties({
				'HTTPSampler.postBodyRaw': hasBody,
				'HTTPSampler.path': `\${basePath}${pathOf(request)}${hasBody ? queryText(request) : ''}`,
				'HTTPSampler.method': method,
				'HTTPSampler.follow_redirects': false,
				'HTTPSampler.auto_redirects': false,
				'HTTPSampler.use_keepalive': true,
				'HTTPSampler.contentEncoding': 'UTF-8',
				'TestPlan.comments': foreign(lines.join('\n')),
			}),
		].join(''),
		children: hasBody ? [headerManager('JSON', [['Content-Type', 'application/json']])] : [],
	});
}

/** One user who sends each request once. */
function threadGroup(name: string, requests: readonly ExportedRequest[], enabled: boolean): string {
	const loop = properties({
		'LoopController.continue_forever': false,
		'LoopController.loops': '1',
	});
	return element({
		type: 'ThreadGroup',
		panel: 'ThreadGroupGui',
		name,
		enabled,
		content: `${properties({ 'ThreadGroup.on_sample_error': 'continue' })}<elementProp name="ThreadGroup.main_controller" elementType="LoopController" guiclass="LoopControlPanel" testclass="LoopController" enabled="true">${loop}</elementProp>${properties(
			{
				'ThreadGroup.num_threads': '1',
				'ThreadGroup.ramp_time': '1',
				'ThreadGroup.scheduler': false,
			},
		)}`,
		children: foldersOf(requests).map((folder) =>
			element({
				type: 'GenericController',
				panel: 'LogicControllerGui',
				name: foreign(folder.name),
				children: folder.requests.map(sampler),
			}),
		),
	});
}

/** The plan's variables: the address, and the six headers from JMeter's properties. */
function variables({ servers }: OpenApiDocument): string[] {
	const address = new URL(servers[0]?.url ?? 'https://localhost');
	const values = [
		['protocol', `\${__P(tampuuri.protocol,${address.protocol.replace(':', '')})}`],
		['host', `\${__P(tampuuri.host,${address.hostname})}`],
		['port', `\${__P(tampuuri.port,${address.port})}`],
		['basePath', `\${__P(tampuuri.basePath,${address.pathname})}`],
		...AUTHENTICATION_HEADERS.map(({ variable }) => [
			variable,
			`\${__P(${propertyName(variable)},)}`,
		]),
	];
	return values.map(([name = '', value = '']) => {
		const argument = properties({
			'Argument.name': name,
			'Argument.value': value,
			'Argument.metadata': '=',
		});
		return `<elementProp name="${name}" elementType="Argument">${argument}</elementProp>`;
	});
}

function propertyName(variable: string): string {
	return `tampuuri.${variable}`;
}

/** A file of properties with the six headers for the plan, without values. */
export function jmeterProperties(): string {
	return AUTHENTICATION_HEADERS.map(({ variable }) => `${propertyName(variable)}=\n`).join('');
}

/** A JMeter plan. Only reads that need no values are enabled. */
export function jmeterPlan(document: OpenApiDocument): string {
	const requests = requestsIn(document);
	const plan = element({
		type: 'TestPlan',
		panel: 'TestPlanGui',
		name: document.info.title,
		content: `${properties({ 'TestPlan.comments': document.info.description })}${argumentsOf('TestPlan.user_defined_variables', variables(document), 'ArgumentsPanel')}`,
		children: [
			headerManager(
				'Six headers',
				AUTHENTICATION_HEADERS.map(({ header, variable }) => [header, `\${${variable}}`]),
			),
			element({
				type: 'ConfigTestElement',
				panel: 'HttpDefaultsGui',
				name: 'Address',
				content: `${argumentsOf('HTTPsampler.Arguments', [], 'HTTPArgumentsPanel')}${properties({
					'HTTPSampler.protocol': '${protocol}',
					'HTTPSampler.domain': '${host}',
					'HTTPSampler.port': '${port}',
				})}`,
			}),
			threadGroup(
				READS,
				requests.filter(({ changesData }) => !changesData),
				true,
			),
			threadGroup(
				CHANGES,
				requests.filter(({ changesData }) => changesData),
				false,
			),
			element({ type: 'ResultCollector', panel: 'ViewResultsFullVisualizer', name: 'Results' }),
		],
	});
	return `<?xml version="1.0" encoding="UTF-8"?>\n<jmeterTestPlan version="1.2" properties="5.0">\n<hashTree>\n${plan}\n</hashTree>\n</jmeterTestPlan>\n`;
}
