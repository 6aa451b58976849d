import { describe, expect, it } from '@jest/globals';
import { Tampuuri } from '../../../dist/nodes/Tampuuri/Tampuuri.node.js';
import { TampuuriPollingTrigger } from '../../../dist/nodes/TampuuriPollingTrigger/TampuuriPollingTrigger.node.js';
import { TampuuriTrigger } from '../../../dist/nodes/TampuuriTrigger/TampuuriTrigger.node.js';

const nodes = [new Tampuuri(), new TampuuriTrigger(), new TampuuriPollingTrigger()].map(
	({ description }) => description,
);
const ids = nodes.map(({ name }) => `n8n-nodes-tampuuri.${name}`);

describe.each(nodes)('the hint of $name for those that build by AI', ({ name, builderHint }) => {
	it('says in few words, Finnish among them, what the node is for', () => {
		expect(builderHint?.searchHint).toMatch(/vikailmoitu/);
		expect(builderHint?.searchHint).toMatch(/vuokrasopimus/);
		expect(builderHint?.searchHint?.length).toBeLessThan(500);
	});

	it('names nodes that exist, and not itself', () => {
		const related = builderHint?.relatedNodes?.map(({ nodeType }) => nodeType) ?? [];
		expect(related.length).toBeGreaterThan(0);
		expect(ids).toEqual(expect.arrayContaining(related));
		expect(related).not.toContain(`n8n-nodes-tampuuri.${name}`);
	});
});
