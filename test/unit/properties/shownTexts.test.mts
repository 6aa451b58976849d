import { describe, expect, it } from '@jest/globals';
import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { TampuuriApi } from '../../../dist/credentials/TampuuriApi.credentials.js';
import { TampuuriWebhookApi } from '../../../dist/credentials/TampuuriWebhookApi.credentials.js';
import { Tampuuri } from '../../../dist/nodes/Tampuuri/Tampuuri.node.js';
import { TampuuriPollingTrigger } from '../../../dist/nodes/TampuuriPollingTrigger/TampuuriPollingTrigger.node.js';
import { TampuuriTrigger } from '../../../dist/nodes/TampuuriTrigger/TampuuriTrigger.node.js';

const descriptions = [Tampuuri, TampuuriPollingTrigger, TampuuriTrigger].map(
	(Node): [string, INodeTypeDescription] => [Node.name, new Node().description],
);
const triggers = descriptions.filter(([, { group }]) => group.includes('trigger'));

/** The property whose options n8n's node panel offers as triggers. */
function eventsOf({ properties }: INodeTypeDescription): INodeProperties | undefined {
	return properties.find(({ displayName }) => ['Event', 'Trigger On'].includes(displayName));
}

/** Every description in a part of a node's or credential's description. */
function descriptionsIn(value: unknown): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
		key === 'description' && typeof inner === 'string' ? [inner] : descriptionsIn(inner),
	);
}

const parts: Array<[string, unknown]> = [
	...descriptions,
	...[TampuuriApi, TampuuriWebhookApi].map((Credential): [string, unknown] => [
		Credential.name,
		new Credential().properties,
	]),
];

/** Every text and JSON to type in that is no password, with all that is inside. */
function freeTextsIn(value: unknown): INodeProperties[] {
	if (typeof value !== 'object' || value === null) return [];
	const one = value as INodeProperties;
	const isFree = ['string', 'json'].includes(one.type) && one.typeOptions?.password !== true;
	return [
		...(isFree && 'default' in one ? [one] : []),
		...Object.values(value).flatMap(freeTextsIn),
	];
}

describe('what the editor shows', () => {
	it.each(parts)('%s: each free text has an example in it', (_, part) => {
		const texts = freeTextsIn(part);
		expect(texts.length).toBeGreaterThan(0);
		expect(
			texts.filter(({ placeholder = '' }) => placeholder === '').map(({ name }) => name),
		).toEqual([]);
	});

	it.each(parts)('%s: only a description of several sentences ends in a full stop', (_, part) => {
		const texts = descriptionsIn(part);
		expect(texts.length).toBeGreaterThan(0);
		expect(texts.filter((text) => text.endsWith('.') !== /[.?] [A-Z]/.test(text))).toEqual([]);
	});

	it.each(descriptions)('%s: notices hold no HTML but what n8n lets pass', (_, description) => {
		const notices = description.properties.filter(({ type }) => type === 'notice');
		const tags = notices.flatMap(({ displayName }) =>
			[...displayName.matchAll(/<\/?(\w+)/g)].map(([, tag]) => tag),
		);
		expect(tags.filter((tag) => !['a', 'li', 'ul'].includes(tag ?? ''))).toEqual([]);
	});

	it.each(triggers)('%s: each event is a sentence in the node panel', (_, description) => {
		const options = eventsOf(description)?.options ?? [];
		expect(options.length).toBeGreaterThan(0);
		for (const option of options) {
			expect(option).toHaveProperty('action', expect.stringMatching(/^On [a-z ]+$/));
		}
	});

	it('asks for a credential before the fields, where one of them depends on a field', () => {
		const { properties } = new TampuuriTrigger().description;
		const shown = properties.filter(({ type }) => type !== 'notice');
		expect(shown[0]?.type).toBe('credentials');
	});

	it('says More Filters of a list and More Fields of what is sent', () => {
		const more = new Tampuuri().description.properties.filter(({ name }) => name === 'moreFields');
		const labels = more.map(({ displayName, displayOptions }) => ({
			displayName,
			isList: displayOptions?.show?.operation?.includes('getAll'),
		}));
		expect(labels).toEqual(
			expect.arrayContaining([
				{ displayName: 'More Filters', isList: true },
				{ displayName: 'More Fields', isList: false },
			]),
		);
		expect(new Set(labels.map((label) => JSON.stringify(label))).size).toBe(2);
	});
});
