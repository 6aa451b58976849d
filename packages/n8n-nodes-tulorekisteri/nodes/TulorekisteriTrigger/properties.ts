import type { INodeProperties } from 'n8n-workflow';

export const PROPERTIES: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'event',
		type: 'options',
		options: [
			{
				name: 'Certificate Expiry',
				value: 'certificate',
				description: 'The certificate in the credential is about to expire, or has',
			},
			{
				name: 'Transfer Codes Lapsing',
				value: 'transferCodes',
				description: 'Transfer codes that were sent are about to lapse, or have',
			},
		],
		default: 'certificate',
	},
	{
		displayName: 'Days Before Expiry',
		name: 'certificateDays',
		type: 'multiOptions',
		options: [
			{ name: '60 Days: Renewal Opens', value: 60 },
			{ name: '30 Days', value: 30 },
			{ name: '14 Days', value: 14 },
			{ name: '7 Days', value: 7 },
			{ name: '1 Day', value: 1 },
			{ name: 'Expired', value: 0 },
		],
		default: [60, 30, 14, 7, 1, 0],
		description: 'When to start the workflow. Each starts it once per certificate.',
		displayOptions: { show: { event: ['certificate'] } },
	},
	{
		displayName: 'Repeat Every (Days)',
		name: 'repeatEvery',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 7,
		description:
			'After how many days to start the workflow again while the credential still has the same certificate, in case a reminder was missed. 0 to never repeat.',
		displayOptions: { show: { event: ['certificate'] } },
	},
	{
		displayName: 'Transfer Codes Sent',
		name: 'codesSentAt',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 2026-11-05 or 5.11.2026',
		description: 'The day of the secure e-mail with the transfer codes, which lapse 14 days later',
		displayOptions: { show: { event: ['transferCodes'] } },
	},
	{
		displayName: 'Days Before Lapsing',
		name: 'codeDays',
		type: 'multiOptions',
		options: [
			{ name: '7 Days', value: 7 },
			{ name: '3 Days', value: 3 },
			{ name: '1 Day', value: 1 },
			{ name: 'Lapsed', value: 0 },
		],
		default: [7, 3, 1, 0],
		description: 'When to start the workflow. Each starts it once.',
		displayOptions: { show: { event: ['transferCodes'] } },
	},
];
