import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import {
	forgetProcessedItems,
	loadPackage,
	runWorkflow,
	type NodeTypes,
} from '../harness/index.mts';
import { call, credentials, deliver, notification, TRIGGER } from './setUp.mts';

let nodeTypes: NodeTypes;
beforeAll(async () => {
	nodeTypes = await loadPackage();
});
beforeEach(() => forgetProcessedItems());

/** Runs what a call started, as a worker does that has not received the call. */
async function hintsInWorker(parameters: INodeParameters, mode: WorkflowExecuteMode = 'webhook') {
	const { items } = await call(nodeTypes, [notification(1)]);
	const outcome = await runWorkflow(nodeTypes, {
		nodes: [{ name: 'In a Worker', type: TRIGGER, parameters }],
		connections: {},
		startItems: items ?? [],
		credentials,
		mode,
	});
	return outcome.hints('In a Worker').map(({ message }) => message);
}

const WARNING = expect.stringContaining('This n8n has workers');

describe('a worker', () => {
	it('warns that it may take events with it when Tampuuri has its response', async () => {
		expect(await hintsInWorker({})).toEqual([WARNING]);
		expect(await hintsInWorker({ respond: 'onReceived' })).toContainEqual(WARNING);
	});

	it('does not warn when Tampuuri delivers again, nor in a test', async () => {
		expect(await hintsInWorker({ respond: 'lastNode' })).toEqual([]);
		expect(await hintsInWorker({}, 'manual')).not.toContainEqual(WARNING);
	});

	it('is not the process that received the call', async () => {
		const outcome = await deliver(nodeTypes, [notification(1)]);
		expect(outcome.hints('Trigger')).toEqual([]);
	});
});
