import { describe, expect, it } from '@jest/globals';
import { Tampuuri } from '../../../dist/nodes/Tampuuri/Tampuuri.node.js';
import { TampuuriPollingTrigger } from '../../../dist/nodes/TampuuriPollingTrigger/TampuuriPollingTrigger.node.js';
import { TampuuriTrigger } from '../../../dist/nodes/TampuuriTrigger/TampuuriTrigger.node.js';

/** Where a description may have patterns that n8n tries when a workflow runs. */
const PATTERN = /"(validation|extractValue|regex)":/;

describe('n8n has no pattern to try, which takes more than its 250 ms on a busy machine', () => {
	it.each([new Tampuuri(), new TampuuriTrigger(), new TampuuriPollingTrigger()])(
		'for $description.displayName',
		({ description }) => {
			expect(JSON.stringify(description)).not.toMatch(PATTERN);
		},
	);
});
