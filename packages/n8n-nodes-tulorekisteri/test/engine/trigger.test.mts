import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PollContext } from 'n8n-core';
import {
	Workflow,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
} from 'n8n-workflow';

import { additionalDataFor } from '../../../../test/engine/harness/executionData.mts';
import { loadPackage, type NodeTypes } from '../../../../test/engine/harness/index.mts';
import { StandIn } from '../../standin/server.mts';
import { PACKAGE_FOLDER } from '../fixtures/fixtures.mts';
import { CREDENTIAL, credentialEndingIn, emptyCredential, TRIGGER } from './credential.mts';

let nodeTypes: NodeTypes;
let standIn: StandIn;
beforeAll(async () => {
	nodeTypes = await loadPackage(PACKAGE_FOLDER);
	standIn = await StandIn.start({ packageFolder: PACKAGE_FOLDER });
}, 60_000);
afterAll(async () => await standIn.stop());

const DAY = 24 * 60 * 60 * 1000;

/** Polls as n8n does: a new workflow object each time, static data as it was saved. */
async function poll(
	parameters: INode['parameters'],
	credential: ICredentialDataDecryptedObject,
	staticData: IDataObject,
	mode: 'trigger' | 'manual' = 'trigger',
) {
	const node: INode = {
		id: 'trigger',
		name: 'Trigger',
		type: TRIGGER,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { [CREDENTIAL]: { id: CREDENTIAL, name: 'stored' } },
	};
	const workflow = new Workflow({
		id: 'w',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		staticData,
		settings: { timezone: 'Europe/Helsinki' },
	});
	const additionalData = additionalDataFor(nodeTypes, { [CREDENTIAL]: credential });
	const context = new PollContext(
		workflow,
		workflow.getNode('Trigger') ?? node,
		additionalData,
		mode,
		'init',
	);
	const result = await nodeTypes.getByNameAndVersion(TRIGGER).poll?.call(context);
	const saved: IDataObject = JSON.parse(JSON.stringify(workflow.staticData));
	return {
		items: result?.[0]?.map(({ json }) => json) ?? result,
		saved,
		changed: workflow.staticData.__dataChanged === true,
	};
}

describe('the certificate trigger', () => {
	const parameters = { event: 'certificate' };

	test('fires once for a threshold, over a restart too', async () => {
		const credential = await credentialEndingIn(standIn, 59.9);
		const first = await poll(parameters, credential, {});
		expect(first.items).toEqual([
			expect.objectContaining({
				event: 'certificateExpiring',
				threshold: 60,
				missedThresholds: [],
				daysLeft: 59,
				customerId: '0123456-7',
			}),
		]);
		expect(first.changed).toBe(true);
		expect(JSON.stringify(first.items)).not.toContain('PRIVATE KEY');
		const second = await poll(parameters, credential, first.saved);
		expect(second.items).toBeNull();
	});

	test('says nothing while there is time', async () => {
		const { items, changed } = await poll(parameters, await credentialEndingIn(standIn, 61), {});
		expect({ items, changed }).toEqual({ items: null, changed: false });
	});

	test('fires again for the certificate that took its place', async () => {
		const { saved } = await poll(parameters, await credentialEndingIn(standIn, 0.5), {});
		const { items } = await poll(parameters, await credentialEndingIn(standIn, 13), saved);
		expect(items).toEqual([expect.objectContaining({ threshold: 14, missedThresholds: [60, 30] })]);
	});

	test('fires for what is chosen only', async () => {
		const { items } = await poll(
			{ ...parameters, certificateDays: [0] },
			await credentialEndingIn(standIn, 3),
			{},
		);
		expect(items).toBeNull();
		const expired = await poll(
			{ ...parameters, certificateDays: [0] },
			await credentialEndingIn(standIn, -3),
			{},
		);
		expect(expired.items).toEqual([
			expect.objectContaining({ event: 'certificateExpired', threshold: 0 }),
		]);
	});

	test('shows the present state in a manual test, and remembers nothing', async () => {
		const { items, changed } = await poll(
			parameters,
			await credentialEndingIn(standIn, 400),
			{},
			'manual',
		);
		expect(items).toEqual([
			expect.objectContaining({ event: 'certificateExpiring', status: 'valid' }),
		]);
		expect(changed).toBe(false);
		const today = await poll(parameters, await credentialEndingIn(standIn, 29.5), {}, 'manual');
		expect(today.items).toEqual([
			expect.objectContaining({ threshold: 30, missedThresholds: [60] }),
		]);
	});

	test('says what is wrong with the credential', async () => {
		await expect(poll(parameters, emptyCredential(standIn), {})).rejects.toThrow(
			'has no certificate',
		);
	});

	test.each([['nothing'], [{ about: 1 }], [{ about: 'x', threshold: 'y' }], [null]])(
		'survives a damaged memory: %j',
		async (memory) => {
			const credential = await credentialEndingIn(standIn, 5);
			const { items } = await poll(parameters, credential, {
				'node:Trigger': { certificate: memory },
			});
			expect(items).toHaveLength(1);
		},
	);
});

describe('the transfer codes trigger', () => {
	const sentDaysAgo = (days: number) => ({
		event: 'transferCodes',
		codesSentAt: new Date(Date.now() - days * DAY).toISOString(),
	});

	test('fires once for a threshold', async () => {
		const parameters = sentDaysAgo(12.5);
		const first = await poll(parameters, emptyCredential(standIn), {});
		expect(first.items).toEqual([
			expect.objectContaining({
				event: 'transferCodesLapsing',
				threshold: 3,
				missedThresholds: [7],
				daysLeft: 1,
			}),
		]);
		expect((await poll(parameters, emptyCredential(standIn), first.saved)).items).toBeNull();
	});

	test('says when they have lapsed', async () => {
		const { items } = await poll(sentDaysAgo(15), emptyCredential(standIn), {});
		expect(items).toEqual([
			expect.objectContaining({ event: 'transferCodesLapsed', threshold: 0 }),
		]);
	});

	test('refuses what is no date', async () => {
		await expect(
			poll({ event: 'transferCodes', codesSentAt: 'soon' }, emptyCredential(standIn), {}),
		).rejects.toThrow('is not a date');
	});
});
