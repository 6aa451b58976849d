import { describe, expect, it } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';
import { EVENTS } from '../../../dist/nodes/TampuuriPollingTrigger/events/index.js';
import { TampuuriPollingTrigger } from '../../../dist/nodes/TampuuriPollingTrigger/TampuuriPollingTrigger.node.js';

const { description, methods } = new TampuuriPollingTrigger();
const optionsOf = ({ options = [] }: INodeProperties) =>
	options.filter((option): option is INodeProperties => 'type' in option);
const all = description.properties.flatMap((property) => [property, ...optionsOf(property)]);

describe("the polling trigger's fields", () => {
	it('offer every event there is', () => {
		const event = description.properties.find(({ name }) => name === 'event');
		const values = (event?.options ?? []).map((option) => 'value' in option && option.value);
		expect([...values].sort()).toEqual(EVENTS.map(({ value }) => value).sort());
	});

	it('search only by methods the node has', () => {
		const searches = all
			.flatMap(({ modes = [] }) => modes)
			.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);
		expect(searches.length).toBeGreaterThan(0);
		for (const search of searches) expect(methods.listSearch).toHaveProperty(search);
	});

	it('fit the budget of a node description', () => {
		expect(JSON.stringify(description).length).toBeLessThan(300_000);
		expect(description.properties.length).toBeLessThan(300);
	});

	it('name no event in their conditions that is none', () => {
		const shown = all.flatMap(({ displayOptions }) => [
			...(displayOptions?.show?.event ?? []),
			...(displayOptions?.show?.['/event'] ?? []),
		]);
		const known = EVENTS.map(({ value }) => value);
		expect(shown.length).toBeGreaterThan(0);
		expect(shown.filter((event) => !known.includes(String(event)))).toEqual([]);
	});
});
