import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { readAccess, type Access } from '../shared/api/credential';

export const CREDENTIAL = 'tulorekisteriCertificateApi';

/** The credential of an item, read. */
export async function accessFor(context: IExecuteFunctions, itemIndex: number): Promise<Access> {
	return readAccess(await context.getCredentials(CREDENTIAL, itemIndex));
}

/** A text parameter, trimmed. */
export function textParameter(context: IExecuteFunctions, name: string, itemIndex: number): string {
	return String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
}

/** A number among the options; the default where it is not given. */
export function numberOption(
	context: IExecuteFunctions,
	name: string,
	itemIndex: number,
	fallback: number,
): number {
	const value = Number(context.getNodeParameter(`options.${name}`, itemIndex, fallback));
	return Number.isFinite(value) && value >= 0 ? value : fallback;
}

/** A switch among the options; off where it is not given. */
export function switchOption(context: IExecuteFunctions, name: string, itemIndex: number): boolean {
	return context.getNodeParameter(`options.${name}`, itemIndex, false) === true;
}

/** How long one request may take. */
export function timeoutFor(context: IExecuteFunctions, itemIndex: number): number {
	return numberOption(context, 'timeout', itemIndex, TIMEOUT_SECONDS) * 1000;
}

const TIMEOUT_SECONDS = 60;

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

export const TIMEOUT_OPTION: INodeProperties = {
	displayName: 'Timeout (Seconds)',
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
		'Whether a failed check becomes a warning in the output. For the public test bench, whose certificates fit no key of yours.',
};
