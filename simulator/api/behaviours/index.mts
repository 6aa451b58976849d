import type { Behaviour } from '../call.mts';
import { contactEventBehaviours } from './contactEvents.mts';
import { fileBehaviours } from './files.mts';
import { leaseBehaviours } from './leases.mts';
import { maintenanceCalendarBehaviours } from './maintenanceCalendars.mts';
import { partyBehaviours } from './parties.mts';
import { propertyBehaviours } from './properties.mts';
import { serviceRequestBehaviours } from './serviceRequests.mts';

/**
 * What the operations do, by `behaviourKey`. An operation of the catalogue that is not here works too:
 * its response is generated from its row.
 */
export const behaviours: ReadonlyMap<string, Behaviour> = new Map(
	Object.entries({
		...contactEventBehaviours,
		...fileBehaviours,
		...leaseBehaviours,
		...maintenanceCalendarBehaviours,
		...partyBehaviours,
		...propertyBehaviours,
		...serviceRequestBehaviours,
	}),
);
