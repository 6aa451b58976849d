import type { INodeProperties } from 'n8n-workflow';

import { planReminders } from '../../shared/dates/reminders';
import { readMoment } from '../../shared/dates/moment';
import { CODES_SENT_PROPERTY, textParameter } from '../parameters';
import type { Operation } from './operation';

const PROPERTIES: INodeProperties[] = [
	{ ...CODES_SENT_PROPERTY, required: true },
	{
		displayName: 'Days Before',
		name: 'daysBefore',
		type: 'multiOptions',
		options: [
			{ name: '7 Days', value: 7 },
			{ name: '3 Days', value: 3 },
			{ name: '1 Day', value: 1 },
		],
		default: [7, 3, 1],
		description:
			'How many days before the codes lapse to remind again. The first reminder is due at once.',
	},
];

/** One item a reminder, each with the time until which to wait for a response before the next is due. */
export const orderPlanReminders: Operation = {
	resource: 'order',
	value: 'planReminders',
	name: 'Plan Reminders',
	action: 'Plan reminders of transfer codes',
	description: 'List when to remind somebody of transfer codes before they lapse',
	properties: PROPERTIES,
	forAgents: true,
	async run(context, itemIndex) {
		const sentAt = readMoment(
			textParameter(context, 'codesSentAt', itemIndex),
			context.getTimezone(),
		);
		const chosen = context.getNodeParameter('daysBefore', itemIndex, []);
		const days = Array.isArray(chosen) ? chosen.map(Number).filter(Number.isFinite) : [];
		return planReminders(sentAt, days, new Date()).map((reminder) => ({ ...reminder }));
	},
};
