import type { INodeProperties } from 'n8n-workflow';

import { readCertificateRequest } from '../../shared/keys/certificateRequest';
import { signNewCertificate } from '../../shared/api/messages';
import { send } from '../../shared/api/service';
import type { Operation } from './operation';
import {
	accessFor,
	CERTIFICATE_REQUEST_PROPERTY,
	SEND_AGAIN_OPTION,
	switchOption,
	textParameter,
	timeoutFor,
	TIMEOUT_OPTION,
} from '../parameters';
import { sentOf, type RetrievalAdvice } from '../retrieval';
import { sentOnce } from '../sentOnce';

const PROPERTIES: INodeProperties[] = [
	{
		displayName:
			'The transfer codes work once. Store the private key of the request before you send them. This node never sends the same codes twice, unless the service has refused them.',
		name: 'oneTimeNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Transfer ID',
		name: 'transferId',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description: 'TransferID (siirtotunnus) from the secure e-mail',
	},
	{
		displayName: 'Transfer Password',
		name: 'transferPassword',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		required: true,
		description: 'TransferPassword (kertakäyttösalasana) from the secure e-mail',
	},
	CERTIFICATE_REQUEST_PROPERTY,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [SEND_AGAIN_OPTION, TIMEOUT_OPTION],
	},
];

const ADVICE: RetrievalAdvice = {
	notSent: 'The codes were not sent and are unused. Check the connection and run this again.',
	unknown:
		'It is not known whether the codes were used: do not send them again. Keep the private key. See in the certificate service whether a certificate was made; if not, have the organisation order a new one.',
	refused:
		'Check both codes against the secure e-mail and run this again. If they have been used or have lapsed, have the organisation order a new certificate.',
};

/** The first retrieval. Sent once; every way it can end says whether the codes are spent. */
export const certificateRetrieveNew: Operation = {
	resource: 'certificate',
	value: 'retrieveNew',
	name: 'Retrieve New',
	action: 'Retrieve a new certificate',
	description:
		'Request an ordered certificate with its one-time transfer codes (signNewCertificate)',
	properties: PROPERTIES,
	forAgents: false,
	async run(context, itemIndex) {
		const access = await accessFor(context, itemIndex);
		const codes = {
			transferId: textParameter(context, 'transferId', itemIndex),
			transferPassword: textParameter(context, 'transferPassword', itemIndex),
		};
		const request = readCertificateRequest(textParameter(context, 'certificateRequest', itemIndex));
		const message = signNewCertificate(access, codes, request.der);

		const timeout = timeoutFor(context, itemIndex);
		return await sentOnce(
			context,
			access,
			{
				label: 'the request with these transfer codes',
				advice:
					'If the earlier execution gave a retrieval ID, use Certificate: Get with it. If its outcome was unknown, see whether the certificate shows in the certificate service before ordering a new one. Only if you know that the codes are unused, switch Send Again on.',
				identity: ['retrieveNew', codes.transferId],
				correctable: [codes.transferPassword, request.der.toString('base64')],
				sendAgain: switchOption(context, 'sendAgain', itemIndex),
			},
			async () => sentOf(await send(context, access, message, timeout), access, ADVICE),
		);
	},
};
