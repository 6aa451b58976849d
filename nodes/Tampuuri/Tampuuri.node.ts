import {
	deepCopy,
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { testCredential } from '../shared/transport/testCredential';
import { frozen } from './description/frozen';
import { nodeProperties } from './description/nodeProperties';
import { operationFields, unknownFields } from './directory/fields/mapperMethods';
import { executeItems } from './execution/executeItems';
import { choiceLists } from './pickers/choiceLists';
import { operationList } from './pickers/operationList';
import { recordLists } from './pickers/recordLists';

/** Made once; n8n adds entries of its own to each node's copy. */
const PROPERTIES = frozen(nodeProperties());

export class Tampuuri implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tampuuri',
		name: 'tampuuri',
		icon: { light: 'file:../../icons/tampuuri.svg', dark: 'file:../../icons/tampuuri.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Read and change service requests, leases, parties, properties and documents in Visma Tampuuri',
		defaults: { name: 'Tampuuri' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		sensitiveOutputFields: ['Henkilotunnus', 'Hetu'],
		credentials: [{ name: 'tampuuriApi', required: true, testedBy: 'testCredential' }],
		properties: deepCopy(PROPERTIES),
	};

	methods = {
		credentialTest: { testCredential },
		listSearch: { ...choiceLists(), ...recordLists(), operationList },
		resourceMapping: { operationFields, unknownFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeItems.call(this);
	}
}
