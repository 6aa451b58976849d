import type { IAuthenticate, ICredentialTestRequest, ICredentialType } from 'n8n-workflow';

/** Authenticates with a function. */
export class SampleApi implements ICredentialType {
	name = 'sampleApi';

	displayName = 'Sample API';

	properties: ICredentialType['properties'] = [
		{ displayName: 'Base URL', name: 'baseUrl', type: 'string', default: '' },
		{
			displayName: 'Key',
			name: 'key',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
		{ displayName: 'Account', name: 'account', type: 'string', default: 'main' },
	];

	authenticate: IAuthenticate = async ({ key, account }, requestOptions) => ({
		...requestOptions,
		headers: { ...requestOptions.headers, 'x-key': key, 'x-account': account },
	});

	test: ICredentialTestRequest = {
		request: { baseURL: '={{ $credentials.baseUrl }}', url: '/whoami' },
		rules: [
			{ type: 'responseCode', properties: { value: 403, message: 'The key is not accepted' } },
		],
	};
}
