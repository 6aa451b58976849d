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
import { PROPERTIES } from './properties';

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
		properties: PROPERTIES,
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
