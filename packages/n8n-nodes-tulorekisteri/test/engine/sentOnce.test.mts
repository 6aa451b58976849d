import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import {
	forgetProcessedItems,
	loadPackage,
	runNode,
	type NodeTypes,
	type WorkflowNode,
} from '../../../../test/engine/harness/index.mts';
import { StandIn } from '../../standin/server.mts';
import { PACKAGE_FOLDER } from '../fixtures/fixtures.mts';
import { CREDENTIAL, credentialEndingIn, NODE } from './credential.mts';

let nodeTypes: NodeTypes;
let standIn: StandIn;
beforeAll(async () => {
	nodeTypes = await loadPackage(PACKAGE_FOLDER);
	standIn = await StandIn.start({ packageFolder: PACKAGE_FOLDER });
}, 60_000);
afterAll(async () => await standIn.stop());
beforeEach(() => {
	forgetProcessedItems();
	standIn.service.journal.length = 0;
	standIn.service.daysAhead = 0;
	standIn.misbehaviour = undefined;
});

describe('a renewal', () => {
	const renewing = async (
		credential: ICredentialDataDecryptedObject,
		retries: Pick<WorkflowNode, 'retryOnFail' | 'maxTries' | 'waitBetweenTries'> = {},
	) => {
		const { json } = await runNode(nodeTypes, {
			type: NODE,
			parameters: { resource: 'key', operation: 'create' },
			credentials: { [CREDENTIAL]: credential },
		});
		return async () =>
			await runNode(nodeTypes, {
				type: NODE,
				parameters: {
					resource: 'certificate',
					operation: 'renew',
					certificateRequest: String(json[0]?.certificateRequest),
				},
				credentials: { [CREDENTIAL]: credential },
				...retries,
			});
	};
	const renewals = () =>
		standIn.service.journal.filter(({ operation }) => operation === 'renewCertificate');

	test('is sent once under Retry On Fail, and the last error still names the retrieval ID', async () => {
		const credential = await credentialEndingIn(standIn, 30);
		standIn.misbehaviour = 'otherSigner';
		const run = await renewing(credential, { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 });
		const { error } = await run();
		expect(renewals()).toHaveLength(1);
		expect(error?.message).toMatch(/retrieval ID [0-9a-f]{32}/);
	}, 60_000);

	test('is sent once by later executions, which are told its retrieval ID', async () => {
		const credential = await credentialEndingIn(standIn, 30);
		const first = await (await renewing(credential))();
		const { error } = await (await renewing(credential))();
		expect(renewals()).toHaveLength(1);
		expect(error?.message).toContain(`retrieval ID ${String(first.json[0]?.retrievalId)}`);
	}, 60_000);

	test('is sent once by executions side by side', async () => {
		const credential = await credentialEndingIn(standIn, 30);
		const runs = [await renewing(credential), await renewing(credential)];
		const outcomes = await Promise.all(runs.map(async (run) => await run()));
		expect(renewals()).toHaveLength(1);
		expect(outcomes.filter(({ error }) => error)).toHaveLength(1);
	}, 60_000);

	test('that the service refused may be sent again', async () => {
		const credential = await credentialEndingIn(standIn, 30);
		standIn.service.daysAhead = -100;
		await (
			await renewing(credential)
		)();
		standIn.service.daysAhead = 0;
		expect((await (await renewing(credential))()).json[0]).toMatchObject({ outcome: 'requested' });
	}, 60_000);
});
