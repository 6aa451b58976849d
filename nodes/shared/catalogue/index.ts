import { contactEvent } from './resources/contactEvent';
import { document } from './resources/document';
import { lease } from './resources/lease';
import { maintenanceCalendar } from './resources/maintenanceCalendar';
import { meter } from './resources/meter';
import { party } from './resources/party';
import { person } from './resources/person';
import { property } from './resources/property';
import { serviceRequest } from './resources/serviceRequest';
import type { Resource } from './types';

/** Everything the package knows of the API, in the order the editor lists it. */
export const catalogue: readonly Resource[] = [
	contactEvent,
	document,
	lease,
	maintenanceCalendar,
	meter,
	party,
	person,
	property,
	serviceRequest,
];

export type * from './types';
export * from './queries';
