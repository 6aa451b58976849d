import {
	deepCopy,
	fromParameter,
	NodeConnectionTypes,
	NodeOperationError,
	webhookDescriptionFields,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { testCredential } from '../shared/call/credentialTest';
import { addressWarning } from './address';
import { deliver } from './execute';
import { PROPERTIES, SUBTITLE } from './properties';
import { listenerSecretsOf, problemWith, WEBHOOK_CREDENTIAL } from './authentication/secrets';
import { problemWithEvents } from './settings';
import { receive } from './webhook';

/** The response mode from the parameter `respond`, which newer n8n reads without an expression. */
function responseMode(): { responseMode: string } {
	const isOlderN8n = typeof webhookDescriptionFields !== 'function';
	if (isOlderN8n) return { responseMode: '={{$parameter["respond"]}}' };
	return webhookDescriptionFields({ responseMode: fromParameter('respond') });
}

export class TampuuriTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Tampuuri Trigger',
		name: 'tampuuriTrigger',
		icon: { light: 'file:../../icons/tampuuri.svg', dark: 'file:../../icons/tampuuri.dark.svg' },
		group: ['trigger'],
		// For version 1, n8n evaluates one more expression on every call, which doubles the cost of a
		// call.
		version: [1.1],
		subtitle: SUBTITLE,
		description: 'Starts the workflow when something happens in Visma Tampuuri',
		defaults: { name: 'Tampuuri Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		sensitiveOutputFields: [
			'record.Henkilotunnus',
			'record.Hetu',
			'notifications[*].record.Henkilotunnus',
			'notifications[*].record.Hetu',
		],
		builderHint: {
			searchHint:
				'Starts when Tampuuri sends a webhook (heräte): new or changed service request (vikailmoitus), lease signed or ended (vuokrasopimus päättyy), party, property or document. Webhooks cost extra; without them use Tampuuri Polling Trigger.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-tampuuri.tampuuri',
					relationHint: 'Reads or changes the record that an event is about',
				},
			],
		},
		credentials: [
			{ name: 'tampuuriWebhookApi', required: true, testedBy: 'testWebhookCredential' },
			{
				name: 'tampuuriApi',
				required: true,
				testedBy: 'testCredential',
				displayOptions: { show: { fetchFullRecord: [true] } },
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				...responseMode(),
				responseData: 'noData',
				path: 'webhook',
			},
			{
				name: 'setup',
				httpMethod: 'GET,HEAD',
				responseMode: 'onReceived',
				path: 'webhook',
				ndvHideUrl: true,
			},
		],
		eventTriggerDescription: 'Waiting for a call from Tampuuri',
		activationMessage:
			'The trigger is listening. In Tampuuri, register its Production URL with the secret under Ylläpito / Webhooks.',
		triggerPanel: {
			header: 'Send a test event from Tampuuri',
			executionsHelp: {
				inactive:
					'<b>While building</b>, register the Test URL as a listener in Tampuuri, click the button and change something in Tampuuri. <b>Once it works</b>, publish the workflow and register the Production URL.',
				active:
					'<b>While building</b>, register the Test URL as a listener in Tampuuri, click the button and change something in Tampuuri. <b>Once published</b>, the workflow runs automatically. See its runs under Executions.',
			},
			activationHint:
				'Once you publish the workflow and register its Production URL in Tampuuri, it runs automatically.',
		},
		properties: deepCopy(PROPERTIES),
	};

	methods = {
		credentialTest: {
			testCredential,
			/** Sends nothing: only a call from Tampuuri shows whether it knows the secret. */
			async testWebhookCredential(
				this: ICredentialTestFunctions,
				{ data = {} }: ICredentialsDecrypted,
			): Promise<INodeCredentialTestResult> {
				const problem = problemWith(listenerSecretsOf(data));
				if (problem === undefined) return { status: 'OK', message: 'The secret is valid' };
				return { status: 'Error', message: `${problem.message}. ${problem.advice}` };
			},
		},
	};

	/**
	 * Listeners are registered in Tampuuri by hand, so there is nothing to create or delete there.
	 */
	webhookMethods = {
		default: {
			/** Refuses to listen as long as anyone could call, or every event would be dropped. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				const credential = await this.getCredentials(WEBHOOK_CREDENTIAL).catch(() => ({}));
				const problem = problemWith(listenerSecretsOf(credential)) ?? problemWithEvents(this);
				if (problem === undefined) return false;
				throw new NodeOperationError(this.getNode(), problem.message, {
					description: problem.advice,
				});
			},
			/** Logs a warning if Tampuuri can't reach the address. */
			async create(this: IHookFunctions): Promise<boolean> {
				const warning = addressWarning(this.getNodeWebhookUrl('default') ?? '');
				if (warning !== undefined) this.logger.warn(`${this.getNode().name}: ${warning}`);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await deliver.call(this);
	}
}
