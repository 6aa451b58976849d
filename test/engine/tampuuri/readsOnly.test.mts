import { describe, expect, it } from '@jest/globals';
import type { INodeExecutionData } from 'n8n-workflow';
import { catalogue, isComposite, offeredBy } from '../../../dist/nodes/shared/catalogue/index.js';
import { REQUEST, runNode, storeFile } from '../harness/index.mts';
import { sampleParameters } from './sampleParameters.mts';
import { setUp } from './setUp.mts';

const tampuuri = setUp({ units: 1000 });
const FILE = Buffer.from('Pöytäkirja');

async function itemWithFile(): Promise<INodeExecutionData> {
	const data = await storeFile(FILE, { fileName: 'pöytäkirja.txt', mimeType: 'text/plain' });
	return { json: {}, binary: { data } };
}

const writesSeen = () =>
	tampuuri.simulator.requestLog.entries.filter(
		({ method, path }) => method !== 'GET' && !/(selaa|hae)$/.test(path),
	);

const offered = catalogue.flatMap((resource) =>
	offeredBy(resource)
		// What only an account's profile names is tried with one, in accountLists.
		.filter(([, row]) => !(isComposite(row) && row.steps.length === 0))
		.map(([name, operation]) => ({ resource, name, operation })),
);
describe('a credential that allows reads only', () => {
	const readsOnly = () => tampuuri.credentials({ allowedCalls: 'readsOnly' });

	it.each(
		offered.map(
			({ resource, name, operation }) =>
				[`${resource.value} ${name}`, resource, name, operation] as const,
		),
	)('changes nothing by %s, and reads as ever', async (_what, resource, name, operation) => {
		const parameters = sampleParameters(
			resource.value,
			name,
			operation,
			tampuuri.simulator.data,
			0,
		);
		const items = [await itemWithFile()];
		const outcome = await tampuuri.run({ parameters, items, credentials: readsOnly() });
		expect(outcome.error).toBeUndefined();
		expect(writesSeen()).toEqual([]);
		if (operation.access === 'write') return;
		const usual = await tampuuri.run({ parameters, items });
		expect(outcome.json).toEqual(usual.json);
	});

	it('keeps what was read of a list when the Call Budget ends it', async () => {
		const parameters = {
			resource: 'serviceRequest',
			operation: 'getAll',
			returnAll: true,
			options: { callBudget: 1 },
		};
		const outcome = await tampuuri.run({ parameters, credentials: readsOnly() });
		const usual = await tampuuri.run({ parameters });
		expect(usual.json.at(-1)?.notDone).toMatch(/the first \d+ rows were read/);
		expect(outcome.json).toEqual(usual.json);
		expect(outcome.hints).toEqual(usual.hints);
	});

	const calls = offered.flatMap(({ operation }) => (isComposite(operation) ? [] : [operation]));
	it.each([true, false])(
		'refuses every change of another node (older function: %j)',
		async (older) => {
			for (const { method, path, access } of calls) {
				const options = {
					method,
					url: `${tampuuri.simulator.url}${path.replace(/\{[^}]+\}/g, '1')}`,
					...(method === 'GET' || method === 'DELETE' ? {} : { body: {}, json: true }),
				};
				const outcome = await runNode(tampuuri.nodeTypes, {
					type: REQUEST,
					parameters: { credentialType: 'tampuuriApi', older, options: JSON.stringify(options) },
					credentials: readsOnly(),
				});
				const refused = JSON.stringify(outcome.error ?? {}).includes('Reads Only');
				expect([method, path, refused]).toEqual([method, path, access === 'write']);
			}
			expect(writesSeen()).toEqual([]);
		},
	);
});
