import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { projectFolder } from '../../../tools/projectFolder.js';
import { finnishTwin, textsOf } from '../../../tools/templates/finnishTwin.js';

const node = z
	.object({
		id: z.string(),
		name: z.string(),
		type: z.string(),
		parameters: z.object({}).passthrough(),
	})
	.passthrough();
const workflow = z
	.object({ name: z.string(), nodes: z.array(node), connections: z.record(z.unknown()) })
	.passthrough();

function readJson(...path: readonly string[]): unknown {
	return JSON.parse(readFileSync(join(projectFolder, ...path), 'utf8'));
}

const files = globSync('templates/*.json', { cwd: projectFolder }).map((file) => basename(file));

/** What differs between a workflow and its twin: texts, IDs and the addresses that callers use. */
function skeletonOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(skeletonOf);
	if (typeof value === 'string') return 'a text';
	if (typeof value !== 'object' || value === null) return value;
	return Object.entries(value).map(([key, one]) => [key, skeletonOf(one)]);
}

describe.each(files)('templates/fi/%s', (file) => {
	const english = workflow.parse(readJson('templates', file));
	const texts = z.record(z.string()).parse(readJson('tools/templates/finnish', file));
	const finnish = workflow.parse(readJson('templates/fi', file));

	test('is what the English one and its texts make', () => {
		expect(finnish).toEqual(finnishTwin(english, texts));
	});

	test('has every text in Finnish, and no text that is gone', () => {
		expect(Object.keys(texts).sort()).toEqual([...textsOf(english)].sort());
		const same = Object.entries(texts).filter(([text, twin]) => text === twin);
		expect(same.map(([text]) => text).filter((text) => text.includes('\n'))).toEqual([]);
	});

	test('does the same with the same steps', () => {
		const stepsOf = ({ nodes }: typeof english) =>
			nodes.map(({ type, position, parameters }) => ({
				type,
				position,
				parameters: skeletonOf(parameters),
			}));
		expect(stepsOf(finnish)).toEqual(stepsOf(english));
		expect(Object.values(finnish.connections).map(skeletonOf)).toEqual(
			Object.values(english.connections).map(skeletonOf),
		);
	});

	test('can be published beside it', () => {
		const idsOf = ({ nodes }: typeof english) =>
			nodes.flatMap(({ id, webhookId }) => [id, ...(webhookId === undefined ? [] : [webhookId])]);
		expect(idsOf(finnish).filter((id) => idsOf(english).includes(id))).toEqual([]);
		expect(new Set(idsOf(finnish)).size).toBe(idsOf(english).length);
	});

	test('names in its notes the steps that it has', () => {
		const steps = english.nodes.map(({ name }) => name);
		for (const [text, twin] of Object.entries(texts)) {
			const named = [...text.matchAll(/\*([^*\n]+)\*/g)].map(([, name = '']) => name);
			for (const name of named.filter((one) => steps.includes(one))) {
				expect(twin).toContain(`*${texts[name]}*`);
			}
		}
	});
});
