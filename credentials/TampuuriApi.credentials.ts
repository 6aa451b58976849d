import {
	UserError,
	type IAuthenticate,
	type Icon,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';
import { authenticationHeadersOf, baseAddressOf } from '../nodes/shared/api/credential';

/** n8n's request functions, older and newer, know redirects by different names. */
const WITHOUT_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
};

/** Where a request goes: n8n's older request function names the address `uri`. */
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
				{ name: 'Own Address', value: 'own', description: 'The simulator, or a later version' },
			],
			default: 'production',
		},
		{
			displayName: 'Own Address',
			name: 'ownAddress',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. http://localhost:4010/v10/api/',
			description: 'Must start with https://. Plain http:// is accepted for localhost only.',
			displayOptions: { show: { environment: ['own'] } },
		},
		{
			displayName: 'API Key (X-TampuuriAvain)',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description: 'The key that Visma gave with the API contract',
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
			description: 'The name of the integration that Visma knows it by',
		},
		{
			displayName: 'Account Name (X-TiliNimi)',
			name: 'accountName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Visma Tampuuri',
			description: 'The Tampuuri account. One key may serve many; each needs its own credential.',
		},
		{
			displayName: 'User Name (X-Kayttajatunnus)',
			name: 'username',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. api-kayttaja',
			description: 'A user of its own for the API, with a role of its own, is advised',
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
				'How ä and ö travel in the six values. Try UTF-8 when Tampuuri refuses values that hold them.',
		},
	];

	/** The fence below is tighter than the fields n8n would offer. */
	hideDomainRestrictionFields = true;

	/**
	 * Adds the six headers, in the HTTP Request node too, under the chosen address only and without
	 * following redirects: headers of one's own would travel along to any host.
	 */
	authenticate: IAuthenticate = async (credential, requestOptions) => {
		const base = baseAddressOf(credential);
		const target = targetOf(requestOptions, base);
		if (target?.origin !== base.origin) {
			throw new UserError('The Tampuuri credential is not sent to this address', {
				description: `It is for ${base.origin} only.`,
			});
		}
		return {
			...requestOptions,
			...WITHOUT_REDIRECTS,
			headers: { ...requestOptions.headers, ...authenticationHeadersOf(credential) },
		};
	};
}
