import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import type { Simulator } from '../../../simulator/start.mts';
import { openApiDocument } from '../../../tools/openapi/document.mts';
import { filesOf } from '../../../tools/openapi/files.mts';
import { requestsIn, type ExportedRequest } from '../../../tools/openapi/requests.mts';
import { blocksOf, pageOf } from '../../documentation/pages.mts';
import { environmentOf, requestsOfFile, sentBy } from './httpFile.mts';
import { planOf } from './jmeterPlan.mts';
import { plainSimulator, variablesOf } from './sampleValues.mts';
import { simulatorSite } from './sites.mts';

const page = pageOf('docs/FROM-POSTMAN.md');
const [section = ''] = /^## Requests for your tool\n[^]*?^## /m.exec(page.text) ?? [];

let files: Readonly<Record<string, string>>;
let requests: readonly ExportedRequest[];
let simulator: Simulator;
beforeAll(async () => {
	const { document } = openApiDocument(await simulatorSite('standard'));
	files = filesOf(document);
	requests = requestsIn(document);
	simulator = await plainSimulator();
});
afterAll(async () => await simulator.close());

function onlyBlock(kind: string): ReadonlyMap<string, string> {
	const [block, ...others] = blocksOf(kind);
	expect(others).toEqual([]);
	return environmentOf(block?.content ?? '');
}

describe('docs/FROM-POSTMAN.md', () => {
	it('names each file, and none that is not made', () => {
		const named = [...section.matchAll(/`(tampuuri[-.][\w.-]+)`/g)].map(([, name]) => name);
		expect([...new Set(named)].sort()).toEqual(Object.keys(files).sort());
	});

	it('names requests and folders that are there', () => {
		const quoted = [...section.matchAll(/"([A-Z][^"]+)"/g)].map(([, name = '']) => name);
		const ofTools = ['Send Request', 'Visma Tampuuri', 'Results', 'Reads', 'Changes data'];
		const ours = new Set([...requests.flatMap(({ name, folder }) => [name, folder]), ...ofTools]);
		expect(quoted.filter((name) => !ours.has(name))).toEqual([]);
		for (const name of ['Visma Tampuuri', 'Reads', 'Changes data']) {
			expect(files['tampuuri.postman_collection.json']).toContain(`"${name}`);
		}
		expect(planOf(files['tampuuri.jmx'] ?? '').children.map(({ name }) => name)).toContain(
			'Results',
		);
		const ids = page.codes.filter((code) => /^(get|post)[A-Z]/.test(code));
		expect(ids.filter((id) => requests.every((one) => one.id !== id))).toEqual([]);
		expect(ids).toHaveLength(2);
	});

	it("gives the simulator's values under the names of REST Client's file", async () => {
		const environment = onlyBlock('dotenv');
		expect([...environment.keys()]).toEqual([
			...environmentOf(files['tampuuri.env.example'] ?? '').keys(),
		]);
		const named = requestsOfFile(files['tampuuri-reads.http'] ?? '');
		const first = named.find(({ name }) => name === 'postIlmoituksetSelaa');
		if (first === undefined) throw new Error('There is no first read');
		const sent = sentBy(first, (variable) =>
			variable === 'baseUrl'
				? simulator.url.replace(/\/$/, '')
				: (environment.get(variable.replace('$dotenv ', '')) ?? ''),
		);
		expect((await axios.request(sent)).data).toMatchObject({ Offset: 0, Limit: 50 });
	});

	it("gives the simulator's values under the names of JMeter's properties", () => {
		const properties = onlyBlock('properties');
		const names = [...environmentOf(files['tampuuri.jmeter.properties'] ?? '').keys()];
		expect([...properties.keys()].slice(0, names.length)).toEqual(names);
		for (const name of properties.keys()) expect(files['tampuuri.jmx']).toContain(`_P(${name},`);
		for (const [variable, value] of Object.entries(variablesOf(simulator.account))) {
			expect(properties.get(`tampuuri.${variable}`)).toBe(value);
		}
	});
});
