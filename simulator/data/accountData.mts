import { ContactEvents } from './contactEvents.mts';
import { Files } from './files.mts';
import { Leases } from './leases.mts';
import { MaintenanceCalendars } from './maintenanceCalendars.mts';
import { Meters } from './meters.mts';
import { Parties } from './parties.mts';
import { Properties } from './properties.mts';
import { FIRST_IDS } from './seeding.mts';
import type { ServiceRequestState } from './serviceRequestStates.mts';
import { ServiceRequests } from './serviceRequests.mts';
import type { Sizes } from './sizes.mts';

/** A change of a service request's state. */
export interface StateChange {
	/** ISO 8601, UTC. */
	readonly time: string;
	readonly serviceRequestId: number;
	/** Null when the request was just created. */
	readonly from: ServiceRequestState | null;
	readonly to: ServiceRequestState;
	/** The account's label, or `simulator` for a change made outside the API. */
	readonly by: string;
	/** The first text in the body, under any key: the key is assumed (EVIDENCE.md#state-changes). */
	readonly comment: string | null;
	readonly body: Readonly<Record<string, unknown>>;
}

/** A write that was carried out, as requested. */
export interface Write {
	/** ISO 8601, UTC. */
	readonly time: string;
	/** For example `POST ilmoitukset/lisaa`. */
	readonly operation: string;
	readonly path: Readonly<Record<string, unknown>>;
	readonly body: Readonly<Record<string, unknown>>;
	/** The id of the record that was created. */
	readonly id: number | null;
}

/** All data of one Tampuuri account. The same seed and sizes give the same data, byte for byte. */
export class AccountData {
	readonly seed: number;
	readonly properties: Properties;
	readonly parties: Parties;
	readonly leases: Leases;
	readonly serviceRequests: ServiceRequests;
	readonly files: Files;
	readonly contactEvents: ContactEvents;
	readonly meters: Meters;
	readonly maintenanceCalendars: MaintenanceCalendars;
	readonly stateChanges: StateChange[] = [];
	readonly writes: Write[] = [];
	private otherIds = 0;

	constructor(seed: number, sizes: Sizes) {
		this.seed = seed;
		this.properties = new Properties(seed, sizes);
		this.parties = new Parties(seed, sizes);
		this.leases = new Leases(seed, sizes, this.properties, this.parties);
		this.serviceRequests = new ServiceRequests(seed, sizes, this.properties, this.parties);
		this.files = new Files(seed, sizes, this.properties);
		this.contactEvents = new ContactEvents(seed, sizes, this.parties);
		this.meters = new Meters(seed, sizes);
		this.maintenanceCalendars = new MaintenanceCalendars(seed, this.parties);
	}

	/** The next id for a record that has no register here. */
	nextOtherId(): number {
		return FIRST_IDS.other + this.otherIds++;
	}
}
