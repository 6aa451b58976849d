import { describe, expect, it } from '@jest/globals';
import { BOUNDS, leastCostOf } from '../computing.mts';
import { MEGABYTE, megabyteOf } from '../megabyte.mts';
import { setUpResponder } from './responder.mts';
import { setUp, WITHOUT_RETRIES } from './setUp.mts';

const tampuuri = setUp({ units: 10 });
const responder = setUpResponder();

const page = (items: string) => `{"Offset":0,"Limit":250,"Total":1,"Items":[${items}]}`;
const row = (value: string) => page(`{"Id":1,"X":${value}}`);

/** Texts of a megabyte in an API's response, as no API sends them. */
const TEXTS: Array<[string, () => string]> = [
	['many keys', () => page(`{"Id":1,${megabyteOf((name) => `"${name}":1`)}}`)],
	['many keys that hold a code', () => page(`{${megabyteOf((n) => `"${n} 010190-900P":1`)}}`)],
	['many rows', () => page(megabyteOf((name) => `{"Id":"${name}"}`))],
	['many rows without an ID', () => page(megabyteOf(() => '{}'))],
	['many rows with one ID', () => page(megabyteOf(() => '{"Id":1}'))],
	['many numbers', () => row(`[${megabyteOf(() => '0')}]`)],
	['a long text', () => row(`"${'a'.repeat(MEGABYTE)}"`)],
	['a long text of digits', () => row(`"${'0101901'.repeat(MEGABYTE / 7)}"`)],
	['a long text of codes', () => row(`"${'010190-900P '.repeat(MEGABYTE / 12)}"`)],
	['a long text of names of codes', () => row(`"${'henkilötunnus '.repeat(MEGABYTE / 14)}"`)],
	['a long text of blanks', () => row(`"${' '.repeat(MEGABYTE)}"`)],
	['a long text of escapes', () => row(`"${'\\n'.repeat(MEGABYTE / 2)}"`)],
	['lists in lists', () => row(`${'['.repeat(MEGABYTE / 2)}${']'.repeat(MEGABYTE / 2)}`)],
	['objects in objects', () => row(`${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`)],
	['many deep rows', () => page(megabyteOf(() => `${'['.repeat(90)}${']'.repeat(90)}`))],
	['no JSON', () => '\\&amp;%25 '.repeat(MEGABYTE / 11)],
	['a web page', () => `<html>${'<b '.repeat(MEGABYTE / 3)}`],
];

const STATUSES = [200, 400, 500];
const CASES = TEXTS.flatMap(([name, make]) =>
	STATUSES.map((status): [number, string, () => string] => [status, name, make]),
);

describe('a response of a megabyte', () => {
	it.each(CASES)('takes little computing and memory: %i with %s', async (status, _name, make) => {
		const body = make();
		responder.reply = () => ({ status, body });
		const { result, cost } = await leastCostOf(
			async () =>
				await tampuuri.run({
					parameters: {
						resource: 'serviceRequest',
						operation: 'getAll',
						returnAll: true,
						filters: {},
						simplify: false,
						options: { maskIdentityCodes: true },
					},
					credentials: tampuuri.credentials({ ...WITHOUT_RETRIES, ownAddress: responder.url }),
					// n8n takes seconds to divide so many items between two outputs.
					onError: 'continueRegularOutput',
				}),
		);
		const [items = []] = result.outputs;
		const { error } = items[0] ?? {};
		expect(items.length).toBeGreaterThan(0);
		expect(error !== undefined || status === 200).toBe(true);
		expect(`${error?.message} ${error?.description}`.length).toBeLessThan(3_000);
		expect(cost.seconds).toBeLessThanOrEqual(BOUNDS.seconds);
		expect(cost.megabytes).toBeLessThanOrEqual(BOUNDS.megabytes);
	});
});
