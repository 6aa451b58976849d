import { anyList } from './anyList';
import { changedDocuments } from './changedDocuments';
import type { EventDefinition } from './event';
import { leasesEnding } from './leasesEnding';
import { newServiceRequests } from './newServiceRequests';
import { serviceRequestStateChanged } from './serviceRequestStateChanged';

/** Every event, in the order the editor lists them. */
export const EVENTS: readonly EventDefinition[] = [
	anyList,
	changedDocuments,
	leasesEnding,
	newServiceRequests,
	serviceRequestStateChanged,
];

/** What a new step begins with. */
export const DEFAULT_EVENT = newServiceRequests.value;
