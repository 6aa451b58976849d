import type { Credential, Workflow } from '../../demo/n8nClient.mts';
import { inLine } from '../stress/triggerWorkflow.mts';

type Node = Workflow['nodes'][number];

export const TIMEOUT_SECONDS = 5;
const SETTLING_SECONDS = 2;
const RETRIES = { retryOnFail: true, maxTries: 3, waitBetweenTries: 500 };

/** How a lead becomes a service request. */
export type Way = 'retryOnFail' | 'continueOnFail' | 'httpRequest';

export const NAMES: Readonly<Record<Way, string>> = {
	retryOnFail: 'Tampuuri with an External Reference, Retry On Fail',
	continueOnFail: 'Tampuuri with an External Reference, Continue',
	httpRequest: 'HTTP Request, Retry On Fail',
};

const createNode = (way: Exclude<Way, 'httpRequest'>): Node => ({
	id: 'create',
	name: 'Create',
	type: 'n8n-nodes-tampuuri.tampuuri',
	typeVersion: 1,
	position: [400, 0],
	parameters: {
		resource: 'serviceRequest',
		operation: 'create',
		costCentre: { __rl: true, mode: 'id', value: '1000001' },
		title: 'Hana vuotaa',
		taskDescription: '={{ $json.reference }}',
		additionalFields: {
			externalReference: '={{ $json.reference }}',
			referenceField: 'additionalTaskInformation',
		},
		options: {
			settlingTime: SETTLING_SECONDS,
			concurrency: 4,
		},
	},
	...(way === 'retryOnFail' ? RETRIES : { onError: 'continueRegularOutput' }),
});

const requestNode = (url: string): Node => ({
	id: 'create',
	name: 'Create',
	type: 'n8n-nodes-base.httpRequest',
	typeVersion: 4.2,
	position: [400, 0],
	parameters: {
		method: 'POST',
		url: `${url}ilmoitukset/lisaa`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'tampuuriApi',
		sendBody: true,
		specifyBody: 'json',
		jsonBody:
			"={{ { KustannuspaikkaId: 1000001, Otsikko: 'Hana vuotaa', TyotehtavanKuvaus: $json.reference, TyotehtavanLisatiedot: $json.reference } }}",
		options: { timeout: 1_000 * TIMEOUT_SECONDS, batching: { batch: { batchSize: 4 } } },
	},
	...RETRIES,
});

/** A workflow that takes leads from outside and responds with what became of them. */
export function leadWorkflow(way: Way, url: string, { id, name }: Credential): Workflow {
	const nodes: Node[] = [
		{
			id: 'leads',
			name: 'Leads',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			parameters: {
				httpMethod: 'POST',
				path: way,
				responseMode: 'lastNode',
				responseData: 'allEntries',
				options: {},
			},
			webhookId: way,
		},
		{
			id: 'each',
			name: 'Each Lead',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [200, 0],
			parameters: { fieldToSplitOut: 'body.leads', options: {} },
		},
		{
			...(way === 'httpRequest' ? requestNode(url) : createNode(way)),
			credentials: { tampuuriApi: { id, name } },
		},
	];
	return { name: NAMES[way], nodes, connections: inLine(nodes), settings: {} };
}
