import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import type { Simulator } from '../../../simulator/start.mts';
import { openApiDocument, operationsIn } from '../../../tools/openapi/document.mts';
import { AUTHENTICATION_HEADERS } from '../../../tools/openapi/headers.mts';
import { jmeterPlan, jmeterProperties } from '../../../tools/openapi/jmeter.mts';
import { isUnfilled, requestsIn } from '../../../tools/openapi/requests.mts';
import type { OpenApiDocument } from '../../../tools/openapi/types.mts';
import { planOf, type PlanElement } from './jmeterPlan.mts';
import { plainSimulator } from './sampleValues.mts';
import { BARE_PAGE, documentOf, simulatorSite } from './sites.mts';

const hasXmllint = spawnSync('xmllint', ['--version']).error === undefined;

interface Sample {
	readonly sampler: PlanElement;
	/** Of all header managers that hold for it. */
	readonly headers: ReadonlyMap<string, string>;
	/** It and everything around it. */
	readonly enabled: boolean;
}

function headersAt(elements: readonly PlanElement[]): Array<[string, string]> {
	return elements
		.filter(({ type }) => type === 'HeaderManager')
		.flatMap(({ items }) => items)
		.map((item) => [item['Header.name'] ?? '', item['Header.value'] ?? '']);
}

/** The samplers below an element, with the headers of each. */
function samplesIn(
	element: PlanElement,
	around: ReadonlyMap<string, string> = new Map(),
	isOn = true,
): Sample[] {
	const headers = new Map([...around, ...headersAt(element.children)]);
	const enabled = isOn && element.enabled;
	if (element.type === 'HTTPSamplerProxy') return [{ sampler: element, headers, enabled }];
	return element.children.flatMap((child) => samplesIn(child, headers, enabled));
}

let document: OpenApiDocument;
let plan: PlanElement;
let samples: readonly Sample[];
let simulator: Simulator;
beforeAll(async () => {
	document = openApiDocument(await simulatorSite('standard')).document;
	plan = planOf(jmeterPlan(document));
	samples = samplesIn(plan);
	simulator = await plainSimulator();
});
afterAll(async () => await simulator.close());

function argumentsOf({ items }: PlanElement): Map<string, string> {
	return new Map(items.map((item) => [item['Argument.name'] ?? '', item['Argument.value'] ?? '']));
}

/** A text with the plan's variables, as JMeter resolves them with the simulator's properties. */
function resolved(text: string): string {
	const { hostname, port, pathname } = new URL(simulator.url);
	const values = new Map([
		['protocol', 'http'],
		['host', hostname],
		['port', port],
		['basePath', pathname.replace(/\/$/, '')],
		...AUTHENTICATION_HEADERS.map(({ variable, header }): [string, string] => [
			variable,
			simulator.account.headers[header] ?? '',
		]),
	]);
	return text.replace(/\$\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole);
}

/** Sends what a sampler does. */
async function send({ sampler, headers }: Sample): Promise<number> {
	const { properties } = sampler;
	const sent = argumentsOf(sampler);
	const isBody = properties['HTTPSampler.postBodyRaw'] === 'true';
	const response = await axios.request({
		method: properties['HTTPSampler.method'],
		url: resolved(`\${protocol}://\${host}:\${port}${properties['HTTPSampler.path']}`),
		headers: Object.fromEntries([...headers].map(([name, value]) => [name, resolved(value)])),
		...(isBody ? { data: sent.get('') } : { params: Object.fromEntries(sent) }),
		validateStatus: () => true,
	});
	return response.status;
}

describe('the JMeter plan', () => {
	it('has a sampler with method, path and headers for each operation', () => {
		expect(samples).toHaveLength(operationsIn(document).length);
		const expected = AUTHENTICATION_HEADERS.map(({ header, variable }) => [
			header,
			`\${${variable}}`,
		]);
		for (const { sampler, headers } of samples) {
			expect(sampler.properties['HTTPSampler.method']).toMatch(/^(GET|POST|PUT|PATCH|DELETE)$/);
			expect(sampler.properties['HTTPSampler.path']).toMatch(/^\$\{basePath\}\/\S+$/);
			const hasBody = sampler.properties['HTTPSampler.postBodyRaw'] === 'true';
			expect([...headers]).toEqual([
				...expected,
				...(hasBody ? [['Content-Type', 'application/json']] : []),
			]);
			if (hasBody) expect(() => JSON.parse(argumentsOf(sampler).get('') ?? '')).not.toThrow();
		}
	});

	it('is enabled only for reads that need no values', () => {
		const groups = plan.children.filter(({ type }) => type === 'ThreadGroup');
		expect(groups.map(({ name, enabled }) => [name, enabled])).toEqual([
			['Reads', true],
			['Changes data', false],
		]);
		const ready = requestsIn(document).filter((one) => !one.changesData && !isUnfilled(one));
		expect(samples.filter(({ enabled }) => enabled)).toHaveLength(ready.length);
	});

	it('takes the six values from properties, and has none of them', () => {
		const names = jmeterProperties().trim().split('\n');
		expect(names).toHaveLength(6);
		const variables = argumentsOf(plan);
		for (const { variable } of AUTHENTICATION_HEADERS) {
			expect(variables.get(variable)).toBe(`\${__P(tampuuri.${variable},)}`);
			expect(names).toContain(`tampuuri.${variable}=`);
		}
		expect(variables.get('host')).toBe('${__P(tampuuri.host,qa-api.tampuuri.fi)}');
	});

	it('reads what is enabled, and changes nothing', async () => {
		const statuses = new Map<string, number>();
		for (const sample of samples.filter(({ enabled }) => enabled)) {
			statuses.set(sample.sampler.name, await send(sample));
		}
		expect(statuses.size).toBeGreaterThan(0);
		expect([...statuses].filter(([, status]) => status !== 200)).toEqual([]);
		expect(simulator.data.writes).toEqual([]);
	});

	(hasXmllint ? it : it.skip)('is well-formed for another parser, too', () => {
		const { status, stderr } = spawnSync('xmllint', ['--noout', '-'], {
			input: jmeterPlan(document),
			encoding: 'utf8',
		});
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
	});

	it('has no function that a page could bring in', async () => {
		const evil = '${__groovy(1)}';
		const made = jmeterPlan(
			await documentOf([{ ...BARE_PAGE, path: `a?${evil}={b}`, summary: `${evil} <&"` }], [], evil),
		);
		expect(made).not.toContain(evil);
		const [sample] = samplesIn(planOf(made));
		expect(sample?.sampler.name).toBe('$ {__groovy(1)} <&" (getA)');
	});
});
