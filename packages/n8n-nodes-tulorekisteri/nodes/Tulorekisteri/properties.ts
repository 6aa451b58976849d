import type { INodeProperties } from 'n8n-workflow';

import { certificateCheck } from './operations/certificateCheck';
import { certificateGet } from './operations/certificateGet';
import { certificateRenew } from './operations/certificateRenew';
import { certificateRetrieveNew } from './operations/certificateRetrieveNew';
import { keyCreate } from './operations/keyCreate';
import { orderPlanReminders } from './operations/orderPlanReminders';
import { orderValidate } from './operations/orderValidate';
import { shownFor, type Operation } from './operations/operation';

/** All operations, in the order the editor lists them. */
export const operations: Operation[] = [
	certificateCheck,
	certificateGet,
	certificateRenew,
	certificateRetrieveNew,
	keyCreate,
	orderPlanReminders,
	orderValidate,
];

const RESOURCES = [
	{ name: 'Certificate (Varmenne)', value: 'certificate', firstOperation: 'check' },
	{ name: 'Key (Avain)', value: 'key', firstOperation: 'create' },
	{ name: 'Order (Tilaus)', value: 'order', firstOperation: 'validate' },
] as const;

const RESOURCE_PROPERTY: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: RESOURCES.map(({ name, value }) => ({ name, value })),
	default: 'certificate',
};

/** The node's parameters, put together from its operations. */
export const PROPERTIES: INodeProperties[] = [
	RESOURCE_PROPERTY,
	...RESOURCES.map(operationProperty),
	...operations.flatMap((operation) =>
		shownFor(operation.resource, operation.value, operation.properties),
	),
];

function operationProperty({ value, firstOperation }: (typeof RESOURCES)[number]): INodeProperties {
	const ofResource = operations.filter(({ resource }) => resource === value);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: ofResource.map((operation) => ({
			name: operation.name,
			value: operation.value,
			action: operation.action,
			description: operation.description,
		})),
		default: firstOperation,
	};
}
