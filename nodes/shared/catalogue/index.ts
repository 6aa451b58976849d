import { account } from './resources/account';
import { contactEvent } from './resources/contactEvent';
import { document } from './resources/document';
import { lease } from './resources/lease';
import { maintenanceCalendar } from './resources/maintenanceCalendar';
import { meter } from './resources/meter';
import { mirror } from './resources/mirror';
import { party } from './resources/party';
import { person } from './resources/person';
import { property } from './resources/property';
import { serviceRequest } from './resources/serviceRequest';
import type { Resource, Row } from './types';

/** Everything the package knows about the API, in the order of the editor. */
export const catalogue = [
	account,
	contactEvent,
	document,
	lease,
	maintenanceCalendar,
	meter,
	mirror,
	party,
	person,
	property,
	serviceRequest,
] as const satisfies readonly Resource[];

export type ResourceName = (typeof catalogue)[number]['value'];

/** The row for the values of a resource and an operation; undefined if there is none. */
export function findRow(resource: unknown, operation: unknown): Row | undefined {
	return catalogue
		.filter(({ value }) => value === resource)
		.flatMap(({ operations }) => Object.entries(operations))
		.find(([name]) => name === operation)?.[1];
}

export type * from './types';
export { LISTED_RECORDS, METHODS } from './types';
export * from './queries';
