import { describe, expect, it } from '@jest/globals';
import { Workflow, type INodeParameters, type INodeType } from 'n8n-workflow';
import { Tampuuri } from '../../../dist/nodes/Tampuuri/Tampuuri.node.js';
import { TampuuriPollingTrigger } from '../../../dist/nodes/TampuuriPollingTrigger/TampuuriPollingTrigger.node.js';
import { TampuuriTrigger } from '../../../dist/nodes/TampuuriTrigger/TampuuriTrigger.node.js';
import { catalogue, offeredBy } from '../../../dist/nodes/shared/catalogue/index.js';

/** The line under a node's name, worked out as n8n's editor does; undefined when that fails. */
function subtitleOf(type: INodeType, parameters: INodeParameters): unknown {
	const node = {
		id: '1',
		name: 'Step',
		type: type.description.name,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters,
	};
	const nodeTypes = {
		getByName: () => type,
		getByNameAndVersion: () => type,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	return workflow.expression.getSimpleParameterValue(
		node,
		type.description.subtitle,
		'internal',
		{},
	);
}

const operations = catalogue.flatMap((resource) =>
	offeredBy(resource).map(([operation]) => ({ resource: resource.value, operation })),
);

describe('the subtitle of a step', () => {
	it.each([
		['serviceRequest', 'receive', 'Receive service request'],
		['serviceRequest', 'putOnHold', 'Put service request on hold'],
		['lease', 'getBalance', 'Get balance of lease'],
		['document', 'addToProperty', 'Add document to property'],
		['anyOperation', 'call', 'Call any API operation'],
	])('of %s %s is %p', (resource, operation, subtitle) => {
		expect(subtitleOf(new Tampuuri(), { resource, operation })).toBe(subtitle);
	});

	it.each(operations)('of $resource $operation is in words', (parameters) => {
		expect(subtitleOf(new Tampuuri(), parameters)).toMatch(/^[A-Z][a-z]+( [a-z-]+)+$/);
	});

	it('is empty of an operation there is none of', () => {
		expect(subtitleOf(new Tampuuri(), { resource: 'lease', operation: 'x' })).toBeFalsy();
	});
});

describe('the subtitle of the webhook trigger', () => {
	it.each<[string[] | string, string]>([
		[['*'], 'All events'],
		[['group:serviceRequest'], 'Any service request event'],
		[['IlmoitusUusi', 'group:lease'], 'Service request added, Any lease event'],
		['IlmoitusUusi', 'Service request added'],
		[['OsapuoliUusi'], 'OsapuoliUusi'],
		[[], ''],
	])('of the events %p is %p', (events, subtitle) => {
		expect(subtitleOf(new TampuuriTrigger(), { events })).toBe(subtitle);
	});
});

describe('the subtitle of the polling trigger', () => {
	it.each([
		['leasesEnding', 'Leases ending soon'],
		['newServiceRequests', 'New service requests'],
		['anyList', 'New rows in any list'],
	])('of the event %s is %p', (event, subtitle) => {
		expect(subtitleOf(new TampuuriPollingTrigger(), { event })).toBe(subtitle);
	});
});
