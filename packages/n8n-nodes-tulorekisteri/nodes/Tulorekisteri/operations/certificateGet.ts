import { X509Certificate } from 'node:crypto';

import {
	sleep,
	type IDataObject,
	type IExecuteFunctions,
	type INodeProperties,
} from 'n8n-workflow';

import { attempt, Refusal } from '../../shared/errors/refusal';
import { certificateFacts } from '../../shared/keys/certificateFacts';
import { readCertificateRequest } from '../../shared/keys/certificateRequest';
import { toPem } from '../../shared/keys/pem';
import type { ServiceResponse } from '../../shared/api/response';
import { getCertificate } from '../../shared/api/messages';
import { objectionTo, send, trustWarnings, type Reaction } from '../../shared/api/service';
import { issuedFailures, issuedWarnings, settle } from '../checks';
import type { Operation } from './operation';
import {
	accessFor,
	CERTIFICATE_REQUEST_PROPERTY,
	CONTINUE_OPTION,
	numberOption,
	OPTION_LABELS,
	switchOption,
	textParameter,
	timeoutFor,
	TIMEOUT_OPTION,
} from '../parameters';
import { askUntilFinal, type Clock, type Patience } from '../polling';

const MAY_REPEAT = 'Nothing is lost: Certificate: Get may be repeated with the same retrieval ID.';
const FIRST_WAIT_SECONDS = 30;
const INTERVAL_SECONDS = 30;
const GIVE_UP_AFTER_SECONDS = 360;

const PROPERTIES: INodeProperties[] = [
	{
		displayName: 'Retrieval ID',
		name: 'retrievalId',
		type: 'string',
		default: '',
		required: true,
		description: 'The retrieval ID returned by Renew or Retrieve New',
	},
	{
		...CERTIFICATE_REQUEST_PROPERTY,
		required: false,
		description:
			'The request that was sent for this certificate. Used to check that the certificate fits its key.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			CONTINUE_OPTION,
			{
				displayName: OPTION_LABELS.firstWait,
				name: 'firstWait',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: FIRST_WAIT_SECONDS,
				description:
					'How long to wait before the first attempt. The service needs a while to issue the certificate.',
			},
			{
				displayName: OPTION_LABELS.giveUpAfter,
				name: 'giveUpAfter',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: GIVE_UP_AFTER_SECONDS,
				description: 'When to stop asking. The outcome is then "pending", which is not an error.',
			},
			{
				displayName: OPTION_LABELS.interval,
				name: 'interval',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: INTERVAL_SECONDS,
				description: 'How long to wait between two attempts',
			},
			TIMEOUT_OPTION,
		],
	},
];

/** Fetches the certificate; may be repeated. Which of the service's codes means "not ready" is not known, so any FAIL does. */
export const certificateGet: Operation = {
	resource: 'certificate',
	value: 'get',
	name: 'Get',
	action: 'Get a certificate',
	description: 'Fetch a requested certificate, waiting until it is ready (getCertificate)',
	properties: PROPERTIES,
	forAgents: true,
	async run(context, itemIndex) {
		const access = await accessFor(context, itemIndex);
		const message = getCertificate(access, textParameter(context, 'retrievalId', itemIndex));
		const requestText = textParameter(context, 'certificateRequest', itemIndex);
		const request = requestText === '' ? undefined : readCertificateRequest(requestText);

		const { reply, attempts } = await askUntilFinal(
			async () => await send(context, access, message, timeoutFor(context, itemIndex)),
			hasCertificate,
			patienceFor(context, itemIndex),
			clockOf(context),
		);
		const response = responseOf(reply);
		const objection = objectionTo(response, access);
		if (objection)
			throw new Refusal(objection.message, `${objection.advice} ${MAY_REPEAT}`, 'service');
		const responseSignature = { ...response.signature };
		if (!response.certificate) return { ...pending(response), attempts, responseSignature };

		const certificate = certificateIn(response.certificate);
		const now = new Date();
		const goOn = switchOption(context, 'continueWhenCheckFails', itemIndex);
		const failures = issuedFailures(certificate, request, now);
		const warnings = [
			...settle(failures, goOn),
			...issuedWarnings(certificate, access.customerId, now),
			...trustWarnings(response.signature, access),
		];
		return {
			outcome: 'issued',
			publicCertificate: toPem('CERTIFICATE', certificate.raw),
			...certificateFacts(certificate, now),
			keyMatches: request ? certificate.publicKey.equals(request.publicKey) : 'notChecked',
			warnings,
			attempts,
			responseSignature,
		};
	},
};

function hasCertificate(reaction: Reaction): boolean {
	return reaction.outcome === 'responded' && reaction.response.certificate !== undefined;
}

function responseOf(reaction: Reaction): ServiceResponse {
	if (reaction.outcome === 'responded') return reaction.response;
	const reason =
		reaction.outcome === 'notSent'
			? `The service was not reached: ${reaction.reason}`
			: reaction.refusal.message;
	throw new Refusal(reason, MAY_REPEAT, 'service');
}

function pending({ status, errors }: ServiceResponse): IDataObject {
	return {
		outcome: 'pending',
		lastResponse: { status, errors: errors.map((error) => ({ ...error })) },
		advice: 'Run Certificate: Get again later with the same retrieval ID.',
	};
}

function certificateIn(der: Buffer): X509Certificate {
	const certificate = attempt(() => new X509Certificate(der));
	if (certificate) return certificate;
	throw new Refusal('The service sent a certificate that cannot be read', MAY_REPEAT, 'service');
}

function patienceFor(context: IExecuteFunctions, itemIndex: number): Patience {
	const seconds = (name: keyof typeof OPTION_LABELS, fallback: number) =>
		numberOption(context, name, itemIndex, { fallback, least: 0 }) * 1000;
	return {
		firstWaitMilliseconds: seconds('firstWait', FIRST_WAIT_SECONDS),
		intervalMilliseconds: seconds('interval', INTERVAL_SECONDS),
		giveUpAfterMilliseconds: seconds('giveUpAfter', GIVE_UP_AFTER_SECONDS),
	};
}

/** n8n's sleep cannot be interrupted: a long one is slept in slices, so that Stop is noticed. */
const SLEEP_SLICE = 1000;

function clockOf(context: IExecuteFunctions): Clock {
	const isStopped = () => context.getExecutionCancelSignal()?.aborted ?? false;
	return {
		now: () => Date.now(),
		isStopped,
		sleep: async (milliseconds) => {
			const end = Date.now() + milliseconds;
			for (let left = milliseconds; left > 0 && !isStopped(); left = end - Date.now()) {
				await sleep(Math.min(left, SLEEP_SLICE));
			}
		},
	};
}
