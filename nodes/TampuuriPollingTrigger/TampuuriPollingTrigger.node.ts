import {
	deepCopy,
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { testCredential } from '../shared/call/credentialTest';
import { choiceLists } from '../Tampuuri/listSearch/choices';
import { recordLists } from '../Tampuuri/listSearch/records';
import { properties, subtitle } from './properties';
import { poll } from './poll';

/** Made once, then copied: n8n adds its own entries to each node's description. */
const PROPERTIES = properties();

export class TampuuriPollingTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tampuuri Polling Trigger',
		name: 'tampuuriPollingTrigger',
		icon: { light: 'file:../../icons/tampuuri.svg', dark: 'file:../../icons/tampuuri.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: subtitle(),
		description:
			'Starts the workflow when polling finds something new in Visma Tampuuri. For accounts without webhooks.',
		defaults: { name: 'Tampuuri Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		sensitiveOutputFields: ['Henkilotunnus', 'Hetu'],
		credentials: [{ name: 'tampuuriApi', required: true, testedBy: 'testCredential' }],
		builderHint: {
			searchHint:
				'Starts when polling finds new or changed service requests (uudet vikailmoitukset), leases ending soon (vuokrasopimus päättyy), changed documents, or new rows of any list. Every poll is a billed call: every 15 minutes is enough for most.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-tampuuri.tampuuri',
					relationHint: 'Reads or changes the record that was found',
				},
			],
		},
		properties: deepCopy(PROPERTIES),
	};

	methods = {
		credentialTest: { testCredential },
		listSearch: { ...choiceLists(), ...recordLists() },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll.call(this);
	}
}
