import type { INodeProperties } from 'n8n-workflow';

import { readMoment } from '../../shared/dates/moment';
import { validateOrder } from '../../shared/order/validateOrder';
import type { Operation } from './operation';
import { CODES_SENT_PROPERTY, textParameter } from '../parameters';

const PROPERTIES: INodeProperties[] = [
	{
		displayName: 'Environment',
		name: 'environment',
		type: 'options',
		options: [
			{ name: 'Production', value: 'production' },
			{ name: 'Test', value: 'test' },
		],
		default: 'production',
		description: 'Test uses artificial business IDs, whose check digits are wrong',
	},
	{
		displayName: 'Customer ID',
		name: 'customerId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 1234567-1',
		description: 'The business ID (Y-tunnus) of the organisation',
	},
	{
		displayName: 'Customer Name',
		name: 'customerName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Esimerkki Oy',
		description: "The organisation's name",
	},
	{
		displayName: 'Contact Name',
		name: 'contactName',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Terttu Testaaja',
		description: 'The technical contact (tekninen yhteyshenkilö), a person',
	},
	{
		displayName: 'Contact Email',
		name: 'contactEmail',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. terttu.testaaja@example.com',
		description: 'Where the transfer codes and the renewal reminder are sent',
	},
	{
		displayName: 'Contact Phone',
		name: 'contactPhone',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. +35840 1234 567',
		description: 'With country code. Receives the PIN that opens the secure e-mail.',
	},
	CODES_SENT_PROPERTY,
];

/** Checks what a person is about to type into the order form. Asks nobody: ordering has no interface. */
export const orderValidate: Operation = {
	resource: 'order',
	value: 'validate',
	name: 'Validate',
	action: 'Validate an order',
	description: 'Check the fields of a certificate order before you submit it',
	properties: PROPERTIES,
	forAgents: true,
	async run(context, itemIndex) {
		const text = (name: string) => textParameter(context, name, itemIndex);
		const sentAt = text('codesSentAt');
		const verdict = validateOrder(
			{
				environment: text('environment') === 'production' ? 'production' : 'test',
				customerId: text('customerId'),
				customerName: text('customerName'),
				contactName: text('contactName'),
				contactEmail: text('contactEmail'),
				contactPhone: text('contactPhone'),
				...(sentAt !== '' && { codesSentAt: readMoment(sentAt, context.getTimezone()) }),
			},
			new Date(),
		);
		return { ...verdict };
	},
};
