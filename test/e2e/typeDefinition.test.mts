import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { INodeTypeDescription } from 'n8n-workflow';
import { z } from 'zod';
import { installedN8n } from '../../demo/n8nRuntime.mts';
import { Tampuuri } from '../../dist/nodes/Tampuuri/Tampuuri.node.js';
import { TampuuriPollingTrigger } from '../../dist/nodes/TampuuriPollingTrigger/TampuuriPollingTrigger.node.js';
import { TampuuriTrigger } from '../../dist/nodes/TampuuriTrigger/TampuuriTrigger.node.js';

/** It must not grow. Why it is not 60 000 and 1 300 is told in ARCHITECTURE.md. */
const MOST_CHARACTERS = 77_400;
const MOST_AN_OPERATION = 1_720;

const generator = z.object({ generateNodeTypeFile: z.function() });

/** What n8n shows of a community node to its AI builder and instance MCP (synthesize-type-def.js). */
function definitionOf(description: INodeTypeDescription): string {
	const { directory } = installedN8n();
	const load = createRequire(join(directory, 'node_modules', 'n8n', 'package.json'));
	const { generateNodeTypeFile } = generator.parse(load('@n8n/workflow-sdk'));
	const properties = description.properties.filter(({ type }) => type !== 'hidden');
	return z.string().parse(generateNodeTypeFile({ ...description, properties }));
}

describe("the type definition that n8n's AI builder reads", () => {
	const action = definitionOf(new Tampuuri().description);
	const operations = action.match(/^export type \w+Params = /gm) ?? [];

	test('of the action node has every operation, and is small', () => {
		expect(operations.length).toBeGreaterThan(30);
		expect(action.length).toBeLessThanOrEqual(MOST_CHARACTERS);
		expect(action.length / operations.length).toBeLessThanOrEqual(MOST_AN_OPERATION);
	});

	test.each([new TampuuriTrigger(), new TampuuriPollingTrigger()])(
		'of a trigger is small',
		({ description }) => {
			expect(definitionOf(description).length).toBeLessThanOrEqual(8_000);
		},
	);
});
