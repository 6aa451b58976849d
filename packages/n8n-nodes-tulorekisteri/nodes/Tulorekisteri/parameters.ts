import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readAccess, type Access } from '../shared/api/credential';
import { Refusal } from '../shared/errors/refusal';

const CREDENTIAL = 'tulorekisteriCertificateApi';

/** The credential of an item, read. */
export async function accessFor(context: IExecuteFunctions, itemIndex: number): Promise<Access> {
	return readAccess(await context.getCredentials(CREDENTIAL, itemIndex));
}

/** A text parameter, trimmed; a date from an expression as ISO text. */
export function textParameter(context: IExecuteFunctions, name: string, itemIndex: number): string {
	const value: unknown = context.getNodeParameter(name, itemIndex, '') ?? '';
	return (value instanceof Date ? value.toISOString() : String(value)).trim();
}

/** The options that take a number, as the editor names them. */
export const OPTION_LABELS = {
	firstWait: 'First Wait (Seconds)',
	giveUpAfter: 'Give Up After (Seconds)',
	interval: 'Interval (Seconds)',
	timeout: 'Timeout (Seconds)',
} as const;

/**
 * A number among the options; the default where it is not given.
 * @throws Refusal when it is no number or below the least that makes sense
 */
export function numberOption(
	context: IExecuteFunctions,
	name: keyof typeof OPTION_LABELS,
	itemIndex: number,
	{ fallback, least }: { fallback: number; least: number },
): number {
	const given: unknown = context.getNodeParameter(`options.${name}`, itemIndex, fallback);
	const value = given === '' || given === null ? fallback : Number(given);
	if (value >= least) return Math.min(value, A_DAY_IN_SECONDS);
	throw new Refusal(
		`The option ${OPTION_LABELS[name]} is ${String(given)}, but must be at least ${least}`,
		'Nothing was sent. Correct the option and run this again.',
	);
}

/** A switch among the options; off where it is not given. */
export function switchOption(context: IExecuteFunctions, name: string, itemIndex: number): boolean {
	return context.getNodeParameter(`options.${name}`, itemIndex, false) === true;
}

/** How long one request may take. */
export function timeoutFor(context: IExecuteFunctions, itemIndex: number): number {
	return (
		numberOption(context, 'timeout', itemIndex, { fallback: TIMEOUT_SECONDS, least: 1 }) * 1000
	);
}

const TIMEOUT_SECONDS = 60;
const A_DAY_IN_SECONDS = 86_400;

export const CERTIFICATE_REQUEST_PROPERTY: INodeProperties = {
	displayName: 'Certificate Request (CSR)',
	name: 'certificateRequest',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	required: true,
	placeholder: 'e.g. -----BEGIN CERTIFICATE REQUEST-----',
	description: 'The request made by Key: Create, together with a new private key',
};

export const SEND_AGAIN_OPTION: INodeProperties = {
	displayName: 'Send Again',
	name: 'sendAgain',
	type: 'boolean',
	default: false,
	description:
		'Whether to send what this node has sent before. Only if you know that the service did not act on it.',
};

export const TIMEOUT_OPTION: INodeProperties = {
	displayName: OPTION_LABELS.timeout,
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: TIMEOUT_SECONDS,
	description: "How long to wait for the service's response to one request",
};

export const CONTINUE_OPTION: INodeProperties = {
	displayName: 'Continue When a Check Fails',
	name: 'continueWhenCheckFails',
	type: 'boolean',
	default: false,
	description:
		'Whether to turn failed checks into warnings in the output. Needed with the public test bench, whose certificates never fit your key.',
};

export const CODES_SENT_PROPERTY: INodeProperties = {
	displayName: 'Transfer Codes Sent',
	name: 'codesSentAt',
	type: 'string',
	default: '',
	placeholder: 'e.g. 2026-11-05 or 5.11.2026',
	description:
		'The day of the secure e-mail with the transfer codes, which lapse 14 days later. Takes the date of a mail as it stands.',
};
