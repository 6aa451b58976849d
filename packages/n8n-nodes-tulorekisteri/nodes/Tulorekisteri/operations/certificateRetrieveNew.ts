import type { INodeProperties } from 'n8n-workflow';

import { Refusal } from '../../shared/errors/refusal';
import { readCertificateRequest } from '../../shared/keys/certificateRequest';
import { signNewCertificate } from '../../shared/api/messages';
import { send } from '../../shared/api/service';
import type { Operation } from './operation';
import {
	accessFor,
	CERTIFICATE_REQUEST_PROPERTY,
	switchOption,
	textParameter,
	timeoutFor,
	TIMEOUT_OPTION,
} from '../parameters';
import { retrievalOf } from '../retrieval';
import { noteAsNotSent, noteAsSent } from '../sentCodes';

const PROPERTIES: INodeProperties[] = [
	{
		displayName:
			'The transfer codes work once. Keep the private key of the request safe first, and leave Retry On Fail off: this node never sends the same codes twice.',
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
		options: [
			{
				displayName: 'Send Again',
				name: 'sendAgain',
				type: 'boolean',
				default: false,
				description:
					'Whether to send codes this node has sent before. Only when you know that they are unused.',
			},
			TIMEOUT_OPTION,
		],
	},
];

const UNKNOWN_OUTCOME =
	'It is not known whether the codes were used: do not send them again. Keep the private key. See in the certificate service whether a certificate was made; otherwise have the organisation order a new one.';

/** The first retrieval. Sent once; every way it can end says whether the codes are spent. */
export const certificateRetrieveNew: Operation = {
	resource: 'certificate',
	value: 'retrieveNew',
	name: 'Retrieve New',
	action: 'Retrieve a new certificate',
	description:
		'Ask for an ordered certificate with its one-time transfer codes (signNewCertificate)',
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

		await noteAsSent(
			context,
			access,
			codes.transferId,
			switchOption(context, 'sendAgain', itemIndex),
		);
		const reaction = await send(context, access, message, timeoutFor(context, itemIndex));
		if (reaction.outcome === 'notSent') {
			await noteAsNotSent(context, access, codes.transferId);
			throw new Refusal(
				`The service was not reached: ${reaction.reason}`,
				'The codes were not sent and are unused. Check the connection and run this again.',
				'service',
			);
		}
		if (reaction.outcome === 'unclear') {
			throw new Refusal(
				`Outcome unknown. ${reaction.refusal.message}`,
				`${UNKNOWN_OUTCOME} ${reaction.refusal.advice}`,
				'service',
			);
		}
		return retrievalOf(
			reaction.response,
			'Whether the codes still work is not known. If in doubt, have the organisation order a new certificate.',
		);
	},
};
