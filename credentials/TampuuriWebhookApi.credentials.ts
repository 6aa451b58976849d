import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** What proves that a call to the trigger comes from the listener that was registered in Tampuuri. */
export class TampuuriWebhookApi implements ICredentialType {
	name = 'tampuuriWebhookApi';

	displayName = 'Tampuuri Webhook API';

	icon: Icon = { light: 'file:../icons/tampuuri.svg', dark: 'file:../icons/tampuuri.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-tampuuri/n8n-nodes-tampuuri/blob/main/docs/WEBHOOKS.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'At least 16 letters, digits, hyphens or underscores, made up by you, for example with a password manager. Tampuuri sends it with every call; calls without it are refused.',
		},
		{
			displayName: 'Name in the Address',
			name: 'queryName',
			type: 'string',
			default: 'secret',
			description:
				'The address registered in Tampuuri ends in ?secret= and the secret, if this is left as it is',
		},
		{
			displayName: 'Name of the Header',
			name: 'headerName',
			type: 'string',
			default: 'X-Tampuuri-Secret',
			description: 'A header that may carry the secret instead of the address',
		},
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only when calls are signed (HMAC-SHA256 over the body): then a call with a missing or wrong signature is refused. That Tampuuri can sign was not seen; leave empty if unsure.',
		},
		{
			displayName: 'Signature Header',
			name: 'signatureHeader',
			type: 'string',
			displayOptions: { hide: { signingSecret: [''] } },
			default: 'ms-signature',
		},
		{
			displayName: 'Signature Prefix',
			name: 'signaturePrefix',
			type: 'string',
			displayOptions: { hide: { signingSecret: [''] } },
			default: 'sha256=',
		},
	];
}
