import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import {
	inLine,
	ITEMS,
	loadPackage,
	runNode,
	runWorkflow,
	storeFile,
	type NodeTypes,
} from '../harness/index.mts';
import { TAMPUURI } from './setUp.mts';
import { Recorder } from './states/recorder.mts';

const recorder = new Recorder();
let nodeTypes: NodeTypes;
let item: INodeExecutionData;
beforeAll(async () => {
	await recorder.start();
	nodeTypes = await loadPackage();
	const content = Buffer.from('x');
	const data = await storeFile(content, { fileName: 'a.txt', mimeType: 'text/plain' });
	item = { json: {}, binary: { data } };
});
beforeEach(() => {
	recorder.content = '';
	recorder.take();
});
afterAll(async () => await recorder.stop());

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

async function run(parameters: INodeParameters) {
	const credentials = { tampuuriApi: recorder.credential };
	const { json, error } = await runNode(nodeTypes, {
		type: TAMPUURI,
		credentials,
		parameters,
		items: [item],
	});
	expect(error).toBeUndefined();
	return json;
}

const ofLease = { resource: 'lease', lease: byId('=5') };
const ofRequest = { resource: 'serviceRequest', serviceRequest: byId('={{ "5" }}') };

describe('a change puts out the ID of its record', () => {
	it.each<[INodeParameters, Record<string, number>]>([
		[{ ...ofRequest, operation: 'receive' }, { Id: 5 }],
		[{ ...ofRequest, operation: 'putOnHold' }, { Id: 5 }],
		[{ ...ofRequest, operation: 'markDone' }, { Id: 5 }],
		[{ ...ofRequest, operation: 'complete' }, { Id: 5 }],
		[{ ...ofLease, operation: 'update', updateFields: { hasPets: true } }, { Id: 5 }],
		[{ ...ofLease, operation: 'end', endDate: '5.11.2026' }, { Id: 5 }],
		[
			{ ...ofLease, operation: 'endCharge', chargeId: '7', endDate: '5.11.2026' },
			{ Id: 7, SopimusId: 5 },
		],
		[
			{
				resource: 'party',
				operation: 'update',
				party: byId('5'),
				updateFields: { phone: '040' },
			},
			{ Id: 5 },
		],
	])('%j', async (parameters, ids) => {
		expect(await run(parameters)).toEqual([{ ...ids, success: true }]);
	});

	it.each<[INodeParameters, Record<string, number>]>([
		[{ ...ofLease, operation: 'addCharge', chargeTypeId: 3, amount: 1 }, { SopimusId: 5 }],
		[
			{ resource: 'document', operation: 'addToLease', lease: byId('5'), binaryFields: 'data' },
			{ SopimusId: 5 },
		],
		[
			{
				resource: 'document',
				operation: 'addToProperty',
				property: byId('5'),
				category: 'x',
				binaryFields: 'data',
			},
			{ KohdeId: 5 },
		],
	])('beside its own: %j', async (parameters, ids) => {
		recorder.content = '{"Id":9}';
		expect(await run(parameters)).toEqual([{ ...ids, Id: 9 }]);
	});

	it('under the name that the Help page gives it, in a call of any operation', async () => {
		const json = await run({
			resource: 'anyOperation',
			operation: 'call',
			apiOperation: {
				__rl: true,
				mode: 'list',
				value: 'DELETE kohteet/{kohde_id}/lukot/{lukko}',
			},
			fields: {
				mappingMode: 'defineBelow',
				value: { 'kohde_id (path, integer)': '5', 'lukko (path, text)': 'ä' },
			},
		});
		expect(json).toEqual([{ kohde_id: 5, lukko: 'ä', success: true }]);
	});

	it('beside what Tampuuri says, which has the last word', async () => {
		recorder.content = '{"Id":9,"Tila":"tehty"}';
		expect(await run({ ...ofRequest, operation: 'receive' })).toEqual([
			{ Id: 9, Tila: 'tehty', success: true },
		]);
	});

	it('so that the next step needs no expression back', async () => {
		const step = (name: string, operation: string) => ({
			name,
			type: TAMPUURI,
			parameters: {
				resource: 'serviceRequest',
				operation,
				serviceRequest: byId('={{ $json.Id }}'),
			},
		});
		const { error } = await runWorkflow(nodeTypes, {
			nodes: [
				{ name: 'Start', type: ITEMS },
				step('Receive', 'receive'),
				step('Hold', 'putOnHold'),
				step('Done', 'markDone'),
			],
			connections: inLine('Start', 'Receive', 'Hold', 'Done'),
			startItems: [{ json: { Id: 5 } }],
			credentials: { tampuuriApi: recorder.credential },
		});
		expect(error).toBeUndefined();
		expect(recorder.take().map(({ path }) => path)).toEqual([
			'ilmoitukset/5/vastaanota',
			'ilmoitukset/5/odotukseen',
			'ilmoitukset/5/kuittaatehdyksi',
		]);
	});
});
