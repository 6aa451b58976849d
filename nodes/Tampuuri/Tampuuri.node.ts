import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { testCredential } from '../shared/transport/testCredential';
import { nodeProperties } from './description/nodeProperties';
import { executeItems } from './execution/executeItems';
import { choiceLists } from './pickers/choiceLists';

export class Tampuuri implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tampuuri',
		name: 'tampuuri',
		icon: { light: 'file:../../icons/tampuuri.svg', dark: 'file:../../icons/tampuuri.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Read and change service requests, leases, parties and properties in Visma Tampuuri',
		defaults: { name: 'Tampuuri' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		credentials: [{ name: 'tampuuriApi', required: true, testedBy: 'testCredential' }],
		properties: nodeProperties(),
	};

	methods = {
		credentialTest: { testCredential },
		listSearch: choiceLists(),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeItems.call(this);
	}
}
