import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { certificateOf, readAccess } from '../shared/api/credential';
import { daysUntil, transferDeadline } from '../shared/dates/lifecycle';
import { readMoment } from '../shared/dates/parse';
import type { Threshold } from '../shared/dates/thresholds';
import { certificateFacts } from '../shared/keys/certificateFacts';
import { certificateEvent, transferCodesEvent, type Told } from './events';

/** The events due now about the certificate in the credential; records that they were told. */
export async function watchCertificate(context: IPollFunctions, now: Date): Promise<IDataObject[]> {
	const access = readAccess(await context.getCredentials('tulorekisteriCertificateApi'));
	const facts = certificateFacts(certificateOf(access), now);
	const { thresholds, told, tell } = memoryOf(
		context,
		'certificate',
		'certificateDays',
		facts.daysLeft,
	);
	const event = certificateEvent(facts, thresholds, told, now);
	if (!event) return [];
	tell({ about: facts.fingerprint, threshold: event.threshold });
	return [{ ...event, customerId: access.customerId }];
}

/** The events due now about transfer codes; records that they were told. */
export function watchTransferCodes(context: IPollFunctions, now: Date): IDataObject[] {
	const sentAt = readMoment(String(context.getNodeParameter('codesSentAt')), context.getTimezone());
	const daysLeft = daysUntil(transferDeadline(sentAt), now);
	const { thresholds, told, tell } = memoryOf(context, 'transferCodes', 'codeDays', daysLeft);
	const event = transferCodesEvent(sentAt, thresholds, told, now);
	if (!event) return [];
	tell({ about: sentAt.toISOString(), threshold: event.threshold });
	return [{ ...event }];
}

/**
 * Thresholds and what was told, from n8n's static data of this node: it outlives restarts.
 * A manual test run neither reads nor writes it, and always has something to show.
 */
function memoryOf(
	context: IPollFunctions,
	subject: string,
	parameter: string,
	daysLeft: number,
): { thresholds: Threshold[]; told: Told | undefined; tell: (told: Told) => void } {
	const thresholds = numbersIn(context.getNodeParameter(parameter));
	if (context.getMode() === 'manual') {
		const crossedToday = Math.max(daysLeft, 0) + 1;
		return { thresholds: [...thresholds, crossedToday], told: undefined, tell: () => {} };
	}
	const memory = context.getWorkflowStaticData('node');
	return {
		thresholds,
		told: toldIn(memory[subject]),
		// A new object: n8n notices changes at the top level only.
		tell: (told) => {
			memory[subject] = { ...told };
		},
	};
}

function numbersIn(value: unknown): number[] {
	return Array.isArray(value) ? value.map(Number).filter(Number.isFinite) : [];
}

function toldIn(value: unknown): Told | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	if (!('about' in value) || !('threshold' in value)) return undefined;
	const { about, threshold } = value;
	return typeof about === 'string' && typeof threshold === 'number'
		? { about, threshold }
		: undefined;
}
