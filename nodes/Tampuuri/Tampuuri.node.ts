import {
	deepCopy,
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { isListing } from '../shared/catalogue';
import { testCredential } from '../shared/call/credentialTest';
import { nodeProperties, subtitle } from './properties/nodeProperties';
import { findAccountRow } from '../shared/profile/accountRow';
import { listOperation } from '../shared/profile/listOperation';
import { readProfile } from '../shared/profile/schema';
import { moreFieldsWith, operationFields } from '../shared/helpSite/mapper';
import { executeItems } from './execute';
import { listIn } from './composites/listRecords';
import { choiceLists } from './listSearch/choices';
import { operationList } from '../shared/helpSite/operationList';
import { recordLists } from './listSearch/records';

/** Made once, then copied: n8n adds its own entries to each node's description. */
const PROPERTIES = nodeProperties();

const MORE_FIELDS = moreFieldsWith((profileText, parameter) => {
	const profile = readProfile(profileText);
	const row = findAccountRow(profile, parameter('resource'), parameter('operation'));
	if (row === undefined || !isListing(row)) return row;
	const { record, list } = listIn(row, parameter('filters.unitsOnly'), profile);
	return listOperation(record, list);
});

export class Tampuuri implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tampuuri',
		name: 'tampuuri',
		icon: { light: 'file:../../icons/tampuuri.svg', dark: 'file:../../icons/tampuuri.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle: subtitle(),
		description:
			'Read and change service requests, leases, parties, properties and documents in Visma Tampuuri',
		defaults: { name: 'Tampuuri' },
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		usableAsTool: true,
		sensitiveOutputFields: ['Henkilotunnus', 'Hetu'],
		credentials: [{ name: 'tampuuriApi', required: true, testedBy: 'testCredential' }],
		builderHint: {
			searchHint:
				'Use it for everything in Visma Tampuuri instead of HTTP Request. Fault report or work order (vikailmoitus, huoltopyyntö): Service Request. Rent (vuokrasopimus, vuokra): Lease. Tenant, owner, contractor: Person or Party. Building, apartment: Property. Phone call, message: Contact Event. Anything else: Any Operation. Calls are billed: filter lists, and try changes with Preview.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-tampuuri.tampuuriTrigger',
					relationHint:
						'Starts the workflow when Tampuuri tells of a change, if the account has webhooks',
				},
				{
					nodeType: 'n8n-nodes-tampuuri.tampuuriPollingTrigger',
					relationHint: 'Starts the workflow by asking for changes, if the account has no webhooks',
				},
			],
		},
		properties: deepCopy(PROPERTIES),
	};

	methods = {
		credentialTest: { testCredential },
		listSearch: { ...choiceLists(), ...recordLists(), operationList },
		resourceMapping: { operationFields, moreFields: MORE_FIELDS },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await executeItems.call(this);
	}
}
