import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { mentionsPlaceholder } from '../../../dist/nodes/shared/api/placeholder.js';
import { callAsTool, inLine, ITEMS, runWorkflow } from '../harness/index.mts';
import { setUp, TAMPUURI } from './setUp.mts';

const tampuuri = setUp({ units: 40 });

const writesSeen = () =>
	tampuuri.simulator.requestLog.entries.filter(
		({ method, path }) => method !== 'GET' && !/(selaa|hae)$/.test(path),
	);

const withOption = (parameters: INodeParameters, more: IDataObject): INodeParameters =>
	({ ...parameters, options: { ...Object(parameters.options), ...more } }) as INodeParameters;

const personParameters = (more: IDataObject = {}): INodeParameters =>
	({
		resource: 'person',
		operation: 'create',
		additionalFields: { firstName: 'Säde', lastName: 'Lähteenkorva' },
		options: {},
		...more,
	}) as INodeParameters;

describe('a preview', () => {
	it('checks what a real run checks', async () => {
		const parameters = (preview: boolean) =>
			withOption(
				{ resource: 'lease', operation: 'end', lease: '3000001', endDate: 'maybe' },
				preview ? { preview } : {},
			);
		const [shown, real] = [
			await tampuuri.run({ parameters: parameters(true) }),
			await tampuuri.run({ parameters: parameters(false) }),
		];
		expect(shown.error?.message).toBe(real.error?.message);
		expect(shown.error).toBeDefined();
	});

	it.each([null, '', 'nonsense', 0, 'true'])(
		'is not left out by an expression giving %j',
		async (value) => {
			const parameters = personParameters({ options: { preview: '={{ $json.value }}' } });
			const { json, error } = await tampuuri.run({ parameters, items: [{ json: { value } }] });
			expect(error).toBeUndefined();
			expect(json[0]?.preview).toBeDefined();
			expect(writesSeen()).toEqual([]);
		},
	);

	it.each([false, 'false'])('is off with %j', async (value) => {
		const parameters = personParameters({ options: { preview: '={{ $json.value }}' } });
		const { json } = await tampuuri.run({ parameters, items: [{ json: { value } }] });
		expect(json[0]?.preview).toBeUndefined();
		expect(writesSeen()).toHaveLength(1);
	});

	it('masks identity codes, whatever the options', async () => {
		const parameters = personParameters({
			additionalFields: { lastName: 'Testi', identityCode: '010180-923V' },
			options: { preview: true, maskIdentityCodes: false },
		});
		const outcome = await tampuuri.run({ parameters });
		expect(outcome.error).toBeUndefined();
		expect(JSON.stringify(outcome.json)).not.toContain('923V');
		expect(JSON.stringify(outcome.json)).toContain('******-****');
	});

	it('does not send what a person took for a read, or a change by any path', async () => {
		const parameters = {
			resource: 'anyOperation',
			operation: 'call',
			method: 'POST',
			apiOperation: { __rl: true, mode: 'path', value: 'sopimukset/3000001/paatasopimus' },
			body: '{"b":1,"a":"ä"}',
			access: 'read',
			options: {},
		} as INodeParameters;
		const { json, error, hints } = await tampuuri.run({
			parameters,
			credentials: tampuuri.credentials({ allowedCalls: 'readsOnly' }),
		});
		expect(error).toBeUndefined();
		expect(json[0]?.preview).toMatch(/^Nothing was changed\./);
		expect(hints[0]?.message).toMatch(/^Preview: 1 change would be made, 1 call, 0\.01 €\./);
		expect(json[0]).toMatchObject({
			path: 'sopimukset/3000001/paatasopimus',
			body: { b: 1, a: 'ä' },
		});
		expect(tampuuri.simulator.requestLog.entries).toEqual([]);
	});

	it('keeps within the Call Budget, as a real run does', async () => {
		const items = [1, 2, 3].map((value) => ({ json: { value } }));
		const parameters = personParameters({ options: { preview: true, callBudget: 2 } });
		const { json, hints } = await tampuuri.run({ parameters, items });
		expect(json.filter(({ preview }) => preview !== undefined)).toHaveLength(2);
		expect(json[2]).toEqual({ notDone: 'Call Budget of 2 reached. Not done: create a person' });
		expect(hints.map(({ message }) => message)).toContain(
			'Preview: 2 changes would be made, 2 calls, 0.02 €. A preview changes nothing.',
		);
	});

	it('of one item makes nothing of another that is real', async () => {
		const parameters = {
			resource: 'person',
			operation: 'findOrCreate',
			identityCode: '010180-923V',
			additionalFields: { lastName: 'Testi' },
			options: { preview: '={{ $json.preview }}' },
		} as INodeParameters;
		const items = [true, false, true].map((preview) => ({ json: { preview } }));
		const { json, error, hints } = await tampuuri.run({ parameters, items });
		expect(error).toBeUndefined();
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^Changed in Tampuuri: Create a person \(ID \d+\)$/),
			'Preview: 1 change would be made, 2 calls, 0.02 €. A preview changes nothing.',
			'3 API calls used: 0.033 € once your free calls are used up',
		]);
		expect(writesSeen()).toHaveLength(1);
		expect(mentionsPlaceholder(JSON.stringify(json[0]))).toBe(true);
		expect(json[1]).toEqual({ Id: expect.any(Number), created: true });
		expect(mentionsPlaceholder(JSON.stringify(json[1]))).toBe(false);
	});

	it('says so to an AI model', async () => {
		for (const way of ['invoke', 'engineRequest'] as const) {
			const { result } = await callAsTool(tampuuri.nodeTypes, {
				type: TAMPUURI,
				way,
				parameters: personParameters({ options: { preview: true } }),
				credentials: tampuuri.credentials(),
			});
			expect(String(result)).toContain('Nothing was changed. A real run would send this');
		}
		expect(writesSeen()).toEqual([]);
	});

	it('gives each record a placeholder that survives a workflow', async () => {
		const readsOnly = tampuuri.credentials({ allowedCalls: 'readsOnly' });
		const step = (name: string, parameters: INodeParameters) => ({
			name,
			type: TAMPUURI,
			parameters,
		});
		const id = (value: string) => ({ __rl: true, mode: 'id', value });
		const outcome = await runWorkflow(tampuuri.nodeTypes, {
			nodes: [
				{ name: 'Items', type: ITEMS },
				step('Person', personParameters()),
				step('Lease', {
					resource: 'lease',
					operation: 'create',
					tenant: id('={{ Number(String($json.Id)) }}'),
					unit: id('1000013'),
					startDate: '2027-01-01',
				}),
				step('Charge', {
					resource: 'lease',
					operation: 'addCharge',
					lease: id('={{ `${$json.Id}` }}'),
					chargeTypeId: 1,
					amount: 895.5,
				}),
				step('Read', { resource: 'lease', operation: 'get', lease: id('={{ $json.SopimusId }}') }),
			],
			connections: inLine('Items', 'Person', 'Lease', 'Charge', 'Read'),
			startItems: [{ json: {} }, { json: {} }],
			credentials: readsOnly,
		});
		expect(outcome.error).toBeUndefined();
		const people = outcome.json('Person').map(({ Id }) => Id);
		const leases = outcome.json('Lease').map(({ Id }) => Id);
		expect(new Set([...people, ...leases]).size).toBe(4);
		expect(outcome.json('Lease').map(({ body }) => (body as IDataObject).OsapuoliId)).toEqual(
			people,
		);
		expect(outcome.json('Charge').map(({ path }) => path)).toEqual(
			leases.map((lease) => `sopimukset/${String(lease)}/maksulajit/lisaa`),
		);
		expect(outcome.json('Read')).toMatchObject(
			leases.map((lease) => ({ Id: lease, preview: expect.stringMatching(/^Nothing was read/) })),
		);
		expect(tampuuri.simulator.requestLog.entries).toEqual([]);
	});
});

