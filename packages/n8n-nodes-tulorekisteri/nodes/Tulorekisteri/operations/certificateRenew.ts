import type { INodeProperties } from 'n8n-workflow';

import { identityOf } from '../../shared/api/credential';
import { certificateFacts } from '../../shared/keys/certificateFacts';
import { readCertificateRequest } from '../../shared/keys/certificateRequest';
import { signDocument } from '../../shared/signature/sign';
import { renewCertificate } from '../../shared/api/messages';
import { send } from '../../shared/api/service';
import { renewalFailures, settle } from '../checks';
import type { Operation } from './operation';
import {
	accessFor,
	CERTIFICATE_REQUEST_PROPERTY,
	CONTINUE_OPTION,
	SEND_AGAIN_OPTION,
	switchOption,
	textParameter,
	timeoutFor,
	TIMEOUT_OPTION,
} from '../parameters';
import { sentOf, warningsIn, type RetrievalAdvice } from '../retrieval';
import { sentOnce } from '../sentOnce';

const PROPERTIES: INodeProperties[] = [
	CERTIFICATE_REQUEST_PROPERTY,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [CONTINUE_OPTION, SEND_AGAIN_OPTION, TIMEOUT_OPTION],
	},
];

const ADVICE: RetrievalAdvice = {
	notSent: 'The request was not sent. Check the connection and run this again.',
	unknown:
		'It is not known whether the renewal was accepted. Keep the new private key; the certificate in use is untouched.',
	refused: 'The certificate in use is untouched, and you may run this again.',
};

/** Renews the certificate in the credential: signed with its key, for the new key of the request. Sent once. */
export const certificateRenew: Operation = {
	resource: 'certificate',
	value: 'renew',
	name: 'Renew',
	action: 'Renew a certificate',
	description: 'Request a renewal of the certificate in the credential (renewCertificate)',
	properties: PROPERTIES,
	forAgents: false,
	async run(context, itemIndex) {
		const access = await accessFor(context, itemIndex);
		const identity = identityOf(access);
		const request = readCertificateRequest(textParameter(context, 'certificateRequest', itemIndex));
		const now = new Date();
		const goOn = switchOption(context, 'continueWhenCheckFails', itemIndex);
		const warnings = settle(renewalFailures(identity, request, now), goOn);

		const message = renewCertificate(access, request.der);
		const document = signDocument(message.document, identity.privateKey, identity.certificate);
		const current = certificateFacts(identity.certificate, now);
		const timeout = timeoutFor(context, itemIndex);
		const result = await sentOnce(
			context,
			access,
			{
				label: 'the renewal of this certificate',
				advice:
					'The output or error of the earlier execution shows its retrieval ID: use Certificate: Get with it. Only if you know that nothing was renewed, switch Send Again on.',
				identity: ['renew', current.fingerprint],
				correctable: [request.der.toString('base64')],
				sendAgain: switchOption(context, 'sendAgain', itemIndex),
			},
			async () =>
				sentOf(await send(context, access, { ...message, document }, timeout), access, ADVICE),
		);
		return {
			...result,
			renewedCertificate: { serialNumber: current.serialNumber, validTo: current.validTo },
			warnings: [...warnings, ...warningsIn(result)],
		};
	},
};
