import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** Proves that a call to the trigger comes from the listener registered in Tampuuri. */
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
				'At least 16 letters, digits, hyphens or underscores, for example from a password manager. Tampuuri sends the secret with every call; calls without it are rejected.',
		},
		{
			displayName: 'Query Parameter Name',
			name: 'queryName',
			type: 'string',
			default: 'secret',
			placeholder: 'e.g. secret',
			description:
				'Name of the parameter that carries the secret in the URL registered in Tampuuri. By default the URL ends in ?secret= and the secret.',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			default: 'X-Tampuuri-Secret',
			placeholder: 'e.g. X-Tampuuri-Secret',
			description: 'Name of a header that can carry the secret instead of the URL',
		},
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only for signed calls (HMAC-SHA256 of the body). Calls without a valid signature are rejected. Unconfirmed: we could not verify that Tampuuri can sign calls, so leave this empty if unsure.',
		},
		{
			displayName: 'Signature Header',
			name: 'signatureHeader',
			placeholder: 'e.g. ms-signature',
			type: 'string',
			displayOptions: { hide: { signingSecret: [''] } },
			default: 'ms-signature',
		},
		{
			displayName: 'Signature Prefix',
			name: 'signaturePrefix',
			placeholder: 'e.g. sha256=',
			type: 'string',
			displayOptions: { hide: { signingSecret: [''] } },
			default: 'sha256=',
		},
	];
}
