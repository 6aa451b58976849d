import type { ICredentialType, INodeProperties } from 'n8n-workflow';

export class TulorekisteriCertificateApi implements ICredentialType {
	name = 'tulorekisteriCertificateApi';

	displayName = 'Incomes Register Certificate (Tulorekisteri) API';

	icon = {
		light: 'file:../icons/tulorekisteri.svg',
		dark: 'file:../icons/tulorekisteri.dark.svg',
	} as const;

	documentationUrl =
		'https://github.com/n8n-nodes-tampuuri/n8n-nodes-tampuuri/tree/main/packages/n8n-nodes-tulorekisteri#credential';

	// The private key is for this package's nodes alone: n8n refuses it to any other, HTTP Request included.
	restrictToSupportedNodes = true as const;

	properties: INodeProperties[] = [
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'production' },
				{ name: 'Test', value: 'test' },
				{ name: 'Own Address', value: 'own' },
			],
			default: 'test',
			description: 'The certificate service to use',
		},
		{
			displayName: 'Own Address',
			name: 'ownAddress',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://pkiws-testi.vero.fi/DEV/2017/10/CertificateServices',
			description:
				'The address of a test bench. Must be https; http is allowed for this machine only (127.0.0.1).',
			displayOptions: { show: { environment: ['own'] } },
		},
		{
			displayName: 'Environment Named in Requests',
			name: 'ownAddressEnvironment',
			type: 'options',
			options: [
				{ name: 'Production', value: 'PRODUCTION' },
				{ name: 'Test', value: 'TEST' },
			],
			default: 'TEST',
			description: 'The environment that each request names. Test benches expect Test.',
			displayOptions: { show: { environment: ['own'] } },
		},
		{
			displayName: 'Customer ID',
			name: 'customerId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1234567-1',
			description: 'The business ID (Y-tunnus) the certificate was ordered for',
		},
		{
			displayName: 'Customer Name',
			name: 'customerName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Esimerkki Oy',
			description: "The organisation's name, as in the order",
		},
		{
			displayName: 'Certificate',
			name: 'publicCertificate',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
			description: 'The current certificate, as PEM text. Leave empty before the first retrieval.',
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true, rows: 4 },
			default: '',
			placeholder: 'e.g. -----BEGIN ENCRYPTED PRIVATE KEY-----',
			description:
				'The private key of that certificate, as PEM text. Leave empty before the first retrieval.',
		},
		{
			displayName: 'Passphrase',
			name: 'passphrase',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Decrypts the private key above. New private keys are encrypted with it.',
		},
		{
			displayName: 'Trusted Authority',
			name: 'trustedAuthority',
			type: 'string',
			typeOptions: { rows: 4 },
			default: '',
			placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
			description:
				"Recommended. The certificate of IR Services Issuing CA, the authority behind the service's own signatures, as PEM text. Only responses it vouches for are then accepted. Do not use the root: every customer's certificate comes from it too.",
		},
		{
			displayName: 'Accept Unverified Responses',
			name: 'acceptUnverified',
			type: 'boolean',
			default: false,
			description:
				'Whether to use responses whose signature is missing, altered or not from the trusted authority. Anybody between n8n and the service could then hand you a certificate, or tell you that a renewal has succeeded. Only for a test bench that does not sign.',
		},
	];
}
