import { createHash } from 'node:crypto';

import type { IExecuteFunctions } from 'n8n-workflow';

import type { Access } from '../shared/api/credential';
import { Refusal } from '../shared/errors/refusal';

type NotingContext = {
	helpers: Pick<IExecuteFunctions['helpers'], 'checkProcessedAndRecord' | 'removeProcessed'>;
};

const NOTEBOOK = { mode: 'entries' } as const;

/**
 * Notes in n8n's database, before sending, that these one-time codes are being sent: so neither Retry On Fail
 * nor a second run sends them twice. Kept per node; only a fingerprint of the transfer ID is stored.
 * @throws Refusal when they were sent before, or the note cannot be kept
 */
export async function noteAsSent(
	context: NotingContext,
	access: Access,
	transferId: string,
	mayRepeat: boolean,
): Promise<void> {
	const noted = await context.helpers
		.checkProcessedAndRecord([fingerprint(access, transferId)], 'node', NOTEBOOK)
		.catch(() => undefined);
	if (!noted) {
		throw new Refusal(
			'n8n could not note that the transfer codes are being sent, so they were not sent',
			'Save the workflow and run it again.',
		);
	}
	if (noted.new.length === 0 && !mayRepeat) {
		throw new Refusal(
			'These transfer codes were sent before from this node, and are not sent twice',
			'Look at the earlier execution: if it gave a retrieval ID, use Certificate: Get with it. If its outcome was unclear, see whether the certificate shows in the certificate service before ordering a new one. Only when you know that the codes are unused, switch Send Again on.',
		);
	}
}

/** Takes the note back: the request certainly never left. */
export async function noteAsNotSent(
	context: NotingContext,
	access: Access,
	transferId: string,
): Promise<void> {
	await context.helpers.removeProcessed([fingerprint(access, transferId)], 'node', NOTEBOOK);
}

function fingerprint({ environment, customerId }: Access, transferId: string): string {
	return createHash('sha256')
		.update(JSON.stringify([environment.address, customerId, transferId]))
		.digest('hex');
}
