import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runs } from '../../runs.mts';
import { setUpResponder, type Asked } from './responder.mts';
import { itemsOf, setUp } from './setUp.mts';

const tampuuri = setUp({ units: 10 });
const responder = setUpResponder();

const CODE = '010190-900P';
const OTHER = '020290-9337';

const parameters = (additionalFields: INodeParameters = {}): INodeParameters => ({
	resource: 'person',
	operation: 'findOrCreate',
	identityCode: '={{ $json.code }}',
	additionalFields,
	options: { settlingTime: 0 },
});

let accounts = 0;
/** Each run in an account of its own: what was created is remembered for the whole process. */
const run = async (
	codes: readonly unknown[],
	additionalFields: INodeParameters = {},
	more: INodeParameters = {},
) =>
	await tampuuri.run({
		parameters: { ...parameters(additionalFields), ...more },
		items: itemsOf(...codes.map((code) => ({ code }) as IDataObject)),
		credentials: tampuuri.credentials({
			ownAddress: responder.url,
			accountName: `Tili ${(accounts += 1)}`,
		}),
		onError: 'continueErrorOutput',
	});

const isCreate = ({ method }: Asked) => method === 'POST';

/** A server that finds the given hits and creates persons with the IDs 900, 901 … */
function finding(...hits: object[]): void {
	let next = 900;
	responder.reply = (asked) => ({ body: isCreate(asked) ? { Id: next++ } : hits });
}

const created = () => responder.asked.filter(isCreate);

describe('the identity code', () => {
	it.each([
		['an email address', 'maija@example.com', /is not a personal identity code/],
		['blanks', '   ', /Identity Code .* is empty/],
		['a code without its mark', '010190900P', /is not a personal identity code/],
		['a day that does not exist', '310290-900P', /is not a personal identity code/],
		['a leap day of no leap year', '290290-9003', /is not a personal identity code/],
		['a century mark that does not exist', '010190G900P', /is not a personal identity code/],
		['an individual number that is never given', '010190-000W', /is not a personal identity code/],
		['a text around it', `Hetu ${CODE}`, /is not a personal identity code/],
		['a wrong check character', '010190-900R', /has a wrong check character/],
		['a wrong digit', '010191-900P', /has a wrong check character/],
	])('is refused before any call: %s', async (_what, code, message) => {
		finding({ Id: 5, Nimi: 'Maija' });
		const { outputs, saved } = await run([code]);
		const [, [failed] = []] = outputs;
		expect(failed?.json.error).toMatch(message);
		expect(failed?.error?.message).not.toContain(code.trim() || '   ');
		expect(failed?.error?.description).not.toContain(code.trim() || '   ');
		expect(saved.status).toBe('success');
		expect(responder.asked).toEqual([]);
	});

	it.each([
		[CODE, CODE],
		[' 010190-900p\n', CODE],
		...['010190Y900', '311299U002', '010105A899', '290204B900', '280200+900'].map((start) => [
			withCheckCharacter(start),
			withCheckCharacter(start),
		]),
	])('is accepted: %p', async (typed = '', sent = '') => {
		finding();
		const { json } = await run([typed]);
		expect(json).toEqual([{ Id: 900, created: true }]);
		expect(responder.asked.map(({ path }) => path)).toEqual([
			`osapuolet/henkilot?Hakusana=${sent.replace('+', '%2B')}`,
			'osapuolet/henkilot',
		]);
		expect(created()[0]?.body).toEqual({ Henkilotunnus: sent });
	});

	it('is checked when a person is created or changed, too', async () => {
		for (const [operation, more] of [
			['create', {}],
			['update', { party: { __rl: true, mode: 'id', value: '5' } }],
		] as const) {
			const resource = operation === 'create' ? 'person' : 'party';
			const fields = operation === 'create' ? 'additionalFields' : 'updateFields';
			const { error } = await tampuuri.run({
				parameters: {
					resource,
					operation,
					...more,
					[fields]: { lastName: 'Öhman', identityCode: '010190-900R' },
				},
				credentials: tampuuri.credentials({ ownAddress: responder.url }),
			});
			expect(error?.message).toMatch(/has a wrong check character/);
		}
		expect(responder.asked).toEqual([]);
	});
});

function withCheckCharacter(start: string): string {
	const number = Number(start.slice(0, 6) + start.slice(7));
	return start + '0123456789ABCDEFHJKLMNPRSTUVWXY'.charAt(number % 31);
}

