import { describe, expect, it } from '@jest/globals';
import { inLine, ITEMS, runWorkflow } from '../harness/index.mts';
import { everythingOf, itemsOf, setUp, TAMPUURI, WITHOUT_RETRIES } from './setUp.mts';

const tampuuri = setUp({ units: 60, sizes: { serviceRequests: 700 } });

const id = { __rl: true, mode: 'id', value: "={{ $('Open').item.json.Id }}" };
const step = (name: string, operation: string, additionalFields = {}, moreFields = '{}') => ({
	name,
	type: TAMPUURI,
	parameters: {
		resource: 'serviceRequest',
		operation,
		serviceRequest: id,
		additionalFields,
		moreFields,
	},
});

describe('a filter whose name is assumed', () => {
	it.each([
		[
			[
				{ KohdeId: 5, HuoneistoId: null },
				{ KohdeId: 1, HuoneistoId: '5' },
			],
			undefined,
		],
		[[{ Id: 7 }], undefined],
		[
			[{ KohdeId: 5 }, { KohdeId: 6 }, { KohdeId: null, HuoneistoId: 8 }],
			/^2 of 3 rows are of others/,
		],
	])('is noticed where rows contradict it: %j', async (rows, message) => {
		const body = rows.map((row, at) => ({ Id: at + 1, ...row }));
		tampuuri.simulator.faults.set({ action: { kind: 'status', status: 200, body } });
		const { json, hints, error } = await tampuuri.run({
			parameters: {
				resource: 'serviceRequest',
				operation: 'getAll',
				returnAll: true,
				filters: { property: { __rl: true, mode: 'id', value: '5' } },
			},
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(rows.length);
		const found = hints
			.map((one) => one.message)
			.filter((one) => one.includes('rows are of others'));
		expect(found).toEqual(message === undefined ? [] : [expect.stringMatching(message)]);
	});
});

describe('the maintenance flow', () => {
	it('takes an open service request to done, each step on the same one', async () => {
		const outcome = await runWorkflow(tampuuri.nodeTypes, {
			nodes: [
				{ name: 'Start', type: ITEMS },
				{
					name: 'Open',
					type: TAMPUURI,
					parameters: {
						resource: 'serviceRequest',
						operation: 'getAll',
						limit: 2,
						filters: { state: { __rl: true, mode: 'list', value: 'avoin' } },
					},
				},
				step('Receive', 'receive'),
				step('Hold', 'putOnHold', { comment: 'Varaosa on tilattu' }),
				step('Done', 'markDone', {}, '{"Tuntimäärä": 1.5}'),
			],
			connections: inLine('Start', 'Open', 'Receive', 'Hold', 'Done'),
			startItems: [{ json: {} }],
			credentials: tampuuri.credentials(),
		});
		expect(outcome.error).toBeUndefined();
		const opened = outcome.json('Open').map(({ Id }) => Id);
		expect(opened).toHaveLength(2);
		const changes = tampuuri.simulator.data.stateChanges;
		for (const serviceRequestId of opened) {
			const own = changes.filter((change) => change.serviceRequestId === serviceRequestId);
			expect(own.map(({ from, to }) => [from, to])).toEqual([
				['avoin', 'vastaanotettu'],
				['vastaanotettu', 'odottaa'],
				['odottaa', 'tehty'],
			]);
			expect(own.map(({ comment }) => comment)).toEqual([null, 'Varaosa on tilattu', null]);
			expect(own.map(({ body }) => body)).toEqual([
				{},
				{ Kommentti: 'Varaosa on tilattu' },
				{ Tuntimäärä: 1.5 },
			]);
		}
		expect(outcome.json('Done')).toEqual(opened.map((Id) => ({ Id, success: true })));
	});
});

describe('getting many', () => {
	const all = { resource: 'serviceRequest', operation: 'getAll', returnAll: true, simplify: false };
	const plain = { resource: 'serviceRequest', operation: 'getAll', simplify: false };

	it('gives every row once, in exactly ⌈N/250⌉ calls, and says what it cost', async () => {
		const { json, hints } = await tampuuri.run({ parameters: all });
		const total = 700;
		expect(json).toHaveLength(total);
		expect(new Set(json.map(({ Id }) => Id)).size).toBe(total);
		expect(tampuuri.simulator.calls.total).toBe(Math.ceil(total / 250));
		expect(hints.map(({ message }) => message)).toEqual([
			'3 API calls used: 0.033 € once your free calls are used up',
		]);
	});

	it('passes rows through untouched', async () => {
		const { json } = await tampuuri.run({ parameters: { ...plain, limit: 1 } });
		expect(Object.keys(json[0] ?? {})).toEqual(
			expect.arrayContaining(['TyötehtävänOtsikko', 'SuoritusaikaViimeistään', 'Kiinteistö']),
		);
	});

	it('says how many there are in all', async () => {
		const { json, hints } = await tampuuri.run({ parameters: { ...plain, limit: 50 } });
		expect(json).toHaveLength(50);
		expect(hints).toHaveLength(1);
		expect(hints[0]?.message).toMatch(
			/^Tampuuri has 700 matching rows in total\. \d+ API calls? used/,
		);
	});

	it('simplifies to the fields people look for', async () => {
		const { json } = await tampuuri.run({
			parameters: { resource: 'serviceRequest', operation: 'getAll', limit: 1 },
		});
		expect(Object.keys(json[0] ?? {}).length).toBeLessThanOrEqual(10);
		expect(json[0]).toHaveProperty('Id');
		expect(json[0]).not.toHaveProperty('IlmoittajanPuhelin');
	});

	it.each(['flat', 'metadata', 'lowerCase', 'lowerCaseMetadata', 'bare'] as const)(
		'reads every row from the envelope "%s"',
		async (envelope) => {
			tampuuri.simulator.configure({ envelope });
			const { json } = await tampuuri.run({ parameters: all });
			expect(new Set(json.map(({ Id }) => Id)).size).toBe(700);
			expect(json).toHaveLength(700);
		},
	);

	it('gives no row twice when one is inserted meanwhile, and says so', async () => {
		tampuuri.simulator.faults.set({ skip: 1, times: 'always', action: { kind: 'insertedRow' } });
		const { json, hints } = await tampuuri.run({ parameters: all });
		expect(new Set(json.map(({ Id }) => Id)).size).toBe(json.length);
		expect(hints.map(({ message }) => message).join()).toContain(
			'The list changed while it was being read',
		);
	});

	it('sends the filters under the names it guesses, or under those of the account', async () => {
		const filters = {
			contractor: { __rl: true, mode: 'id', value: '2000007' },
			state: { __rl: true, mode: 'value', value: 'tehty' },
		};
		await tampuuri.run({ parameters: { ...plain, limit: 5, filters } });
		await tampuuri.run({
			parameters: { ...plain, limit: 5, filters },
			credentials: tampuuri.credentials({
				accountProfile: JSON.stringify({
					version: 1,
					checkedAt: '2026-11-25',
					names: {
						'serviceRequest.getAll.state': 'IlmoituksenTila',
						'serviceRequest.getAll.offset': 'Sivu.Alku',
					},
				}),
			}),
		});
		expect(tampuuri.simulator.requestLog.entries.map(({ body }) => body)).toEqual([
			{ TyonsuorittajaId: 2000007, Tila: 'tehty', Offset: 0, Limit: 5 },
			{ TyonsuorittajaId: 2000007, IlmoituksenTila: 'tehty', Sivu: { Alku: 0 }, Limit: 5 },
		]);
	});
});

describe('faults of the service', () => {
	const browse = { resource: 'serviceRequest', operation: 'getAll', limit: 1 };
	const create = {
		resource: 'serviceRequest',
		operation: 'create',
		costCentre: { __rl: true, mode: 'id', value: '1' },
		title: 'Hana vuotaa',
		taskDescription: 'Keittiön hana vuotaa',
	};
	const costCentre = () => {
		const { properties } = tampuuri.simulator.data;
		return { ...create, costCentre: { __rl: true, mode: 'id', value: String(properties.idAt(0)) } };
	};

	it('are retried for reads and counted', async () => {
		tampuuri.simulator.faults.set({
			times: 2,
			action: { kind: 'status', status: 503, retryAfter: 0 },
		});
		const { json, hints } = await tampuuri.run({ parameters: browse });
		expect(json).toHaveLength(1);
		expect(tampuuri.simulator.calls.total).toBe(3);
		expect(hints.at(-1)?.message).toBe(
			'Tampuuri has 700 matching rows in total. 3 API calls used, including 2 retries: 0.033 € once your free calls are used up',
		);
	});

	it.each([
		{ kind: 'status', status: 503, retryAfter: 0, afterHandling: true },
		{ kind: 'status', status: 429, retryAfter: 0 },
		{ kind: 'cut', when: 'beforeHandling' },
		{ kind: 'cut', when: 'beforeResponse' },
		{ kind: 'cut', when: 'midBody' },
	] as const)('never make a write go out twice: %p', async (action) => {
		tampuuri.simulator.faults.set({ times: 'always', action });
		const outcome = await tampuuri.run({
			parameters: costCentre(),
			onError: 'continueErrorOutput',
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
		});
		expect(tampuuri.simulator.calls.total).toBe(1);
		expect(outcome.outputs[1]).toHaveLength(1);
		const { description } = outcome.outputs[1]?.[0]?.error ?? {};
		if (!('status' in action && action.status === 429)) {
			expect(description).toContain('its outcome is unknown');
		}
	});

	it.each([
		[{ kind: 'htmlErrorPage', status: 502 }, /could not process the request: Bad Gateway/],
		[{ kind: 'badJson' }, /is not valid JSON/],
		[{ kind: 'truncatedJson' }, /is not valid JSON/],
		[{ kind: 'emptyBody' }, /is not a list/],
		[{ kind: 'nullBody' }, /is not a list/],
		[{ kind: 'plainString', text: 'hei' }, /is not a list/],
		[
			{ kind: 'status', status: 500 },
			/could not process the request: Object reference|could not process the request: /,
		],
		[{ kind: 'status', status: 401 }, /rejected the API key, user name or password/],
		[{ kind: 'redirect', location: 'https://elsewhere.test/x' }, /redirects to elsewhere\.test/],
	] as const)('are told in words: %p', async (action, message) => {
		tampuuri.simulator.faults.set({ times: 'always', action });
		const outcome = await tampuuri.run({
			parameters: browse,
			credentials: tampuuri.credentials(WITHOUT_RETRIES),
		});
		expect(outcome.error?.message).toMatch(message);
		expect(outcome.error?.description).toContain('POST ilmoitukset/selaa');
		for (const secret of Object.values(tampuuri.simulator.account.values)) {
			expect(everythingOf(outcome)).not.toContain(secret);
		}
	});

	it('end reading at once when Tampuuri asks for a longer wait than allowed', async () => {
		tampuuri.simulator.faults.set({
			times: 'always',
			action: { kind: 'status', status: 503, retryAfter: 90 },
		});
		const { outputs } = await tampuuri.run({
			parameters: { ...browse, options: { concurrency: 1 } },
			credentials: tampuuri.credentials({ timeoutAndRetries: 'custom', longestWait: '30' }),
			items: itemsOf({}, {}, {}),
			onError: 'continueErrorOutput',
		});
		expect(tampuuri.simulator.calls.total).toBe(1);
		expect(outputs[1]).toHaveLength(3);
		for (const { error } of outputs[1] ?? []) {
			expect(error?.description).toContain(
				'Tampuuri asks to wait 90 seconds, but the longest wait allowed is 30 seconds. Run the workflow later, or increase Longest Wait in the credential.',
			);
		}
	});

	it('end at once when the run is stopped during a wait', async () => {
		tampuuri.simulator.faults.set({
			times: 'always',
			action: { kind: 'status', status: 503, retryAfter: 25 },
		});
		const stop = new AbortController();
		const running = tampuuri.run({ parameters: browse, signal: stop.signal });
		while (tampuuri.simulator.calls.total === 0) await new Promise(setImmediate);
		stop.abort();
		expect((await running).status).toBe('canceled');
		expect(tampuuri.simulator.calls.total).toBe(1);
	});

	const hundred = itemsOf(...Array.from({ length: 100 }, (_, index) => ({ index })));
	const oneBad = () => ({
		...costCentre(),
		title: '={{ $json.index === 42 ? "" : "Hana " + $json.index }}',
	});

	it('of one item in a hundred stop the run there', async () => {
		const { error } = await tampuuri.run({ parameters: oneBad(), items: hundred });
		expect(error?.message).toBe('Title (Otsikko) is empty [item 42]');
		expect(tampuuri.simulator.calls.total).toBe(42);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'of one item in a hundred leave the others done (%s)',
		async (onError) => {
			const { outputs } = await tampuuri.run({ parameters: oneBad(), items: hundred, onError });
			const failed = outputs.flat().filter(({ error }) => error !== undefined);
			expect(failed.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 42 }]);
			expect(failed[0]?.json).toEqual({ error: 'Title (Otsikko) is empty [item 42]' });
			expect(outputs.flat()).toHaveLength(100);
			expect(outputs[0]).toHaveLength(onError === 'continueErrorOutput' ? 99 : 100);
			expect(tampuuri.simulator.calls.total).toBe(99);
		},
	);
});
