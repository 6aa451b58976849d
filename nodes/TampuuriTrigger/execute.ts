import {
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { itemError } from '../shared/errors/nodeError';
import { maskedValue } from '../shared/errors/redaction';
import { canBeRecognised } from './notifications/eventKey';
import type { Notification } from './notifications/notification';
import { admitOnce, type Admission } from './deduplication/ledger';
import { admitUnfinished } from './deduplication/whenFinished';
import { fetchRecords } from './records/fetchRecords';
import { addressHint } from './address';
import { readExecuteSettings, type ExecuteSettings } from './settings';
import { workerHint } from './workers';

/** The notifications in an item from `webhook()`: the item itself, or those in its bundle. */
function notificationsOf({ json }: INodeExecutionData): Notification[] {
	return Array.isArray(json.notifications)
		? (json.notifications as Notification[])
		: [json as Notification];
}

async function admit(
	context: IExecuteFunctions,
	notifications: readonly Notification[],
	{ deduplicates, respond, windowSize }: ExecuteSettings,
): Promise<Admission | undefined> {
	if (!deduplicates) return undefined;
	const recognisable = notifications.filter(canBeRecognised).map(({ eventKey }) => eventKey);
	const keys = [...new Set(recognisable)];
	if (keys.length === 0) return undefined;
	return respond === 'lastNode'
		? await admitUnfinished(context, keys, windowSize)
		: await admitOnce(context, keys, windowSize);
}

/** Puts notifications back into the form of their item. Empty if none are left. */
function outputOf({ json }: INodeExecutionData, notifications: IDataObject[]): IDataObject[] {
	const isBundle = Array.isArray(json.notifications);
	return isBundle && notifications.length > 0 ? [{ ...json, notifications }] : notifications;
}

function isAdmittedBy(admission: Admission | undefined, notification: Notification): boolean {
	if (admission === undefined || !canBeRecognised(notification)) return true;
	return admission.admitted.has(notification.eventKey);
}

/** More event keys than this are counted, not named. */
const MOST_NAMED = 5;

/** Says in a hint and n8n's log how many events are dropped, and which. */
function reportDropped(context: IExecuteFunctions, dropped: readonly Notification[], of: number) {
	if (dropped.length === 0) return;
	const named = dropped.slice(0, MOST_NAMED).map(({ eventKey }) => eventKey);
	const keys = dropped.length > MOST_NAMED ? [...named, '…'] : named;
	const message = `${dropped.length} of ${of} notifications were dropped because they had been delivered before (event keys ${keys.join(', ')})`;
	context.addExecutionHints({ message, location: 'outputPane', type: 'info' });
	context.logger.info(`${context.getNode().name}: ${message}`);
}

/**
 * Adds each notification's record to it, and masks identity codes if wanted.
 *
 * @throws NodeOperationError when Tampuuri does not respond and the user wants that to fail
 */
async function withRecords(
	context: IExecuteFunctions,
	notifications: readonly Notification[],
	{ fetch, masksIdentityCodes }: ExecuteSettings,
): Promise<IDataObject[]> {
	const mask = (one: IDataObject): IDataObject =>
		masksIdentityCodes ? { ...(maskedValue(one) as IDataObject), eventKey: one.eventKey } : one;
	if (fetch === undefined) return notifications.map(mask);
	const records = await fetchRecords(context, notifications, fetch);
	const failure = fetch.stopsWithoutResponse
		? records.find((one) => 'isTemporary' in one && one.isTemporary)
		: undefined;
	if (failure !== undefined && 'recordNote' in failure) {
		throw new NodeOperationError(context.getNode(), failure.recordNote, {
			description:
				'Tampuuri did not respond, so no event of this delivery is passed on. To continue without records, set On Fetch Failure to Return the Event with a Note.',
		});
	}
	return notifications.map((notification, index) => {
		const { record = null, ...rest } = records[index] ?? {};
		const note = 'recordNote' in rest ? { recordNote: rest.recordNote } : {};
		return mask({ ...notification, record, ...note });
	});
}

/**
 * Runs the trigger: returns what `webhook()` received without events that were returned before, and
 * with their records if wanted.
 *
 * @throws NodeOperationError when Tampuuri does not respond to a fetch and the user wants that to fail,
 * or n8n's database fails
 */
export async function deliver(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const settings = readExecuteSettings(this);
	this.addExecutionHints(...addressHint(this), ...workerHint(this, settings.respond));
	const delivered = items.flatMap(notificationsOf);
	const admission = await admit(this, delivered, settings);
	const isAdmitted = (one: Notification) => isAdmittedBy(admission, one);
	const dropped = delivered.filter((one) => !isAdmitted(one));
	reportDropped(this, dropped, delivered.length);
	const admitted = items.map((item) => notificationsOf(item).filter(isAdmitted));
	try {
		const complete = await withRecords(this, admitted.flat(), settings);
		const output = items.flatMap((item, index): INodeExecutionData[] => {
			const notifications = complete.splice(0, admitted[index]?.length);
			return outputOf(item, notifications).map((json) => ({ json, pairedItem: { item: index } }));
		});
		return [output];
	} catch (error) {
		// If this node is retried, its events must still be new.
		await admission?.withdraw();
		throw itemError(this.getNode(), error, undefined, []);
	}
}
