import { describe, expect, it } from '@jest/globals';
import { callAsTool } from '../harness/index.mts';
import { setUpResponder } from './responder.mts';
import { itemsOf, setUp, TAMPUURI } from './setUp.mts';

const tampuuri = setUp({ units: 30, sizes: { serviceRequests: 1100 } });

const responder = setUpResponder();

const browse = (options = {}, fields = {}) => ({
	resource: 'serviceRequest',
	operation: 'getAll',
	simplify: false,
	...fields,
	options,
});
const person = (options = {}) => ({
	resource: 'person',
	operation: 'getAll',
	searchWord: 'Äijö',
	options,
});
const withCode = {
	kind: 'status',
	status: 200,
	body: [{ Id: 1, Henkilotunnus: '010180-923A', Muut: [{ Hetu: '020290-9331' }] }],
} as const;
const messages = (hints: ReadonlyArray<{ message: string }>) => hints.map(({ message }) => message);

describe('the cost of a run', () => {
	it('is told once, with its price on the chosen plan', async () => {
		const { hints } = await tampuuri.run({
			parameters: browse({}, { returnAll: true }),
			credentials: tampuuri.credentials({ plan: 'normal' }),
			items: itemsOf({}, {}),
		});
		expect(messages(hints)).toEqual([
			'10 API calls used: 0.090 € once your free calls are used up',
		]);
	});

	it('stays within the budget: what was read is kept, and what is missing is said', async () => {
		const { json, hints, error } = await tampuuri.run({
			parameters: browse({ callBudget: 3, concurrency: 1 }, { returnAll: true }),
			items: itemsOf({}, {}),
		});
		expect(error).toBeUndefined();
		expect(tampuuri.simulator.calls.total).toBe(3);
		expect(json.filter(({ Id }) => Id !== undefined)).toHaveLength(750);
		expect(json.slice(750)).toEqual([
			{
				notDone: expect.stringMatching(
					/^Call Budget of 3 reached\. Not finished: .*first 750 rows/,
				),
			},
			{ notDone: expect.stringMatching(/^Call Budget of 3 reached\. Not done: get many/) },
		]);
		expect(messages(hints)[0]).toMatch(/^Call Budget of 3 reached at item 0 of 2\./);
	});

	it('counts retries against the budget', async () => {
		tampuuri.simulator.faults.set({
			times: 'always',
			action: { kind: 'status', status: 503, retryAfter: 0 },
		});
		await tampuuri.run({ parameters: browse({ callBudget: 2 }) });
		expect(tampuuri.simulator.calls.total).toBe(2);
	});

	it('can be shared by identical reads, not by different ones', async () => {
		const items = itemsOf({ word: 'Äijö' }, { word: 'Öhman' }, { word: 'Äijö' });
		const parameters = { ...person({ reuseReads: true }), searchWord: '={{ $json.word }}' };
		const { hints } = await tampuuri.run({ parameters, items });
		expect(tampuuri.simulator.calls.total).toBe(2);
		expect(messages(hints)).toEqual(['2 API calls used: 0.022 € once your free calls are used up']);
		await tampuuri.run({ parameters: { ...parameters, options: {} }, items });
		expect(tampuuri.simulator.calls.total).toBe(5);
	});
});

describe('hints', () => {
	it('stay few however many items there are', async () => {
		const { hints } = await tampuuri.run({
			parameters: { resource: 'party', operation: 'getByIds', partyIds: '={{ $json.unknown }}' },
			items: itemsOf(
				...Array.from({ length: 30 }, (_, index) => ({ unknown: 999_999_990 + (index % 10) })),
			),
		});
		expect(messages(hints)).toHaveLength(7);
		expect(messages(hints).slice(-2)).toEqual([
			'5 more hints like these',
			'30 API calls used: 0.330 € once your free calls are used up',
		]);
	});
});

describe('personal identity codes', () => {
	it('pass through to the output, unless they are to be masked', async () => {
		tampuuri.simulator.faults.set({ times: 2, action: withCode });
		const plain = await tampuuri.run({ parameters: person() });
		expect(plain.json).toEqual(withCode.body);
		const masked = await tampuuri.run({ parameters: person({ maskIdentityCodes: true }) });
		expect(masked.json).toEqual([
			{ Id: 1, Henkilotunnus: '******-****', Muut: [{ Hetu: '******-****' }] },
		]);
	});

	it('stay out of errors, hints and logs', async () => {
		tampuuri.simulator.faults.set({
			action: { kind: 'status', status: 400, body: { Message: 'Henkilöä 010180-923A ei löydy' } },
		});
		const { error, hints, log } = await tampuuri.run({
			parameters: { ...person(), searchWord: '={{ $json.code }}' },
			items: itemsOf({ code: '010180-923A' }),
		});
		expect(error?.message).toContain('Henkilöä ******-**** ei löydy');
		expect(JSON.stringify([error?.message, error?.description, hints, log])).not.toContain(
			'010180-923A',
		);
	});
});

