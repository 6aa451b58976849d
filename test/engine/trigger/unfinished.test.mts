import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { runs } from '../../runs.mts';
import { forgetProcessedItems, loadPackage, type NodeTypes } from '../harness/index.mts';
import { deliver, notification } from './setUp.mts';

let nodeTypes: NodeTypes;
beforeAll(async () => {
	nodeTypes = await loadPackage();
});

const FAILS = "={{ $('No such node').item.json.x }}";

const delivery = fc.record({
	ids: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }),
	fails: fc.boolean(),
});

describe('When Workflow Finishes, with a window that is too small', () => {
	it('passes an event at every delivery until a run with it has succeeded', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 3 }),
				fc.array(delivery, { minLength: 4, maxLength: 14 }),
				async (window, deliveries) => {
					forgetProcessedItems();
					const parameters = { respond: 'lastNode', options: { window } };
					const done = new Set<unknown>();
					for (const { ids, fails } of deliveries) {
						const bundle = ids.map((id) => notification(id));
						const after = fails ? FAILS : 'passed';
						const outcome = await deliver(nodeTypes, bundle, { parameters, after });
						const passed = outcome.json('Trigger').map(({ referenceId }) => referenceId);
						expect(passed).toEqual(expect.arrayContaining(ids.filter((id) => !done.has(id))));
						if (outcome.status === 'success') ids.forEach((id) => done.add(id));
					}
				},
			),
			{ numRuns: runs(60) },
		);
	});
});