describe('the person found', () => {
	it.each<[string, object]>([
		['under its own name', { Id: 5, Henkilotunnus: CODE, Nimi: 'Aino' }],
		['in lower case and with blanks', { Id: 5, henkilotunnus: ' 010190-900p ' }],
		['with ö', { Id: 5, Henkilötunnus: CODE }],
		['under its short name', { Id: 5, Hetu: CODE }],
		['in a nested record', { Id: 5, Henkilo: { Henkilotunnus: CODE } }],
		['with the ID under its other name', { OsapuoliId: 5, Hetu: CODE }],
	])('is the one with the code (%s)', async (_where, hit) => {
		finding({ Id: 4, Hetu: OTHER }, hit, { Id: 6, Nimi: 'Naapuri' });
		const { json, hints } = await run([CODE]);
		expect(json).toEqual([{ Id: 5, created: false }]);
		expect(created()).toEqual([]);
		expect(hints.map(({ message }) => message)).toEqual([
			'1 API call used: 0.011 € once your free calls are used up',
		]);
	});

	it('is the only one found if Tampuuri returns no codes, and it is said', async () => {
		finding({ Id: 5, Nimi: 'Aino' });
		const { json, hints } = await run([CODE]);
		expect(json).toEqual([{ Id: 5, created: false }]);
		expect(hints[0]?.message).toBe(
			"Tampuuri's search returned no identity code to compare, only the person with ID 5",
		);
	});

	it('is not another one whose record mentions the code', async () => {
		finding(
			{ Id: 5, Hetu: OTHER, Lisatiedot: `Puoliso ${CODE}` },
			{ Id: 6, Hetu: OTHER, Puoliso: { Hetu: CODE } },
		);
		expect((await run([CODE])).json).toEqual([{ Id: 900, created: true }]);
	});

	it('is one although its row comes twice', async () => {
		finding({ Id: 5, Hetu: CODE }, { Id: 5, Hetu: CODE });
		expect((await run([CODE])).json).toEqual([{ Id: 5, created: false }]);
	});

	it.each<[string, object[], RegExp]>([
		[
			'several have the code',
			[
				{ Id: 11, Hetu: CODE },
				{ Id: 12, Hetu: CODE },
			],
			/^2 people have this identity code: IDs 11, 12 \[item 0\]$/,
		],
		[
			'several have no code',
			[
				{ Id: 11, Nimi: 'Äijö' },
				{ Id: 12, Nimi: 'Öhman' },
			],
			/^2 people may have this identity code: IDs 11, 12 \[item 0\]$/,
		],
		['its ID is missing', [{ Hetu: CODE }], /^Tampuuri found the person but returned no ID/],
	])('is not chosen when %s', async (_what, hits, message) => {
		finding(...hits);
		const { outputs } = await run([CODE]);
		expect(outputs[1]?.[0]?.json.error).toMatch(message);
		expect(created()).toEqual([]);
	});

	it('is the first of several with the code when told to, never of several without', async () => {
		finding({ Id: 11, Hetu: CODE }, { Id: 12, Hetu: CODE });
		expect((await run([CODE], { takeFirst: true })).json).toEqual([{ Id: 11, created: false }]);
		finding({ Id: 11 }, { Id: 12 });
		const { outputs } = await run([CODE], { takeFirst: true });
		expect(outputs[1]?.[0]?.json.error).toMatch(/^2 people may have/);
	});
});

