import { isEmpty } from '../../shared/call/entered';
import type { EventDefinition } from './event';
import {
	browsing,
	listedBy,
	SERVICE_REQUEST_FIELDS,
	SERVICE_REQUEST_OPTIONS,
	stateField,
} from './serviceRequestList';

/** webinar: the first state of a service request. */
const FIRST_STATE = 'avoin';

/**
 * Returns a service request when its state differs from the previous poll. With a state chosen,
 * only requests in that state are read: one that is newly listed has changed to it.
 */
export const serviceRequestStateChanged: EventDefinition = {
	value: 'serviceRequestStateChanged',
	label: 'Service Request State Changed (Ilmoituksen Tila)',
	action: 'On service request state changed',
	description: 'Triggers when a poll finds a service request in a different state',
	fields: [
		stateField(
			{ value: '' },
			'Triggers only on changes to this state, which takes fewer calls. If empty, each poll reads the whole list and items include the previous state.',
		),
		...SERVICE_REQUEST_FIELDS,
	],
	sharedOptions: SERVICE_REQUEST_OPTIONS,
	ownOptions: [],
	read: async (context, profile, withIds) => {
		const wanted = await browsing(context, profile, withIds);
		if (!isEmpty(wanted.call.values.state)) {
			const isNews = (previous: string | undefined) => previous === undefined;
			return { ...listedBy(context, wanted), forgetsMissing: true, isNews };
		}
		return {
			...listedBy(context, wanted, { byState: true }),
			addition: (previous) => ({ previousState: previous ?? null }),
			isNews: (previous, state) => state !== (previous ?? FIRST_STATE),
		};
	},
};
