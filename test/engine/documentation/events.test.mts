import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { blocksOf } from '../../documentation/pages.mts';
import { forgetProcessedItems, loadPackage, type NodeTypes } from '../harness/index.mts';
import { deliver } from '../trigger/setUp.mts';

let nodeTypes: NodeTypes;
beforeAll(async () => {
	nodeTypes = await loadPackage();
});
beforeEach(() => forgetProcessedItems());

/** What a page leaves out of an event. */
const SHORTENED = ['eventKey', 'raw'];

describe('an event as the documentation shows it', () => {
	it.each(blocksOf('json event'))('comes out of the trigger ($file:$line)', async ({ content }) => {
		const shown = JSON.parse(content) as IDataObject;
		const sent = {
			Action: shown.action,
			Account: shown.account,
			ReferenceId: shown.referenceId,
			ReferenceSecondaryId: shown.referenceSecondaryId,
			ReferenceData: shown.referenceData,
			ReferenceJson: JSON.stringify(shown.referenceJson),
			Timestamp: shown.timestamp,
		};
		const bundle = { Attempts: shown.attempts, Notifications: [sent] };
		const [event = {}] = (await deliver(nodeTypes, bundle)).json('Trigger');
		expect(Object.keys(event)).toEqual(Object.keys(shown));
		expect(event).toMatchObject(
			Object.fromEntries(Object.entries(shown).filter(([key]) => !SHORTENED.includes(key))),
		);
		expect(event).toMatchObject({ eventKey: expect.any(String), raw: sent });
	});
});
