import { Collection, type Rows } from './collection.mts';
import { MILLISECONDS_IN_DAY, localTimeOf, REFERENCE_TIME } from './dates.mts';
import { bitsFor, FIRST_IDS, randomFor } from './seeding.mts';
import type { Parties, Party } from './parties.mts';
import type { Properties } from './properties.mts';
import { emptyServiceRequest, type ServiceRequestRecord } from './serviceRequestRecord.mts';
import { SERVICE_REQUEST_STATES, type ServiceRequestState } from './serviceRequestStates.mts';
import type { Sizes } from './sizes.mts';
import { DEFECTS, URGENCIES } from './words.mts';

export interface ServiceRequest {
	readonly id: number;
	readonly state: ServiceRequestState;
	/** As the API returns it. */
	readonly record: ServiceRequestRecord;
	/** The body the API received, for a request created through it. */
	readonly given: Readonly<Record<string, unknown>>;
}

export interface ServiceRequestFilter {
	/** The company or person that does the work. */
	readonly contractorId?: number;
	/** Any of these, in any letter case. */
	readonly states?: readonly string[];
	/** The property or the unit. */
	readonly propertyId?: number;
	readonly parentId?: number;
}

/** Service requests (ilmoitukset), oldest first. */
export class ServiceRequests extends Collection<ServiceRequest> {
	private readonly seed: number;
	private readonly parties: Parties;
	private readonly properties: Properties;

	constructor(seed: number, sizes: Sizes, properties: Properties, parties: Parties) {
		super(FIRST_IDS.serviceRequest, sizes.serviceRequests, (position, id) =>
			this.requestAt(position, id, sizes),
		);
		this.seed = seed;
		this.parties = parties;
		this.properties = properties;
	}

	/** In the order of their ids (assumed: EVIDENCE.md#service-request-list). */
	browse(filter: ServiceRequestFilter): Rows<ServiceRequest> {
		const { contractorId, propertyId, parentId } = filter;
		const states = filter.states?.map((state) => state.toLowerCase());
		if (Object.values(filter).every((value) => value === undefined)) return this.all();
		return this.where((position) => {
			const record = this.storedAt(position)?.record;
			const state = record?.Tila ?? this.stateOf(position);
			if (states && !states.includes(state)) return false;
			// No request that was made up has a parent.
			if (parentId !== undefined && record?.ParentId !== parentId) return false;
			if (propertyId !== undefined) {
				const { KohdeId, HuoneistoId } = this.at(position).record;
				if (![KohdeId, HuoneistoId].includes(propertyId)) return false;
			}
			if (contractorId === undefined) return true;
			return record
				? [record.TyonsuorittajaYritysId, record.TyonsuorittajaHenkiloId].includes(contractorId)
				: this.contractorIdOf(position) === contractorId;
		});
	}

	childrenOf(id: number): Rows<ServiceRequest> {
		return this.where((position) => this.storedAt(position)?.record.ParentId === id);
	}

	private stateOf(position: number): ServiceRequestState {
		const bits = bitsFor(this.seed, 'serviceRequestState', position);
		return SERVICE_REQUEST_STATES[bits % SERVICE_REQUEST_STATES.length] ?? 'avoin';
	}

	private contractorIdOf(position: number): number {
		return this.parties.companyIdAt(bitsFor(this.seed, 'contractor', position));
	}

	private requestAt(position: number, id: number, sizes: Sizes): ServiceRequest {
		const random = randomFor(this.seed, 'serviceRequest', position);
		const unit = random.integer(0, sizes.units - 1);
		const property = this.properties.unitAt(unit);
		const costCentre = this.properties.costCentreOfUnitAt(unit);
		const fault = random.pick(DEFECTS);
		const daysAgo = Math.ceil(((sizes.serviceRequests - position) * 365) / sizes.serviceRequests);
		const reported =
			REFERENCE_TIME - daysAgo * MILLISECONDS_IN_DAY + random.integer(0, 86_399) * 1_000;
		const state = this.stateOf(position);
		const record: ServiceRequestRecord = {
			...emptyServiceRequest(id, state),
			Vikaluokka: fault.category,
			Kiireellisyys: random.pick(URGENCIES),
			SuoritusaikaAikaisintaan: localTimeOf(reported),
			SuoritusaikaViimeistään: localTimeOf(reported + random.integer(2, 21) * MILLISECONDS_IN_DAY),
			IlmoitusTehty: localTimeOf(reported),
			KohdeId: costCentre.id,
			Kiinteistö: costCentre.name,
			HuoneistoId: property.id,
			Huoneisto: property.name,
			...reporterFields(this.parties.personAt(unit)),
			TyötehtävänOtsikko: fault.title,
			TyötehtävänKuvaus: fault.description,
			TyötehtävänLisätiedot: random.chance(20) ? 'Asunnossa on kissa, älä päästä pihalle.' : '',
			Kustannusarvio: random.chance(30) ? random.integer(40, 900) : '',
			...contractorFields(this.parties.find(this.contractorIdOf(position))),
		};
		return { id, state, record, given: {} };
	}
}

export function reporterFields(party: Party | undefined): Partial<ServiceRequestRecord> {
	if (!party) return {};
	return {
		IlmoittajaId: party.id,
		Ilmoittaja: party.name,
		IlmoittajanKatuosoite: party.street,
		IlmoittajanPostinumero: party.city.postalCode,
		IlmoittajanPostitoimipaikka: party.city.name,
		IlmoittajanPuhelin: party.phone,
		IlmoittajanSähköposti: party.email,
		IlmoittajanTurvakielto: party.nonDisclosure,
	};
}

export function contractorFields(party: Party | undefined): Partial<ServiceRequestRecord> {
	if (!party) return {};
	return party.kind === 'company'
		? { TyonsuorittajaYritysId: party.id, TyonsuorittajaYritysNimi: party.name }
		: { TyonsuorittajaHenkiloId: party.id, TyonsuorittajaHenkiloNimi: party.name };
}
