import type { INodeProperties } from 'n8n-workflow';

import { identityOf } from '../../shared/api/credential';
import { Refusal } from '../../shared/errors/refusal';
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
	switchOption,
	textParameter,
	timeoutFor,
	TIMEOUT_OPTION,
} from '../parameters';
import { retrievalOf } from '../retrieval';

const PROPERTIES: INodeProperties[] = [
	CERTIFICATE_REQUEST_PROPERTY,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [CONTINUE_OPTION, TIMEOUT_OPTION],
	},
];

/** Renews the certificate in the credential: signed with its key, for the new key of the request. Sent once. */
export const certificateRenew: Operation = {
	resource: 'certificate',
	value: 'renew',
	name: 'Renew',
	action: 'Renew a certificate',
	description: 'Ask for the successor of the certificate in the credential (renewCertificate)',
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
		const reaction = await send(
			context,
			access,
			{ ...message, document },
			timeoutFor(context, itemIndex),
		);
		if (reaction.outcome === 'notSent') {
			throw new Refusal(
				`The service was not reached: ${reaction.reason}`,
				'The request was not sent. Check the connection and run this again.',
				'service',
			);
		}
		if (reaction.outcome === 'unclear') {
			throw new Refusal(
				`Outcome unknown. ${reaction.refusal.message}`,
				`It is not known whether the renewal was accepted. Keep the new private key; the certificate in use is untouched. ${reaction.refusal.advice}`,
				'service',
			);
		}
		const current = certificateFacts(identity.certificate, now);
		return {
			...retrievalOf(reaction.response, 'The certificate in use is untouched.'),
			renewedCertificate: { serialNumber: current.serialNumber, validTo: current.validTo },
			warnings,
		};
	},
};
