import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { loadPackage, Polling, type NodeTypes } from '../harness/index.mts';
import { Recorder } from '../tampuuri/states/recorder.mts';

const recorder = new Recorder();
let nodeTypes: NodeTypes;
beforeAll(async () => {
	await recorder.start();
	nodeTypes = await loadPackage();
});
beforeEach(() => {
	recorder.content = undefined;
	recorder.take();
});
afterAll(async () => await recorder.stop());

/** What one poll asks for, or why it does not ask. */
async function asked(parameters: INodeParameters) {
	const polling = new Polling(nodeTypes, {
		type: 'n8n-nodes-tampuuri.tampuuriPollingTrigger',
		parameters: { emitExisting: true, ...parameters },
		credentials: { tampuuriApi: recorder.credential },
	});
	const error = await polling.poll().then(
		() => undefined,
		(thrown: Error) => thrown.message,
	);
	const all = recorder.take().map(({ path, query, body }) => ({ path, query, body }));
	// The first poll reads the list twice.
	const requests = all.slice(0, Math.ceil(all.length / 2));
	expect(all).toEqual([...requests, ...requests]);
	return { error, requests };
}

const PAGE = { Offset: 0, Limit: 250 };
const OPEN: NodeParameterValueType = { __rl: true, mode: 'list', value: 'avoin' };
const NOTHING: NodeParameterValueType[] = [
	'',
	'={{ null }}',
	'={{ undefined }}',
	'={{ "  " }}',
	{ mode: 'list', value: '' },
	{ __rl: true, mode: 'list', value: '' },
	{ __rl: true, mode: 'id', value: '={{ null }}' },
	'={{ ({ mode: "list", value: "" }) }}',
];

describe('the fields of the polling trigger', () => {
	it('ask for open service requests when nothing was touched', async () => {
		const { error, requests } = await asked({});
		expect(error).toBeUndefined();
		expect(requests).toEqual([
			{ path: 'ilmoitukset/selaa', query: {}, body: { Tila: 'avoin', ...PAGE } },
		]);
	});

	it.each(NOTHING)('ask for all states and contractors when these are %j', async (value) => {
		const { error, requests } = await asked({
			event: 'newServiceRequests',
			state: value,
			filters: { contractor: value, property: value, moreFieldsJson: '{}' },
		});
		expect(error).toBeUndefined();
		expect(requests.map(({ body }) => body)).toEqual([PAGE]);
	});

	it.each<[NodeParameterValueType, unknown]>([
		[{ mode: 'id', value: '5' }, 5],
		['={{ 5 }}', 5],
		['={{ " 5 " }}', 5],
		[{ __rl: true, mode: 'id', value: '={{ "5" }}' }, 5],
	])('ask for the contractor %j', async (contractor, id) => {
		const { requests } = await asked({ state: OPEN, filters: { contractor } });
		expect(requests.map(({ body }) => body)).toEqual([
			{ TyonsuorittajaId: id, Tila: 'avoin', ...PAGE },
		]);
	});

	it.each<[INodeParameters, RegExp]>([
		[{ filters: { contractor: '={{ 0 }}' } }, /^Contractor \(Työnsuorittaja\) is not an ID/],
		[{ filters: { property: '={{ false }}' } }, /^Property \(Kohde\) is not an ID/],
		[{ state: '={{ ({ a: 1 }) }}' }, /^State \(Tila\) is not text/],
		[{ filters: { moreFieldsJson: '[]' } }, /^More Fields \(JSON\) has the wrong shape/],
		[{ options: { concurrency: 2.5 } }, /^Concurrency must be a whole number/],
		[{ options: { concurrency: '={{ [3] }}' } }, /^Concurrency must be a whole number/],
		[{ options: { callBudget: '={{ true }}' } }, /^Call Budget must be a whole number/],
		[{ event: 'leasesEnding', leaseIds: '' }, /Lease IDs \(Sopimukset\) is empty/],
		[{ event: 'leasesEnding', leaseIds: '={{ [] }}' }, /Lease IDs \(Sopimukset\) is empty/],
		[{ event: 'leasesEnding', leaseIds: '={{ [null] }}' }, /Lease IDs \(Sopimukset\) is empty/],
		[{ event: 'leasesEnding', leaseIds: '5', days: '' }, /^Days must be a whole number/],
		[{ event: 'leasesEnding', leaseIds: '5', days: '={{ null }}' }, /^Days must be a whole number/],
		[{ event: 'leasesEnding', leaseIds: '5', days: '={{ true }}' }, /^Days must be a whole number/],
		[
			{ event: 'changedDocuments', documentType: '={{ null }}' },
			/Document Type \(Tyyppi\) is empty/,
		],
		[{ event: 'changedDocuments', documentType: '={{ true }}' }, /^Document Type .* single word/],
	])('are refused unsent: %j', async (parameters, message) => {
		const { error, requests } = await asked(parameters);
		expect(error).toMatch(message);
		expect(requests).toEqual([]);
	});

	it.each(['', ' ', '3', '={{ null }}', '={{ " " }}', '={{ "3" }}', 3])(
		'take Concurrency %j as usual or as a number',
		async (concurrency) => {
			const { error, requests } = await asked({ options: { concurrency, callBudget: '' } });
			expect(error).toBeUndefined();
			expect(requests).toHaveLength(1);
		},
	);

	it.each(['', '={{ null }}'])('leave out the attachment type %j', async (attachmentType) => {
		const { error, requests } = await asked({
			event: 'changedDocuments',
			documentType: 'Kohde',
			filters: { attachmentType },
		});
		expect(error).toBeUndefined();
		expect(Object.keys(requests[0]?.query ?? {})).toEqual(['AikaleimaAlku', 'Offset', 'Limit']);
	});
});
