import { beforeAll, describe, expect, it } from '@jest/globals';
import {
	catalogue,
	collectionOf,
	fieldsOf,
	offeredBy,
	type Row,
} from '../../../dist/nodes/shared/catalogue/index.js';
import { dialectOf, type DialectName } from '../../../simulator/dialects/index.mts';
import { profileOfDialect } from '../../profileOfDialect.mts';
import { sampleParameters } from './sampleParameters.mts';
import { setUp, type SetUp } from './setUp.mts';

const DIALECTS: readonly DialectName[] = ['renamed', 'nested', 'otherEnumerations', 'partialHelp'];

/** All but the check itself, and what reads by lists or in another way if the profile says so. */
const offered = catalogue
	.filter(({ value }) => value !== 'account')
	.flatMap((resource) =>
		offeredBy(resource)
			.filter(
				([, row]: [string, Row]) =>
					!('steps' in row && row.access === 'read') &&
					(fieldsOf(row).some(({ guess }) => guess) || row.access === 'read'),
			)
			.map(([name, row]: [string, Row]) => ({ resource: resource.value, name, row })),
	);

/** Every guessed field that is not a file, filled in. */
function parametersOf(tampuuri: SetUp, { resource, name, row }: (typeof offered)[number]) {
	const parameters = sampleParameters(resource, name, row, tampuuri.simulator.data);
	const optional = fieldsOf(row).filter(
		({ guess, required, type }) => guess && !required && type === 'text',
	);
	const texts = Object.fromEntries(
		optional.map(({ parameter, key }) => [
			parameter,
			key === 'Henkilotunnus' ? '010180-923V' : `Pöllö ${parameter}`,
		]),
	);
	const choices = Object.fromEntries(
		fieldsOf(row)
			.filter((field) => field.type === 'choice' && !field.required)
			.map((field) => [field.parameter, field.type === 'choice' ? field.choices[0].value : '']),
	);
	const collection = collectionOf(row);
	return {
		...parameters,
		...(row.paging ? { returnAll: false, limit: 3 } : {}),
		[collection]: { ...(parameters[collection] as object), ...texts, ...choices },
	};
}

async function outcome(tampuuri: SetUp, one: (typeof offered)[number], profile = '') {
	const { outputs, error } = await tampuuri.run({
		parameters: parametersOf(tampuuri, one),
		credentials: tampuuri.credentials({ accountProfile: profile }),
	});
	expect(error).toBeUndefined();
	const log = tampuuri.simulator.requestLog.entries;
	return { items: (outputs[0] ?? []).map(({ json }) => json), log };
}

const cases = DIALECTS.flatMap((dialect) => [
	{ dialect, from: 'the truth' },
	{ dialect, from: 'Account → Check' },
]);

describe.each(cases)('an account in the dialect "$dialect", with a profile from $from', (own) => {
	const { dialect, from } = own;
	const standard = setUp({ units: 40 });
	const account = setUp({ units: 40, dialect });
	let profile = JSON.stringify(profileOfDialect(dialect));

	beforeAll(async () => {
		if (from === 'the truth') return;
		const { json } = await account.run({
			parameters: { resource: 'account', operation: 'check', additionalFields: {} },
		});
		profile = String(json.at(-1)?.profile);
	});

	it.each(offered)('$resource $name reads and sends the same', async (one) => {
		const expected = await outcome(standard, one);
		const actual = await outcome(account, one, profile);
		expect(actual.log.every(({ status }) => status !== null && status < 300)).toBe(true);
		expect(actual.items).toHaveLength(expected.items.length);
		const fields = 'fields' in one.row.response ? one.row.response.fields : [];
		for (const [place, item] of expected.items.entries()) {
			for (const { key } of fields) {
				if (key in item) expect([key, actual.items[place]?.[key]]).toEqual([key, item[key]]);
			}
		}
		for (const [place, { operation, body }] of expected.log.entries()) {
			expect(leavesOf(actual.log[place]?.body)).toEqual(
				Object.fromEntries(
					Object.entries(leavesOf(body)).map(([key, value]) =>
						spelled(dialect, operation, key, value),
					),
				),
			);
		}
	});
});

/** The values of a body by dotted key. */
function leavesOf(body: unknown, prefix = ''): Record<string, unknown> {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return { [prefix]: body };
	return Object.assign(
		{},
		...Object.entries(body).map(([key, value]) =>
			leavesOf(value, prefix === '' ? key : `${prefix}.${key}`),
		),
	) as Record<string, unknown>;
}

/** A key and value of a body as the dialect has them, by its own table. */
function spelled(dialect: DialectName, operation: string | null, key: string, value: unknown) {
	const { body = {}, wrapper } = dialectOf(dialect).operations[operation ?? ''] ?? {};
	const { key: own, enumeration } = body[key] ?? {};
	const isPaging = ['Offset', 'Limit', ''].includes(key);
	const wrapped = wrapper === undefined || isPaging ? key : `${wrapper}.${key}`;
	const named = enumeration?.values.find(({ standard }) => standard === value)?.name;
	return [own ?? wrapped, named ?? value];
}
