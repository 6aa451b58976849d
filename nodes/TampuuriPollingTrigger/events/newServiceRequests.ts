import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { InvalidInput } from '../../shared/errors/failure';
import { plainText } from '../../shared/foreignValues';
import { isApiKey } from '../../shared/profile/schema';
import type { EventDefinition } from './event';
import {
	browsing,
	listedBy,
	SERVICE_REQUEST_FIELDS,
	SERVICE_REQUEST_OPTIONS,
	stateField,
} from './serviceRequestList';

/**
 * The name that the user looked up; the API has such a filter only as far as its page says so.
 *
 * @throws InvalidInput when it can't be a name
 */
function newerThanFilter(context: IPollFunctions): string {
	const { newerThanFilter: entered } = context.getNodeParameter('options', {}) as IDataObject;
	const name = plainText(entered).trim();
	if (name === '' || isApiKey(name)) return name;
	throw new InvalidInput(
		`Newer Than Filter is not a name: "${name}"`,
		'Enter it as on the Help page: letters and digits, with a dot where it is inside an object.',
	);
}

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
	ownOptions: [
		{
			displayName: 'Newer Than Filter',
			name: 'newerThanFilter',
			placeholder: 'as on the Help page',
			type: 'string',
			default: '',
			description:
				'Name of a filter on the Help page of POST ilmoitukset/selaa that takes a time and leaves out older requests. Each poll then reads those of about the last day, not the whole list.',
		},
	],
	read: async (context, profile, withIds) => {
		const settings = { newerThanFilter: newerThanFilter(context) };
		return {
			...listedBy(context, await browsing(context, profile, withIds), settings),
			isNews: (previous) => previous === undefined,
		};
	},
};