describe('JSON nested very deep', () => {
	const deep = (text: string) =>
		`${text.repeat(6_000)}1${(text === '[' ? ']' : '}').repeat(6_000)}`;

	it.each(['[', '{"A":'])('is refused in words (%s)', async (text) => {
		responder.reply = () => ({ body: deep(text) });
		const { error } = await tampuuri.run({
			parameters: person({ maskIdentityCodes: true }),
			credentials: tampuuri.credentials({ ownAddress: responder.url }),
		});
		expect(error?.message).toMatch(/^Tampuuri's response is not JSON of at most 100 levels/);
	});

	it.each(['[', '{"A":', '{"ModelState":{"A":[['])('in an error is quoted (%s)', async (text) => {
		responder.reply = () => ({ status: 400, body: deep(text) });
		const { error } = await tampuuri.run({
			parameters: person(),
			credentials: tampuuri.credentials({ ownAddress: responder.url }),
		});
		expect(error?.message).toContain(`Tampuuri rejected the values: ${text}${text}`);
	});
});

describe('ids asked for and not returned', () => {
	it('are named as long as they are few', async () => {
		const unknown = Array.from({ length: 1_234 }, (_, index) => 900_000_000 + index);
		const { hints } = await tampuuri.run({
			parameters: { resource: 'party', operation: 'getByIds', partyIds: unknown.join() },
		});
		expect(messages(hints)[0]).toBe(
			`Not returned because archived or unknown: ${unknown.slice(0, 20).join(', ')} and 1 214 more`,
		);
	});

	it('are listed in a hint', async () => {
		const { data } = tampuuri.simulator;
		const known = data.parties.idAt(0);
		const { json, hints } = await tampuuri.run({
			parameters: {
				resource: 'party',
				operation: 'getByIds',
				partyIds: `${known}, 999999998, 999999999`,
			},
		});
		expect(json.map(({ Id }) => Id)).toEqual([known]);
		expect(messages(hints)[0]).toBe(
			'Not returned because archived or unknown: 999999998, 999999999',
		);
	});
});

/** All that a model learns of a call: a result, or the message of the error it ended with. */
const toldTo = ({ result, outcome }: Awaited<ReturnType<typeof callAsTool>>) =>
	[result, outcome.error?.message, outcome.runData.Tool?.at(-1)?.error?.message].join('\n');

describe.each(['invoke', 'engineRequest'] as const)('as an AI tool (%s)', (way) => {
	const resultOf = async (parameters: object, changes: Record<string, string> = {}) => {
		const { result } = await callAsTool(tampuuri.nodeTypes, {
			type: TAMPUURI,
			parameters: parameters as never,
			credentials: tampuuri.credentials(changes),
			onError: 'continueRegularOutput',
			way,
		});
		return { text: JSON.stringify(result) };
	};

	it('responds simplified, bounded, and without identity codes', async () => {
		tampuuri.simulator.faults.set({ action: withCode });
		expect((await resultOf(person())).text).not.toContain('010180-923A');
		const { text } = await resultOf(browse());
		expect(text).toContain('TyötehtävänOtsikko');
		expect(text).not.toContain('IlmoittajanPuhelin');
	});

	it('responds with one page at most, even when told to return all, and says so', async () => {
		const { text } = await resultOf(
			browse({}, { returnAll: true, output: 'selectedFields', selectedFields: 'Id' }),
		);
		expect(text.match(/Id/g)).toHaveLength(250);
		expect(text).toContain('These are the first 250 rows. ');
		expect(text).toContain('Tampuuri has 1 100 matching rows in total');
		expect(tampuuri.simulator.calls.total).toBe(1);
	});

	it.each(['simplified', 'raw'])(
		'responds briefly, and says how to see more (%s)',
		async (output) => {
			const { text } = await resultOf(browse({}, { returnAll: true, output }));
			expect(Buffer.byteLength(text)).toBeLessThan(12_000);
			const rows = text.split('TyötehtävänOtsikko').length - 1;
			expect(rows).toBeGreaterThan(2);
			expect(text).toContain(`Only the first ${rows} of 250 rows are shown. `);
			expect(text).toContain('1 100 matching rows');
		},
	);

	it.each<[string, Record<string, unknown>, RegExp]>([
		['a long text', { Id: 1, Teksti: 'ä'.repeat(90_000) }, /Id.*ääää.*cut: Teksti\. Select fewer/],
		[
			'a long text of line breaks and quotes',
			{ Teksti: '"a"\n'.repeat(20_000), Id: 1 },
			/Id.*a.*a.*a.*cut: Teksti\. Select fewer/,
		],
		[
			'many texts before the ID',
			Object.fromEntries([
				...Array.from({ length: 900 }, (_, n) => [`Teksti${n}`, 'ä'.repeat(40)]),
				['Id', 717171],
			]),
			/717171/,
		],
		[
			'many texts',
			Object.fromEntries(Array.from({ length: 900 }, (_, n) => [`Teksti${n}`, 'ä'.repeat(40)])),
			/cut: Teksti\d+, .* …\. Select fewer/,
		],
		[
			'a long list',
			{ Id: 1, Rivit: Array.from({ length: 5_000 }, (_, n) => ({ Id: n })) },
			/cut: Rivit\. Select fewer/,
		],
	])('cuts what is too long, and says so: %s', async (_what, row, notice) => {
		responder.reply = () => ({ body: [row, { Id: 2 }] });
		const { text } = await resultOf(person(), { ownAddress: responder.url });
		expect(Buffer.byteLength(text)).toBeLessThan(10_000);
		expect(text).toContain('Only the first 1 of 2 rows are shown.');
		expect(text).toMatch(notice);
	});

	it('says that a list is empty', async () => {
		responder.reply = () => ({ body: [] });
		const { text } = await resultOf(person(), { ownAddress: responder.url });
		expect(text).toContain('No rows were found.');
	});

	it('passes on what a person is told in hints', async () => {
		const { text } = await resultOf({
			resource: 'party',
			operation: 'getByIds',
			partyIds: '999999998',
		});
		expect(text).toContain('Not returned because archived or unknown: 999999998');
	});

	it('responds with a record and nothing else when that is all', async () => {
		responder.reply = () => ({ body: { Id: 5 } });
		const { text } = await resultOf(
			{
				resource: 'property',
				operation: 'get',
				property: { __rl: true, mode: 'id', value: '5' },
			},
			{ ownAddress: responder.url },
		);
		expect(text).not.toContain('notice');
	});

	it('responds with the fields selected, in any letter case', async () => {
		const { text } = await resultOf(
			browse({}, { output: 'selectedFields', selectedFields: 'TILA', limit: 1 }),
		);
		expect(text).toMatch(/Id.*Tila/);
		expect(text).not.toContain('TyötehtävänOtsikko');
		const nothing = await resultOf(
			browse({}, { output: 'selectedFields', selectedFields: 'Nimi', limit: 1 }),
		);
		expect(nothing.text).toContain('The rows have none of the selected fields.');
	});

	it('responds with the fields selected', async () => {
		const { text } = await resultOf(
			browse({}, { output: 'selectedFields', selectedFields: 'Id, Tila', limit: 1 }),
		);
		expect(text).toContain('Tila');
		expect(text).not.toContain('TyötehtävänOtsikko');
	});

	it.each(['continueRegularOutput', 'stopWorkflow'] as const)(
		'learns all that an error says, so that it neither guesses nor creates again (%s)',
		async (onError) => {
			const { data } = tampuuri.simulator;
			const create = async (status: number, body: object) => {
				tampuuri.simulator.faults.set({ action: { kind: 'status', status, body } });
				const called = callAsTool(tampuuri.nodeTypes, {
					type: TAMPUURI,
					parameters: {
						resource: 'serviceRequest',
						operation: 'create',
						costCentre: { __rl: true, mode: 'id', value: String(data.properties.idAt(0)) },
						title: 'Hana',
						taskDescription: 'Vuotaa',
						allowChangesByAi: true,
					},
					credentials: tampuuri.credentials(),
					onError,
					way,
				});
				return toldTo(await called);
			};
			const refused = await create(400, {
				Message: 'Virhe',
				ModelState: { 'request.Otsikko': ['Liian lyhyt: 010180-923A'] },
			});
			expect(refused).toContain('request.Otsikko: Liian lyhyt: ******-****');
			expect(refused).toContain('POST ilmoitukset/lisaa returned 400.');
			expect(await create(500, {})).toContain(
				'The change was sent once, but its outcome is unknown',
			);
		},
	);

	it('learns of an error in words', async () => {
		tampuuri.simulator.faults.set({ action: { kind: 'status', status: 404 } });
		const { text } = await resultOf({
			resource: 'property',
			operation: 'get',
			property: { __rl: true, mode: 'id', value: '5' },
		});
		expect(text).toContain('Tampuuri could not find the record');
	});
});

describe('an AI agent', () => {
	it('is told what the node does', async () => {
		const { description } = await callAsTool(tampuuri.nodeTypes, {
			type: TAMPUURI,
			parameters: browse({}, { limit: 1 }) as never,
			credentials: tampuuri.credentials(),
		});
		expect(String(description)).toMatch(/service requests/i);
	});
});
