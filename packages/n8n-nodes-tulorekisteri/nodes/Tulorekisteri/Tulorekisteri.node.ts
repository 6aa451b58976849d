import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { testCertificateCredential } from '../shared/api/credentialTest';
import { PROPERTIES } from './properties';
import { executeItems } from './execute';

export class Tulorekisteri implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Incomes Register (Tulorekisteri)',
		name: 'tulorekisteri',
		icon: {
			light: 'file:../../icons/tulorekisteri.svg',
			dark: 'file:../../icons/tulorekisteri.dark.svg',
		},
		group: ['transform'],
		version: [1],
		subtitle:
			'={{ $parameter["operation"].replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase()) + ": " + $parameter["resource"] }}',
		description: 'Retrieve, renew and check the certificates of the Finnish Incomes Register',
		defaults: { name: 'Incomes Register' },
		usableAsTool: true,
		sensitiveOutputFields: ['privateKey'],
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'tulorekisteriCertificateApi',
				required: true,
				testedBy: 'testCertificateCredential',
				displayOptions: { show: { resource: ['certificate', 'key'] } },
			},
		],
		properties: PROPERTIES,
	};

	methods = { credentialTest: { testCertificateCredential } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await executeItems(this)];
	}
}
