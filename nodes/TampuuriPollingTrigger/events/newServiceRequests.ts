import type { EventDefinition } from './event';
import {
	browsing,
	listedBy,
	SERVICE_REQUEST_FIELDS,
	SERVICE_REQUEST_OPTIONS,
	stateField,
} from './serviceRequestList';

/** Returns each service request once, the first time it is listed. */
export const newServiceRequests: EventDefinition = {
	value: 'newServiceRequests',
	label: 'New Service Requests (Uudet Ilmoitukset)',
	action: 'On new service requests',
	description: 'Triggers once per service request, the first time it is listed',
	fields: [
		stateField(
			{ value: 'avoin', cachedResultName: 'Open (Avoin)' },
			'Requests that leave this state between two polls are missed. Leave it empty to catch every request; each poll then reads the whole list.',
		),
		...SERVICE_REQUEST_FIELDS,
	],
	sharedOptions: SERVICE_REQUEST_OPTIONS,
	ownOptions: [],
	read: (context, profile) => ({
		...listedBy(context, browsing(context, profile)),
		isNews: (previous) => previous === undefined,
	}),
};
