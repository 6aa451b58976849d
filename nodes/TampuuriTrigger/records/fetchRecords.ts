import pLimit from 'p-limit';
import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { itemError } from '../../shared/errors/nodeError';
import { DEFAULT_SETTINGS } from '../../shared/api/request';
import { accountNameOf, CREDENTIAL_NAME } from '../../shared/api/credential';
import { ExecutionStopped } from '../../shared/api/cancellation';
import { openConnection } from '../../shared/api/connection';
import type { Notification } from '../notifications/notification';
import { readFor } from './reads';

/** A notification's record, or why there is none. */
export type FetchedRecord =
	| { readonly record: IDataObject }
	| { readonly record: null; readonly recordNote: string; readonly failed?: true };

export interface FetchSettings {
	readonly concurrency: number;
}

const none = (recordNote: string): FetchedRecord => ({ record: null, recordNote });
const failed = (recordNote: string): FetchedRecord => ({ record: null, recordNote, failed: true });

/**
 * Fetches the records that notifications are about, with one billed call for each different record.
 * Only for the credential's own account: in another account, the same ID is another record.
 *
 * @throws UserError when the credential contains something that can't be sent, NodeOperationError
 * on Stop
 */
export async function fetchRecords(
	context: IExecuteFunctions,
	notifications: readonly Notification[],
	{ concurrency }: FetchSettings,
): Promise<FetchedRecord[]> {
	const { client, secrets } = await openConnection(context);
	const own = accountNameOf(await context.getCredentials(CREDENTIAL_NAME)).toLowerCase();
	const settings = { ...DEFAULT_SETTINGS, reuseReads: true };

	const fetchOne = async (notification: Notification): Promise<FetchedRecord> => {
		if (notification.account?.trim().toLowerCase() !== own) {
			return none(
				'Not fetched: the notification belongs to a different account than the credential',
			);
		}
		const read = readFor(notification);
		if ('reason' in read) return none(`Not fetched: ${read.reason}`);
		try {
			const record = read.find(await client.send(read.request, settings));
			return record === undefined ? failed('Tampuuri did not return the record') : { record };
		} catch (error) {
			if (error instanceof ExecutionStopped) throw new NodeOperationError(context.getNode(), error);
			return failed(itemError(context.getNode(), error, undefined, secrets).message);
		}
	};
	const limit = pLimit(concurrency);
	return await Promise.all(notifications.map((one) => limit(fetchOne, one)));
}
