import { describe, expect, it } from '@jest/globals';
import {
	catalogue,
	fieldsOf,
	offeredBy,
	operationsOf,
	simpleKeysOf,
	type Field,
	type Row,
	type PathParameter,
} from '../../../dist/nodes/shared/catalogue/index.js';

const rows = catalogue.flatMap((resource) =>
	offeredBy(resource).map(([name, operation]) => [`${resource.value}.${name}`, operation] as const),
);

const PARAMETER = /^[a-z][a-zA-Z0-9]*$/;
/** Keys as the API spells them: Pascal case with ä and ö, or a query's lower case. */
const KEY = /^[A-Za-zÅÄÖåäö][A-Za-zÅÄÖåäö0-9_-]*$/;
/** Names of parameters the node has of its own. */
const OWN_PARAMETERS = [
	'resource',
	'operation',
	'returnAll',
	'limit',
	'options',
	'filters',
	'additionalFields',
	'updateFields',
	'simplify',
	'output',
	'selectedFields',
	'method',
	'path',
	'queryParameters',
	'body',
	'pages',
	'access',
	'responseFormat',
	'moreFields',
];

function everyField(
	operation: Row,
): Array<Pick<Field | PathParameter, 'parameter' | 'label' | 'description' | 'type'>> {
	return [...Object.values(operation.pathParameters), ...fieldsOf(operation)];
}

describe.each(rows)('the row %s', (name, operation) => {
	it('has texts as the editor wants them', () => {
		expect(operation.name).toMatch(/^[A-Z][A-Za-z -]+$/);
		expect(operation.action).toMatch(/^[A-Z][a-z]+( [a-z-]+)+$/);
		expect(operation.finnish).toMatch(/^[a-zäö]+( [a-zäö]+)*$/);
		expect(operation.description).toMatch(/^[A-Z].*[^.\s]$/);
		expect(operation.source).not.toBe('');
	});

	it('fills every placeholder of its path, and only those', () => {
		const [{ path } = { path: '' }]: ReadonlyArray<{ path: string }> =
			'path' in operation ? [operation] : operation.steps;
		const placeholders = [...path.matchAll(/\{([^}]+)\}/g)].map(([, placeholder]) => placeholder);
		const own = Object.keys(operation.pathParameters);
		// What a composite reads need not be the record that is chosen.
		if ('steps' in operation && operation.access === 'read') {
			expect(own).toEqual(expect.arrayContaining(placeholders));
		} else expect(placeholders.sort()).toEqual(own.sort());
		expect(path).not.toMatch(/^\/|\/\/|\.\.|[?#\s]/);
	});

	it("names its parameters in ASCII, once each, apart from the node's own", () => {
		const names = everyField(operation).map(({ parameter }) => parameter);
		for (const parameter of names) expect(parameter).toMatch(PARAMETER);
		expect(new Set(names).size).toBe(names.length);
		expect(names.filter((parameter) => OWN_PARAMETERS.includes(parameter))).toEqual([]);
	});

	it('spells each key once', () => {
		const keys = fieldsOf(operation).map(({ key }) => key);
		for (const key of keys) expect(key).toMatch(KEY);
		expect(new Set(keys).size).toBe(keys.length);
	});

	it('labels its fields for people', () => {
		for (const { label, description, type } of everyField(operation)) {
			expect(label).toMatch(/^[A-Z][^.]*$/);
			if (type === 'boolean') expect(description).toMatch(/^Whether /);
			if (description !== undefined) expect(description).toMatch(/^[A-Z].*[^.\s]$/);
		}
	});

	it('is simplified to ten fields at most', () => {
		expect(simpleKeysOf(operation)?.length ?? 1).toBeGreaterThan(0);
		expect(simpleKeysOf(operation)?.length ?? 0).toBeLessThanOrEqual(10);
	});

	it('puts out the IDs of its records when Tampuuri says nothing', () => {
		const keys = Object.keys(operation.recordIds ?? {});
		if (operation.response.kind === 'nothing') expect(keys).toContain('Id');
		const names = everyField(operation).map(({ parameter }) => parameter);
		for (const name of Object.values(operation.recordIds ?? {})) expect(names).toContain(name);
	});

	it('has a name as a stored workflow keeps it', () => {
		expect(name).toMatch(/^[a-z][a-zA-Z]*\.[a-z][a-zA-Z]*$/);
	});
});

describe('the catalogue', () => {
	it('means the same thing by the same parameter name everywhere', () => {
		const meanings = new Map<string, Set<string>>();
		for (const [, operation] of rows) {
			for (const { parameter, label, type } of everyField(operation)) {
				meanings.set(parameter, (meanings.get(parameter) ?? new Set()).add(`${label} ${type}`));
			}
		}
		const ambiguous = [...meanings].filter(([, meaning]) => meaning.size > 1);
		expect(ambiguous).toEqual([]);
	});

	it('names each resource once', () => {
		const values = catalogue.map(({ value }) => value);
		expect(new Set(values).size).toBe(values.length);
	});

	it('reads and writes each call of the API once', () => {
		const calls = catalogue.flatMap(operationsOf).map(({ method, path }) => `${method} ${path}`);
		expect(new Set(calls).size).toBe(calls.length);
	});
});
