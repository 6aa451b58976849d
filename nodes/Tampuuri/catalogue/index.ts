import { contactEvent } from './contactEvent';
import { document } from './document';
import { lease } from './lease';
import { maintenanceCalendar } from './maintenanceCalendar';
import { meter } from './meter';
import { party } from './party';
import { person } from './person';
import { property } from './property';
import { serviceRequest } from './serviceRequest';
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
export * from './layout';
