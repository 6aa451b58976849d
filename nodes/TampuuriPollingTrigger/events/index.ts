import { anyList } from './anyList';
import { changedDocuments } from './changedDocuments';
import type { EventDefinition } from './event';
import { leasesEnding } from './leasesEnding';
import { newServiceRequests } from './newServiceRequests';
import { serviceRequestStateChanged } from './serviceRequestStateChanged';

/** All events, in the order of the editor. */
export const EVENTS: readonly EventDefinition[] = [
	anyList,
	changedDocuments,
	leasesEnding,
	newServiceRequests,
	serviceRequestStateChanged,
];

/** The default of a new step. */
export const DEFAULT_EVENT = newServiceRequests.value;
