import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { certificateOf, readAccess } from '../shared/api/credential';
import { daysUntil, transferDeadline } from '../shared/dates/lifecycle';
import { readMoment } from '../shared/dates/moment';
import { certificateFacts } from '../shared/keys/certificateFacts';
import { certificateEvent, transferCodesEvent } from './events';
import { memoryOf } from './memory';

/** The event due now about the certificate in the credential; records that they were told. */
export async function watchCertificate(context: IPollFunctions, now: Date): Promise<IDataObject[]> {
	const access = readAccess(await context.getCredentials('tulorekisteriCertificateApi'));
	const facts = certificateFacts(certificateOf(access), now);
	const { thresholds, told, tell } = memoryOf(
		context,
		'certificate',
		'certificateDays',
		facts.daysLeft,
	);
	const repeatEvery = Number(context.getNodeParameter('repeatEvery', 0)) || 0;
	const event = certificateEvent(facts, thresholds, told, now, repeatEvery);
	if (!event) return [];
	tell({ about: facts.fingerprint, threshold: event.threshold, at: now.toISOString() });
	return [{ ...event, customerId: access.customerId }];
}

/** The event due now about transfer codes; records that they were told. */
export function watchTransferCodes(context: IPollFunctions, now: Date): IDataObject[] {
	const sentAt = readMoment(String(context.getNodeParameter('codesSentAt')), context.getTimezone());
	const daysLeft = daysUntil(transferDeadline(sentAt), now);
	const { thresholds, told, tell } = memoryOf(context, 'transferCodes', 'codeDays', daysLeft);
	const event = transferCodesEvent(sentAt, thresholds, told, now);
	if (!event) return [];
	tell({ about: sentAt.toISOString(), threshold: event.threshold, at: now.toISOString() });
	return [{ ...event }];
}