describe('after real changes', () => {
	it('a hint lists operations and IDs, and no more than help', async () => {
		const items = Array.from({ length: 30 }, () => ({ json: {} }));
		const { json, hints } = await tampuuri.run({ parameters: personParameters(), items });
		const ids = json.map(({ Id }) => Id);
		expect(hints[0]?.message).toBe(
			`Changed in Tampuuri: 30 × Create a person (ID ${ids.slice(0, 20).join(', ')} and 10 more)`,
		);
	});

	it('lists both changes of a composite, and what any operation changed by its path', async () => {
		const [open] = [
			...tampuuri.simulator.data.serviceRequests.browse({ states: ['avoin'] }).slice(0, 1),
		];
		const complete = await tampuuri.run({
			parameters: {
				resource: 'serviceRequest',
				operation: 'complete',
				serviceRequest: String(open?.id),
			},
		});
		expect(complete.hints[0]?.message).toBe(
			`Changed in Tampuuri: Receive a service request (ID ${open?.id}), Mark a service request done (ID ${open?.id})`,
		);
		const any = await tampuuri.run({
			parameters: {
				resource: 'anyOperation',
				operation: 'call',
				method: 'PATCH',
				apiOperation: { __rl: true, mode: 'path', value: 'sopimukset/3000001' },
				body: '{"Optio":true}',
			},
		});
		expect(any.hints[0]?.message).toBe('Changed in Tampuuri: PATCH sopimukset/3000001');
	});

	it('says nothing when nothing was changed', async () => {
		const { hints } = await tampuuri.run({
			parameters: { resource: 'serviceRequest', operation: 'getAll' },
		});
		expect(hints.map(({ message }) => message).join()).not.toMatch(/Changed|Preview/);
	});
});
