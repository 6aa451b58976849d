import { beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { N8nClient } from '../../demo/n8nClient.mts';
import { catalogue } from '../../dist/nodes/shared/catalogue/index.js';
import { signedIn } from './surroundings.mts';

const choices = z.object({ options: z.array(z.object({ value: z.string() })) });

describe('n8n has loaded the package', () => {
	let client: N8nClient;

	beforeAll(async () => {
		client = signedIn();
	});

	test('with the action node, which offers every resource of the catalogue', async () => {
		const node = (await client.nodeTypes()).find(
			({ name }) => name === 'n8n-nodes-tampuuri.tampuuri',
		);
		expect(node).toMatchObject({
			displayName: 'Tampuuri',
			credentials: [expect.objectContaining({ name: 'tampuuriApi' })],
		});
		const resource = node?.properties.find(({ name }) => name === 'resource');
		const offered = choices.parse(resource).options.map(({ value }) => value);
		expect(offered).toEqual(expect.arrayContaining(catalogue.map(({ value }) => value)));
	});

	test('with the node as a tool for AI agents', async () => {
		const names = (await client.nodeTypes()).map(({ name }) => name);
		expect(names).toContain('n8n-nodes-tampuuri.tampuuriTool');
	});

	test('with its credential, tied to the node', async () => {
		const types = await client.credentialTypes();
		const credential = types.find(({ name }) => name === 'tampuuriApi');
		expect(credential?.supportedNodes).toContain('n8n-nodes-tampuuri.tampuuri');
	});
});