describe('a person is created only when there is none', () => {
	it.each<[string, unknown, RegExp]>([
		['null', 'null', /is not a list/],
		['nothing', '', /is not a list/],
		['an error', { Message: 'Palvelu ei vastaa' }, /is not a list/],
		['a record with an empty list', { Id: 5, Parametrit: [] }, /is not a list/],
		['a web page', '<html></html>', /is not valid JSON/],
		[
			'a part of the list',
			{ Total: 445, Items: [{ Id: 5, Hetu: OTHER }] },
			/^Tampuuri returned only 1 of 445 people/,
		],
		[
			'an empty part of the list',
			{ Total: 445, Items: [] },
			/^Tampuuri returned only 0 of 445 people/,
		],
	])('not when the search returns %s', async (_what, body, message) => {
		responder.reply = () => ({ body });
		const { outputs } = await run([CODE]);
		expect(outputs[1]?.[0]?.json.error).toMatch(message);
		expect(created()).toEqual([]);
	});

	it.each([[{ Nimi: 'x' }], ['null'], ['']])('and its ID is needed: %p', async (body) => {
		responder.reply = (asked) => ({ body: isCreate(asked) ? body : [] });
		const { outputs } = await run([CODE]);
		expect(outputs[1]?.[0]?.json.error).toMatch(
			/^Tampuuri returned no ID for the person \(already done: the person was created\)/,
		);
	});

	it('not again after it was created without an ID', async () => {
		responder.reply = (asked) => ({ body: isCreate(asked) ? 'null' : [] });
		const { outputs } = await run([CODE, CODE]);
		expect(outputs[1]?.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('already done: the person was created'),
			expect.stringContaining('already done: the person was created'),
		]);
		expect(created()).toHaveLength(1);
	});

	it('not when its other values would be refused', async () => {
		finding();
		const { outputs } = await run([CODE], {}, { moreFields: '{"constructor":1}' });
		expect(outputs[1]).toHaveLength(1);
		expect(responder.asked).toEqual([]);
	});

	it('once for all items with its code', async () => {
		finding();
		const { json } = await run([CODE, OTHER, ` ${CODE.toLowerCase()} `, CODE]);
		expect(json).toEqual([
			{ Id: 900, created: true },
			{ Id: 901, created: true },
			{ Id: 900, created: false },
			{ Id: 900, created: false },
		]);
		expect(responder.asked).toHaveLength(4);
	});

	it('not again when it is there after all', async () => {
		responder.reply = (asked) => {
			if (isCreate(asked)) return { status: 500, body: 'x' };
			return { body: created().length === 0 ? [] : [{ Id: 7, Hetu: CODE }] };
		};
		const { json } = await run([CODE, CODE]);
		expect(json).toEqual([
			{ Id: 7, created: true },
			{ Id: 7, created: false },
		]);
		expect(created()).toHaveLength(1);
	});

	it('once more when it is not there', async () => {
		responder.reply = (asked) => {
			if (!isCreate(asked)) return { body: [] };
			return created().length === 1 ? { status: 500, body: 'x' } : { body: { Id: 8 } };
		};
		const { json, hints } = await run([CODE]);
		expect(json).toEqual([{ Id: 8, created: true }]);
		expect(hints.map(({ message }) => message).join()).toContain(
			'4 API calls used, including 1 retry',
		);
	});

	it('not again after its outcome was unknown', async () => {
		responder.reply = (asked) => {
			if (isCreate(asked)) return { status: 500, body: 'x' };
			return { body: created().length === 0 ? [] : 'null' };
		};
		const { outputs } = await run([CODE, CODE]);
		expect(outputs[1]).toHaveLength(2);
		for (const { json, error } of outputs[1] ?? []) {
			expect(json.error).toMatch(/^May have been created: Tampuuri could not process/);
			expect(error?.description).toContain('Search for the person in Tampuuri before');
		}
		expect(created()).toHaveLength(1);
	});

	it('by the next item after one was refused', async () => {
		responder.reply = (asked) => {
			if (!isCreate(asked)) return { body: [] };
			const first = created().length === 1;
			return first ? { status: 400, body: { Message: 'Puhelin' } } : { body: { Id: 7 } };
		};
		const { outputs } = await run([CODE, CODE]);
		expect(outputs[0]?.map(({ json }) => json)).toEqual([{ Id: 7, created: true }]);
		expect(outputs[1]?.[0]?.json.error).toContain('Puhelin');
	});
});

describe('against any register', () => {
	const hit = fc.record({
		Id: fc.integer({ min: 1, max: 6 }),
		code: fc.constantFrom(CODE, OTHER, 'x', null, undefined),
		key: fc.constantFrom('Henkilotunnus', 'Hetu', 'hetu'),
	});
	const rows = fc.array(
		hit.map(({ Id, code, key }) => ({ Id, ...(code === undefined ? {} : { [key]: code }) })),
		{ maxLength: 4 },
	);

	it('nobody is taken for another, and nobody is created who may be there', async () => {
		await fc.assert(
			fc.asyncProperty(rows, async (hits) => {
				responder.asked.length = 0;
				finding(...hits);
				const { json } = await run([CODE]);
				const codeOf = (row: object) =>
					Object.entries(row).find(([key]) => key !== 'Id')?.[1] as unknown;
				const ids = (wanted: (code: unknown) => boolean) => [
					...new Set(hits.filter((row) => wanted(codeOf(row))).map(({ Id }) => Id)),
				];
				const same = ids((code) => code === CODE);
				const unsure = ids((code) => code !== CODE && code !== OTHER);
				const candidates = same.length > 0 ? same : unsure;
				expect(created()).toHaveLength(candidates.length === 0 ? 1 : 0);
				const [only, ...others] = candidates;
				if (others.length > 0) return expect(json).toEqual([]);
				expect(json).toEqual([{ Id: only ?? 900, created: only === undefined }]);
			}),
			{ numRuns: runs(30) },
		);
	});
});
