import type { IAuthenticate, ICredentialType } from 'n8n-workflow';

/** Authenticates with the declarative form. */
export class SampleGenericApi implements ICredentialType {
	name = 'sampleGenericApi';

	displayName = 'Sample Generic API';

	properties: ICredentialType['properties'] = [
		{ displayName: 'Key', name: 'key', type: 'string', default: '' },
	];

	authenticate: IAuthenticate = {
		type: 'generic',
		properties: { headers: { 'x-key': '={{ $credentials.key }}' } },
	};
}
