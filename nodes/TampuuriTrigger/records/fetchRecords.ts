import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { CallFailed } from '../../shared/errors/failure';
import { itemError } from '../../shared/errors/nodeError';
import { accountNameOf, CREDENTIAL_NAME } from '../../shared/api/credential';
import { ExecutionStopped } from '../../shared/api/cancellation';
import { resultsInOrder, type Task } from '../../shared/api/inOrder';
import { openAccount } from '../../shared/call/account';
import type { Notification } from '../notifications/notification';
import { readFor } from './reads';

/** A notification's record, or why there is none. */
export type FetchedRecord =
	| { readonly record: IDataObject }
	| { readonly record: null; readonly recordNote: string; readonly isTemporary?: true };

export interface FetchSettings {
	readonly concurrency: number;
	/** Whether one record that may come later makes all others useless. */
	readonly stopsWithoutResponse: boolean;
}

const none = (recordNote: string): FetchedRecord => ({ record: null, recordNote });

/** Whether the same fetch may succeed later: Tampuuri did not respond, or only that it could not. */
function mayPass({ failure }: CallFailed): boolean {
	if (failure.kind === 'unreachable') return true;
	return failure.kind === 'refused' && (failure.status >= 500 || failure.status === 429);
}

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
	{ concurrency, stopsWithoutResponse }: FetchSettings,
): Promise<FetchedRecord[]> {
	const { client, secrets, profile } = await openAccount(context, {
		reads: concurrency,
		changes: 1,
	});
	const own = accountNameOf(await context.getCredentials(CREDENTIAL_NAME)).toLowerCase();

	/** Whether the delivery fails, so that nobody sees the other records. */
	let isOver = false;
	const fetchOne = async (notification: Notification): Promise<FetchedRecord> => {
		if (notification.account?.trim().toLowerCase() !== own) {
			return none(
				'Not fetched: the notification belongs to a different account than the credential',
			);
		}
		const read = readFor(notification, profile);
		if ('reason' in read) return none(`Not fetched: ${read.reason}`);
		if (isOver) return none('');
		try {
			const record = read.find(await client.send(read.request, { reuseReads: true }));
			return record === undefined ? none('Tampuuri did not return the record') : { record };
		} catch (error) {
			if (error instanceof ExecutionStopped) throw new NodeOperationError(context.getNode(), error);
			const { message } = itemError(context.getNode(), error, undefined, secrets);
			if (!(error instanceof CallFailed && mayPass(error))) return none(message);
			isOver = stopsWithoutResponse;
			return { record: null, recordNote: message, isTemporary: true };
		}
	};
	async function* tasks(): AsyncGenerator<Task<FetchedRecord | { readonly error: unknown }>> {
		for (const notification of notifications) {
			const run = async () => await fetchOne(notification).catch((error: unknown) => ({ error }));
			yield { group: 'reads', atOnce: concurrency, changes: [], run };
		}
	}
	const fetched: FetchedRecord[] = [];
	for await (const result of resultsInOrder(tasks())) {
		if ('error' in result) throw result.error;
		fetched.push(result);
	}
	return fetched;
}
