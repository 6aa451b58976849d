import {
	UserError,
	type IAuthenticate,
	type Icon,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';
import { authenticationHeadersOf, baseAddressOf } from '../nodes/shared/api/credential';

/** n8n's older and newer request functions name these settings differently. */
const WITHOUT_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
};

/** The URL a request goes to, which n8n's older request function calls `uri`. */
function targetOf(requestOptions: IHttpRequestOptions, base: URL): URL | undefined {
	const address = 'uri' in requestOptions ? requestOptions.uri : requestOptions.url;
	const from = requestOptions.baseURL ?? base.href;
	const text = String(address ?? '');
	return text !== '' && URL.canParse(text, from) ? new URL(text, from) : undefined;
}

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
				{
					name: 'Production',
					value: 'production',
					description: 'https://api.tampuuri.fi/v10/api/',
				},
				{ name: 'Test', value: 'test', description: 'https://qa-api.tampuuri.fi/v10/api/' },
				{
					name: 'Custom',
					value: 'own',
					description: 'The simulator, or a later version of the API',
				},
			],
			default: 'production',
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
	];

	/** The check in `authenticate` is stricter than the fields n8n would offer. */
	hideDomainRestrictionFields = true;

	/**
	 * Adds the six headers, including in the HTTP Request node, but only for the chosen address and
	 * without following redirects: custom headers would be sent on to any host.
	 */
	authenticate: IAuthenticate = async (credential, requestOptions) => {
		const base = baseAddressOf(credential);
		const target = targetOf(requestOptions, base);
		if (target?.origin !== base.origin) {
			throw new UserError("The Tampuuri credential can't be used for this address", {
				description: `It is only sent to ${base.origin}.`,
			});
		}
		return {
			...requestOptions,
			...WITHOUT_REDIRECTS,
			headers: { ...requestOptions.headers, ...authenticationHeadersOf(credential) },
		};
	};
}
