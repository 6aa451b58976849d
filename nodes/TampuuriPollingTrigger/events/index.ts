import { anyList } from './anyList';
import { changedDocuments } from './changedDocuments';
import type { ReadEvent } from './event';
import { leasesEnding } from './leasesEnding';
import { newServiceRequests, serviceRequestStateChanged } from './serviceRequests';

/** By the value of the parameter `event`. */
export const EVENTS: Readonly<Record<string, ReadEvent>> = {
	anyList,
	changedDocuments,
	leasesEnding,
	newServiceRequests,
	serviceRequestStateChanged,
};
