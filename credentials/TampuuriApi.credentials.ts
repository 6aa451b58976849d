import type { IAuthenticate, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';
import {
	authenticationHeadersOf,
	baseAddressOf,
	isReadsOnly,
} from '../nodes/shared/api/credential';
import { fencedRequest } from '../nodes/shared/api/fence';
import { PLAN_NAMES, PLANS } from '../nodes/shared/api/plans';
import { USUAL_PATIENCE } from '../nodes/shared/api/request';

const { timeout, retries, longestWait } = USUAL_PATIENCE;

const onlyIfCustom = { show: { timeoutAndRetries: ['custom'] } };

export class TampuuriApi implements ICredentialType {
	name = 'tampuuriApi';

	displayName = 'Tampuuri API';

	icon: Icon = { light: 'file:../icons/tampuuri.svg', dark: 'file:../icons/tampuuri.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-tampuuri/n8n-nodes-tampuuri/blob/main/docs/CONNECT.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Test', value: 'test', description: 'https://qa-api.tampuuri.fi/v10/api/' },
				{
					name: 'Production',
					value: 'production',
					description: 'https://api.tampuuri.fi/v10/api/',
				},
				{
					name: 'Custom',
					value: 'own',
					description: 'The simulator, or a later version of the API',
				},
			],
			// A first try must not land on the live system.
			default: 'test',
		},
		{
			displayName: 'Base URL',
			name: 'ownAddress',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. http://localhost:4010/v10/api/',
			description: 'Must start with https://. Plain http:// is only accepted for localhost.',
			displayOptions: { show: { environment: ['own'] } },
		},
		{
			displayName: 'Allowed Calls',
			name: 'allowedCalls',
			type: 'options',
			options: [
				{ name: 'All', value: 'all' },
				{
					name: 'Reads Only',
					value: 'readsOnly',
					description: 'Nothing can be changed with this credential, from any node',
				},
			],
			default: 'all',
			description:
				'With Reads Only, every step that would change something shows a preview instead, and other nodes are refused',
		},
		{
			displayName: 'API Key (X-TampuuriAvain)',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The key from your API contract with Visma',
		},
		{
			displayName: 'Customer Name (X-AsiakasNimi)',
			name: 'customerName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Visma Tampuuri Oy',
		},
		{
			displayName: 'Software Version (X-Ohjelmistoversio)',
			name: 'softwareVersion',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Integraatio X',
			description: 'The name under which Visma knows your integration',
		},
		{
			displayName: 'Account Name (X-TiliNimi)',
			name: 'accountName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Visma Tampuuri',
			description:
				'The Tampuuri account (tili). One API key may open several; each needs its own credential.',
		},
		{
			displayName: 'User Name (X-Kayttajatunnus)',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. api-kayttaja',
			description: 'Use a dedicated Tampuuri user and role for the API',
		},
		{
			displayName: 'Password (X-Salasana)',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Header Encoding',
			name: 'headerEncoding',
			type: 'options',
			options: [
				{ name: 'Latin-1', value: 'latin1' },
				{ name: 'UTF-8', value: 'utf8' },
			],
			default: 'latin1',
			description:
				'How ä and ö are sent in the six values. Try UTF-8 if Tampuuri rejects values with these letters.',
		},
		{
			displayName: 'Plan',
			name: 'plan',
			type: 'options',
			options: PLAN_NAMES.map((plan) => ({
				name: `${plan.charAt(0).toUpperCase()}${plan.slice(1)} (${PLANS[plan].callPrice} € per Call)`,
				value: plan,
			})),
			default: 'standard',
			description: 'Your Visma plan, used to estimate what a run costs beyond your free calls',
		},
		{
			displayName: 'Timeout and Retries',
			name: 'timeoutAndRetries',
			type: 'options',
			options: [
				{
					name: 'Standard',
					value: 'standard',
					description: `Waits ${timeout / 1000} seconds for a response, and retries a failed read ${retries} times`,
				},
				{ name: 'Custom', value: 'custom' },
			],
			default: 'standard',
			description: 'Changes are never retried',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 3600 },
			default: timeout / 1000,
			description: 'How long to wait for a response',
			displayOptions: onlyIfCustom,
		},
		{
			displayName: 'Retries',
			name: 'retries',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 10, numberPrecision: 0 },
			default: retries,
			description:
				'How many times to retry a read when Tampuuri is busy or unreachable. Every attempt is billed.',
			displayOptions: onlyIfCustom,
		},
		{
			displayName: 'Longest Wait (Seconds)',
			name: 'longestWait',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 3600 },
			default: longestWait / 1000,
			description:
				'How long a retry may wait if Tampuuri asks for a pause. If it asks for more, reading ends at once.',
			displayOptions: onlyIfCustom,
		},
		{
			displayName: 'Account Profile',
			name: 'accountProfile',
			placeholder: 'paste the last result of Account → Check',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			hint: 'The last result of the Tampuuri step Account → Check. Without it, assumed names are used.',
			description:
				'The names and values that this account uses where we had to assume some. It contains no personal data and no secrets.',
		},
	];

	/** The fence in `authenticate` is stricter than the fields n8n would offer. */
	hideDomainRestrictionFields = true;

	/**
	 * Adds the six headers, in the HTTP Request node too, but only for the credential's own address and
	 * allowed calls.
	 */
	authenticate: IAuthenticate = async (credential, requestOptions) =>
		fencedRequest(requestOptions, {
			base: baseAddressOf(credential),
			authentication: authenticationHeadersOf(credential),
			readsOnly: isReadsOnly(credential),
		});
}
