import { describe, expect, it } from '@jest/globals';
import { NodeHelpers } from 'n8n-workflow';
import { Tampuuri } from '../../../dist/nodes/Tampuuri/Tampuuri.node.js';
import {
	catalogue,
	collectionOf,
	fieldsOf,
	offeredBy,
	simpleKeysOf,
} from '../../../dist/nodes/shared/catalogue/index.js';

const { description } = new Tampuuri();
const { properties } = description;

/** Settings of the node, which send nothing. */
const OWN_NUMBERS = [
	'limit',
	'callBudget',
	'concurrency',
	'largestFile',
	'longestWait',
	'retries',
	'settlingTime',
	'timeout',
];

/** What the editor shows for one operation. */
function shownFor(resource: string, operation: string): string[] {
	const values = { resource, operation, returnAll: false };
	const node = { typeVersion: 1 };
	return properties
		.filter((property) => NodeHelpers.displayParameter(values, property, node, description))
		.map(({ name }) => name);
}

const rows = catalogue.flatMap((resource) =>
	offeredBy(resource).map(([name, operation]) => ({ resource: resource.value, name, operation })),
);

describe("the node's properties", () => {
	it('stay within the budget of size', () => {
		expect(properties.length).toBeLessThanOrEqual(300);
		expect(JSON.stringify(description).length).toBeLessThanOrEqual(300 * 1024);
	});

	it('are the same on every construction', () => {
		expect(new Tampuuri().description).toEqual(description);
	});

	it('keep Any Operation last, below what most people look for', () => {
		const resource = properties.find(({ name }) => name === 'resource');
		expect(resource?.options?.at(-1)?.name).toBe('Any Operation');
	});

	it('can be changed in one node without the others noticing', () => {
		const one = new Tampuuri().description.properties[0];
		one?.options?.push({ name: 'Added', value: 'added' });
		expect(new Tampuuri().description).toEqual(description);
	});

	it('offer AI tools a choice of output instead of a switch', () => {
		const values = { resource: 'serviceRequest', operation: 'getAll', output: 'selectedFields' };
		const asTool = { typeVersion: 1 };
		const tool = { ...description, name: 'tampuuriTool' };
		const shown = properties
			.filter((property) => NodeHelpers.displayParameter(values, property, asTool, tool))
			.map(({ name }) => name);
		expect(shown).toEqual(expect.arrayContaining(['output', 'selectedFields']));
		expect(shown).not.toContain('simplify');
	});

	it("stand in the order of n8n's own nodes", () => {
		expect(shownFor('serviceRequest', 'getAll')).toEqual([
			'resource',
			'operation',
			'returnAll',
			'limit',
			'simplify',
			'filters',
			'showMoreFields',
			'moreFields',
			'options',
		]);
	});

	it('take expressions everywhere but where only the editor reads them', () => {
		const fixed = properties.filter(({ noDataExpression }) => noDataExpression === true);
		expect(new Set(fixed.map(({ name }) => name))).toEqual(
			new Set(['resource', 'operation', 'showMoreFields', 'allowChangesByAi']),
		);
	});

	it("take dates as text, because n8n's date field empties one typed as 5.11.2026", () => {
		expect(JSON.stringify(description)).not.toContain('"dateTime"');
		expect(JSON.stringify(description)).toContain('e.g. 2026-11-05 or 5.11.2026');
	});

	it('prefill no number that is sent', () => {
		const isSent = (option: object) =>
			'name' in option && !OWN_NUMBERS.includes(String(option.name));
		const all = properties.flatMap((property) => [property, ...(property.options ?? [])]);
		const numbers = all.filter((one) => 'type' in one && one.type === 'number' && isSent(one));
		expect(numbers.length).toBeGreaterThan(5);
		expect(numbers.filter((one) => 'default' in one && one.default !== '')).toEqual([]);
	});

	it('list options in alphabetical order', () => {
		const lists = properties.filter(({ name }) => ['resource', 'operation'].includes(name));
		for (const { options = [] } of lists) {
			const names = options
				.map(({ name }) => name)
				.filter((name) => !name.startsWith('Any Operation'));
			expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
		}
	});

	it.each(rows)('show for $resource $name just what it takes', ({ resource, name, operation }) => {
		const shown = shownFor(resource, name);
		expect(new Set(shown).size).toBe(shown.length);
		const optional = fieldsOf(operation).some(({ required }) => !required);
		const collection = optional ? [collectionOf(operation)] : [];
		expect(new Set(shown)).toEqual(
			new Set([
				'resource',
				'operation',
				...Object.values(operation.pathParameters).map(({ parameter }) => parameter),
				...fieldsOf(operation)
					.filter(({ required }) => required)
					.map(({ parameter }) => parameter),
				...(operation.paging === undefined ? [] : ['returnAll', 'limit']),
				...(simpleKeysOf(operation) === undefined ? [] : ['simplify']),
				...collection,
				...(operation.body?.complete === false ? ['showMoreFields', 'moreFields'] : []),
				'options',
			]),
		);
	});
});
