import type { EventDefinition } from './event';
import {
	browsing,
	listedBy,
	SERVICE_REQUEST_FIELDS,
	SERVICE_REQUEST_OPTIONS,
	stateField,
} from './serviceRequestList';

/** Each service request once, when it is first in the list. */
export const newServiceRequests: EventDefinition = {
	value: 'newServiceRequests',
	label: 'New Service Requests (Uudet Ilmoitukset)',
	action: 'On new service requests',
	description: 'Each service request once, when it is first in the list',
	fields: [
		stateField(
			{ value: 'avoin', cachedResultName: 'Open (Avoin)' },
			'One that leaves this state before a poll sees it is not given out. Empty it to see every one, at the price of reading the whole list each time.',
		),
		...SERVICE_REQUEST_FIELDS,
	],
	sharedOptions: SERVICE_REQUEST_OPTIONS,
	ownOptions: [],
	read: (context) => ({
		...listedBy(context, browsing(context)),
		isNews: (previous) => previous === undefined,
	}),
};
