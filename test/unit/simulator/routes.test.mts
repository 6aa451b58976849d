import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import {
	operationsOf,
	catalogue,
	type Field,
	type Operation,
} from '../../../dist/nodes/shared/catalogue/index.js';
import { isCheckedType } from '../../../simulator/api/fieldChecks.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { clientOf, sampleCall } from './calls.mts';
import { inventedOperations } from './rows.mts';

const rows = [...catalogue, inventedOperations];

const table = rows
	.flatMap(operationsOf)
	.map((operation) => ({ operation, name: `${operation.method} ${operation.path}` }));

function fieldsOf({ query, body }: Operation): Field[] {
	return [...query, ...(body?.fields ?? [])];
}

describe('every row of the catalogue', () => {
	let simulator: Simulator;
	let client: AxiosInstance;

	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, units: 20, catalogue: rows });
		client = clientOf(simulator);
	});

	afterAll(() => simulator.close());

	const send = ({ method, path, body }: ReturnType<typeof sampleCall>) =>
		client.request<unknown>({ method, url: path, data: body });

	it.each(table)('$name responds as its row says', async ({ operation }) => {
		simulator.reset();
		const { status, data } = await send(sampleCall(operation, simulator.data));
		const writes = simulator.data.writes.map((write) => write.operation);
		expect(writes).toEqual(
			operation.access === 'write' ? [`${operation.method} ${operation.path}`] : [],
		);
		const expected = {
			nothing: [204, ''],
			file: [200, expect.stringContaining('ä')],
			any: [200, expect.anything()],
			created: [200, { Id: expect.any(Number) }],
			record: [200, expect.objectContaining({})],
			list: [
				200,
				operation.paging
					? {
							Offset: 0,
							Limit: 50,
							Total: expect.any(Number),
							Items: expect.any(Array),
						}
					: expect.any(Array),
			],
		};
		expect([status, data]).toEqual(expected[operation.response.kind]);
	});

	it.each(table)('$name responds with the documented fields', async ({ operation }) => {
		const { response } = operation;
		const keys = 'fields' in response ? response.fields.map(({ key }) => key) : [];
		simulator.reset();
		const { data } = await send(sampleCall(operation, simulator.data));
		const item: unknown = [data, data].flatMap((body: unknown) =>
			typeof body === 'object' && body !== null && 'Items' in body ? body.Items : body,
		)[0];
		expect(Object.keys(item ?? {})).toEqual(expect.arrayContaining(keys));
	});

	it.each(table)(
		'$name is found in any letter case, with a slash at its end',
		async ({ operation }) => {
			simulator.reset();
			const call = sampleCall(operation, simulator.data);
			const [path = '', query] = call.path.split('?');
			const asked = `${path.toUpperCase()}/${query === undefined ? '' : `?${query.toLowerCase()}`}`;
			const { status } = await send({ ...call, path: asked });
			expect(status).toBeLessThan(300);
		},
	);

	it.each(table)('$name refuses another method', async ({ operation }) => {
		const call = sampleCall(operation, simulator.data);
		const allowed = table
			.filter(({ operation: other }) => urlOf(other) === urlOf(operation))
			.map(({ operation: other }) => other.method);
		for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD']) {
			if (allowed.some((one) => one === method)) continue;
			const response = await send({ ...call, method, body: method === 'POST' ? {} : call.body });
			expect(response.status).toBe(405);
			expect(String(response.headers.allow).split(', ').toSorted()).toEqual(allowed.toSorted());
			if (method !== 'HEAD') {
				expect(response.data).toEqual({
					Message: `The requested resource does not support http method '${method}'.`,
				});
			}
		}
	});

	it.each(table.filter(({ operation }) => operation.body))(
		'$name keeps fields that no row names, ä and ö included',
		async ({ operation }) => {
			simulator.reset();
			const call = sampleCall(operation, simulator.data);
			await send({ ...call, body: { ...call.body, ÄkkiäKäsiteltävä: 'Öljyä' } });
			expect(simulator.requestLog.entries.at(-1)?.body).toMatchObject({
				ÄkkiäKäsiteltävä: 'Öljyä',
			});
			if (operation.access === 'write') {
				expect(simulator.data.writes.at(-1)?.body).toMatchObject({ ÄkkiäKäsiteltävä: 'Öljyä' });
			}
		},
	);

	it.each(table.filter(({ operation }) => takesIds(operation)))(
		"$name refuses ids that can't be",
		async ({ operation }) => {
			for (const id of ['abc', '0', '-1', '1.5', '2147483648', '99999999999999999999']) {
				const path = sampleCall(operation, simulator.data).path;
				const { status, data } = await send({
					...sampleCall(operation, simulator.data),
					path: path.replace(/\/\d+/, `/${id}`),
				});
				const [name = ''] = Object.keys(operation.pathParameters);
				expect([status, data]).toEqual([
					400,
					{ Message: 'The request is invalid.', ModelState: { [name]: [expect.any(String)] } },
				]);
			}
		},
	);

	it.each(
		table.flatMap(({ operation, name }) =>
			Object.entries(operation.pathParameters).some(([, { type }]) => type === 'reference')
				? [{ operation, name }]
				: [],
		),
	)("$name doesn't find an unknown id", async ({ operation }) => {
		const call = sampleCall(operation, simulator.data);
		const { status, data } = await send({
			...call,
			path: call.path.replace(/\/\d+/, '/2147483647'),
		});
		expect([status, data]).toEqual([
			404,
			{ Message: expect.stringMatching(/^\p{L}+ 2147483647 ei löydy\.$/u) },
		]);
	});

	const requiredFields = table.flatMap(({ operation, name }) =>
		(operation.body?.fields ?? [])
			.filter(({ required, evidence }) => required && evidence !== 'guess')
			.map((field) => ({ operation, name, field, key: field.key })),
	);

	it.each(requiredFields)('$name requires $key', async ({ operation, key }) => {
		const call = sampleCall(operation, simulator.data);
		for (const missing of [undefined, null]) {
			const body = { ...call.body, [key]: missing };
			expect(await send({ ...call, body })).toMatchObject({
				status: 400,
				data: { ModelState: { [`request.${key}`]: [`The ${key} field is required.`] } },
			});
		}
	});

	const requiredQuery = table.flatMap(({ operation, name }) =>
		operation.query
			.filter(({ required, evidence }) => required && evidence !== 'guess')
			.map(({ key }) => ({ operation, name, key })),
	);

	it.each(requiredQuery)('$name requires $key in its query', async ({ operation, key }) => {
		const call = sampleCall(operation, simulator.data);
		const path = call.path.replace(new RegExp(`([?&])${key}=[^&]*`), '$1');
		expect(await send({ ...call, path })).toMatchObject({
			status: 400,
			data: { ModelState: { [key]: [`The ${key} field is required.`] } },
		});
	});

	const limitedFields = table.flatMap(({ operation, name }) =>
		(operation.body?.fields ?? []).flatMap((field) =>
			'maxLength' in field && field.maxLength !== undefined
				? [{ operation, name, key: field.key, maxLength: field.maxLength }]
				: [],
		),
	);

	it.each(limitedFields)(
		'$name takes $maxLength characters of $key and no more',
		async ({ operation, key, maxLength }) => {
			simulator.reset();
			const call = sampleCall(operation, simulator.data);
			const withText = (length: number) => ({
				...call,
				body: { ...call.body, [key]: 'ä'.repeat(length) },
			});
			expect((await send(withText(maxLength))).status).toBeLessThan(300);
			expect(await send(withText(maxLength + 1))).toMatchObject({
				status: 400,
				data: { ModelState: { [`request.${key}`]: [expect.stringContaining(String(maxLength))] } },
			});
		},
	);

	it.each(table.filter(({ operation }) => operation.body && operation.body.fields.length > 0))(
		'$name names every field of a wrong type at once',
		async ({ operation }) => {
			const fields = operation.body?.fields ?? [];
			const body = Object.fromEntries(
				fields.map((field) => [
					field.key,
					field.type === 'json' && field.shape === 'object' ? [] : { very: 'wrong' },
				]),
			);
			const { status, data } = await send({ ...sampleCall(operation, simulator.data), body });
			expect([status, data]).toEqual([
				400,
				{
					Message: 'The request is invalid.',
					ModelState: Object.fromEntries(
						fields.map(({ key }) => [`request.${key}`, [expect.any(String)]]),
					),
				},
			]);
		},
	);

	it('uses only field types whose values are checked', () => {
		const types = table.flatMap(({ operation }) => [
			...fieldsOf(operation).map(({ type }) => type),
			...Object.values(operation.pathParameters).map(({ type }) => type),
		]);
		expect(types.filter((type) => !isCheckedType(type))).toEqual([]);
	});
});

function takesIds({ pathParameters }: Operation): boolean {
	const types = Object.values(pathParameters).map(({ type }) => type);
	return types.includes('id') || types.includes('reference');
}

function urlOf({ path }: Operation): string {
	return path.replace(/\{[^}]*\}/g, '{}');
}
