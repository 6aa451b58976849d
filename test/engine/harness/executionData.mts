import { Container } from '@n8n/di';
import { ExternalSecretsProxy } from 'n8n-core';
import {
	UnexpectedError,
	type INodeParameters,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { CredentialStore, type CredentialData } from './credentialStore.mts';
import type { NodeTypes } from './nodeTypes.mts';

/** The saved workflow that every run belongs to; n8n's deduplication needs an id. */
export const WORKFLOW_ID = 'workflow';

const baseUrl = 'http://n8n.example/';
const absent = () => {
	throw new UnexpectedError('This part of n8n does not run in the engine tests');
};

/** What n8n hands to its engine beside the workflow. */
export function additionalDataFor(
	nodeTypes: NodeTypes,
	credentials: CredentialData,
	currentNodeParameters?: INodeParameters,
): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: new CredentialStore(nodeTypes, credentials),
		currentNodeExecutionIndex: 0,
		currentNodeParameters,
		workflowId: WORKFLOW_ID,
		variables: {},
		restApiUrl: `${baseUrl}rest`,
		instanceBaseUrl: baseUrl,
		formBaseUrl: `${baseUrl}form`,
		formWaitingBaseUrl: `${baseUrl}form-waiting`,
		formTestBaseUrl: `${baseUrl}form-test`,
		webhookBaseUrl: `${baseUrl}webhook`,
		webhookWaitingBaseUrl: `${baseUrl}webhook-waiting`,
		webhookTestBaseUrl: `${baseUrl}webhook-test`,
		mcpBaseUrl: `${baseUrl}mcp`,
		mcpTestBaseUrl: `${baseUrl}mcp-test`,
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		logAiEvent: () => undefined,
		executeWorkflow: absent,
		getRunExecutionData: absent,
		getRuntimeCredential: absent,
		startRunnerTask: absent,
	};
}
