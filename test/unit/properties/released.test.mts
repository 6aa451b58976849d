import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { Tampuuri } from '../../../dist/nodes/Tampuuri/Tampuuri.node.js';
import { TampuuriPollingTrigger } from '../../../dist/nodes/TampuuriPollingTrigger/TampuuriPollingTrigger.node.js';
import { TampuuriTrigger } from '../../../dist/nodes/TampuuriTrigger/TampuuriTrigger.node.js';
import released from './released.json' with { type: 'json' };

type Option = NonNullable<INodeProperties['options']>[number];

const nodes = [new Tampuuri(), new TampuuriTrigger(), new TampuuriPollingTrigger()];
const isProperty = (option: Option): option is INodeProperties => 'type' in option;

/** What a stored workflow holds of a choice: its value, where the option has one. */
function choicesIn({ name, options = [] }: INodeProperties): string[] {
	return options.flatMap((option) =>
		'value' in option ? [`${name}=${String(option.value)}`] : [],
	);
}

/** Everything by which a stored workflow calls a property or a choice. */
function namesIn(properties: readonly INodeProperties[], prefix = ''): string[] {
	return properties.flatMap((property) => {
		const path = `${prefix}${property.name}`;
		const inside =
			property.type === 'collection'
				? namesIn((property.options ?? []).filter(isProperty), `${path}.`)
				: choicesIn(property).map((choice) => `${prefix}${choice}`);
		return [path, ...inside];
	});
}

describe('what was released of a node', () => {
	it.each(nodes.map(({ description }) => description))(
		'is still there in $name',
		({ name, properties }) => {
			const names = new Set(namesIn(properties));
			const expected: readonly string[] = (released as Record<string, string[]>)[name] ?? [];
			expect(expected).not.toHaveLength(0);
			expect(expected.filter((one) => !names.has(one))).toEqual([]);
		},
	);
});
