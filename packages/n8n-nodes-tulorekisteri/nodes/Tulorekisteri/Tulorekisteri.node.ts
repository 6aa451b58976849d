import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { testCertificateCredential } from '../shared/api/credentialTest';
import { toNodeError } from '../shared/errors/nodeErrors';
import { PROPERTIES } from './properties';
import { runOperation } from './execute';

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
		subtitle: '={{$parameter["resource"] + ": " + $parameter["operation"]}}',
		description: 'Retrieve, renew and check the certificates of the Finnish Incomes Register',
		defaults: { name: 'Incomes Register' },
		usableAsTool: true,
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
		const items: INodeExecutionData[] = [];
		for (const itemIndex of this.getInputData().keys()) {
			try {
				const json = await runOperation(this, itemIndex);
				items.push({ json, pairedItem: { item: itemIndex } });
			} catch (error) {
				const nodeError = toNodeError(this.getNode(), error, itemIndex);
				if (!this.continueOnFail()) throw nodeError;
				const json = { error: nodeError.message, details: nodeError.description };
				items.push({ json, error: nodeError, pairedItem: { item: itemIndex } });
			}
		}
		return [items];
	}
}
