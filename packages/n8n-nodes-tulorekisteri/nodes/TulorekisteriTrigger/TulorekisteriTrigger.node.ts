import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { testCertificateCredential } from '../shared/api/credentialTest';
import { toNodeError } from '../shared/errors/nodeErrors';
import { watchCertificate, watchTransferCodes } from './poll';

export class TulorekisteriTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Incomes Register (Tulorekisteri) Trigger',
		name: 'tulorekisteriTrigger',
		icon: {
			light: 'file:../../icons/tulorekisteri.svg',
			dark: 'file:../../icons/tulorekisteri.dark.svg',
		},
		group: ['trigger'],
		version: [1],
		subtitle:
			'={{$parameter["event"] === "certificate" ? "certificate expiry" : "transfer codes"}}',
		description: 'Starts the workflow before a certificate expires or transfer codes lapse',
		defaults: { name: 'Incomes Register Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'tulorekisteriCertificateApi',
				required: true,
				testedBy: 'testCertificateCredential',
				displayOptions: { show: { event: ['certificate'] } },
			},
		],
		properties: [
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
				description: 'When to start the workflow; each fires once for each certificate',
				displayOptions: { show: { event: ['certificate'] } },
			},
			{
				displayName: 'Codes Sent',
				name: 'codesSentAt',
				type: 'dateTime',
				default: '',
				required: true,
				description: 'When the transfer codes were sent; they lapse after 14 days',
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
				description: 'When to start the workflow; each fires once',
				displayOptions: { show: { event: ['transferCodes'] } },
			},
		],
	};

	methods = { credentialTest: { testCertificateCredential } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			const now = new Date();
			const isCertificate = this.getNodeParameter('event') === 'certificate';
			const events = isCertificate
				? await watchCertificate(this, now)
				: watchTransferCodes(this, now);
			return events.length === 0 ? null : [this.helpers.returnJsonArray(events)];
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	}
}
