import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadPackage, type NodeTypes } from '../harness/index.mts';
import { BOUNDS, leastCostOf } from '../computing.mts';
import { MEGABYTE, megabyteOf } from '../megabyte.mts';
import { call } from './setUp.mts';

let nodeTypes: NodeTypes;
beforeAll(async () => {
	nodeTypes = await loadPackage();
});

const named = (key: string, value: string) => `{"Action":"X","${key}":${value}}`;

describe('a call with a body of a megabyte', () => {
	it.each<[string, () => string]>([
		[
			'one notification of many keys',
			() => `{"Action":"X",${megabyteOf((name) => `"${name}":1`)}}`,
		],
		[
			'many keys that differ in case',
			() => `[${named('a', `{${megabyteOf((n) => `"${n}a":0,"${n}A":0`)}}`)}]`,
		],
		['many small notifications', () => `[${megabyteOf(() => '{"Action":1}')}]`],
		['many different notifications', () => `[${megabyteOf((name) => `{"A":"${name}"}`)}]`],
		['many empty objects', () => `[${megabyteOf(() => '{}')}]`],
		['many numbers in place of notifications', () => `[${megabyteOf(() => '0')}]`],
		['many numbers in a notification', () => named('X', `[${megabyteOf(() => '0')}]`)],
		['a long text of escapes', () => named('X', `"${'\\n'.repeat(MEGABYTE / 2)}"`)],
		['a long number', () => named('X', '1'.repeat(MEGABYTE))],
		['JSON in a text', () => named('ReferenceJson', JSON.stringify(`[${megabyteOf(() => '{}')}]`))],
		['lists in lists', () => `${'['.repeat(MEGABYTE / 2)}${']'.repeat(MEGABYTE / 2)}`],
		['objects in objects', () => named('X', `${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`)],
		['deep notifications', () => `[${megabyteOf(() => `${'['.repeat(500)}${']'.repeat(500)}`)}]`],
	])('takes little computing and memory: %s', async (_name, make) => {
		const body = Buffer.from(make());
		const { result, cost } = await leastCostOf(async () => await call(nodeTypes, body));
		const { response, items } = result;
		expect(items !== undefined || [200, 400].includes(response?.status ?? 0)).toBe(true);
		expect(cost.seconds).toBeLessThanOrEqual(BOUNDS.seconds);
		expect(cost.megabytes).toBeLessThanOrEqual(BOUNDS.megabytes);
	});
});
