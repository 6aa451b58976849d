import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { certificateOf } from '../../shared/api/credential';
import { Refusal } from '../../shared/errors/refusal';
import { certificateFacts } from '../../shared/keys/certificateFacts';
import { isSameKey } from '../../shared/keys/keyPair';
import { leafOf, readCertificates, readPrivateKey } from '../../shared/keys/pem';
import type { Operation } from './operation';
import { accessFor, textParameter } from '../parameters';

/** In bytes; a long chain takes a tenth of it. */
const LARGEST_FILE = 1_000_000;

const PROPERTIES: INodeProperties[] = [
	{
		displayName: 'Certificate From',
		name: 'certificateSource',
		type: 'options',
		options: [
			{ name: 'Credential', value: 'credential' },
			{ name: 'File', value: 'file' },
			{ name: 'Text', value: 'text' },
		],
		default: 'credential',
		description: 'Where to read the certificate from',
	},
	{
		displayName: 'Certificate',
		name: 'publicCertificate',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		required: true,
		placeholder: 'e.g. -----BEGIN CERTIFICATE-----',
		description: 'The certificate as PEM text',
		displayOptions: { show: { certificateSource: ['text'] } },
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryField',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the input binary field with the certificate file',
		description: 'A PEM or DER file (.pem, .crt, .cer)',
		displayOptions: { show: { certificateSource: ['file'] } },
	},
	{
		displayName: 'Private Key',
		name: 'privateKey',
		type: 'string',
		typeOptions: { password: true, rows: 4 },
		default: '',
		placeholder: 'e.g. -----BEGIN ENCRYPTED PRIVATE KEY-----',
		description:
			'To check whether it belongs to the certificate. The passphrase is the one in the credential.',
		displayOptions: { show: { certificateSource: ['file', 'text'] } },
	},
];

/** What the certificate says, how long it lasts, whether the key fits. Asks nobody: offline. */
export const certificateCheck: Operation = {
	resource: 'certificate',
	value: 'check',
	name: 'Check',
	action: 'Check a certificate',
	description:
		'Show how long a certificate is valid, when it can be renewed and whether the key fits',
	properties: PROPERTIES,
	forAgents: true,
	async run(context, itemIndex) {
		const access = await accessFor(context, itemIndex);
		const source = textParameter(context, 'certificateSource', itemIndex);
		const isStored = source === 'credential';
		const keyText = isStored ? access.privateKey : textParameter(context, 'privateKey', itemIndex);
		const key = keyText === '' ? undefined : readPrivateKey(keyText, access.passphrase);
		const certificate = isStored
			? certificateOf(access)
			: leafOf(readCertificates(await certificateText(context, source, itemIndex)), key);
		const keyMatches = key ? isSameKey(certificate.publicKey, key) : 'notChecked';
		return { ...certificateFacts(certificate, new Date()), keyMatches };
	},
};

async function certificateText(
	context: IExecuteFunctions,
	source: string,
	itemIndex: number,
): Promise<string> {
	if (source === 'text') return textParameter(context, 'publicCertificate', itemIndex);
	const field = textParameter(context, 'binaryField', itemIndex);
	if (!context.getInputData()[itemIndex]?.binary?.[field]) {
		throw new Refusal(
			`This item has no file in the binary field "${field}"`,
			'Check Input Binary Field against the Binary tab of the step before.',
		);
	}
	const file = await context.helpers.getBinaryDataBuffer(itemIndex, field);
	if (file.length > LARGEST_FILE) {
		throw new Refusal(
			`The file in the binary field "${field}" is too large for a certificate`,
			'Choose the file with the certificate (.pem, .crt, .cer).',
		);
	}
	const isText = file.includes('-----BEGIN ') || file.every((byte) => byte < 0x80);
	return isText ? file.toString('latin1') : file.toString('base64');
}
