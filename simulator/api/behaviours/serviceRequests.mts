import { mapRows } from '../../data/collection.mts';
import { localTimeOf } from '../../data/dates.mts';
import type { Party } from '../../data/parties.mts';
import {
	emptyServiceRequest,
	type ServiceRequestRecord,
} from '../../data/serviceRequestRecord.mts';
import {
	contractorFields,
	reporterFields,
	type ServiceRequest,
} from '../../data/serviceRequests.mts';
import type { ServiceRequestState } from '../../data/serviceRequestStates.mts';
import type { Behaviour, Call, Outcome } from '../call.mts';
import { notFound } from '../errorResponse.mts';
import { moveServiceRequest, recordStateChange } from '../stateChanges.mts';

export const serviceRequestBehaviours: Readonly<Record<string, Behaviour>> = {
	'post ilmoitukset/lisaa': create,
	'post ilmoitukset/base64': create,
	'get ilmoitukset/{}': get,
	'post ilmoitukset/selaa': browse,
	'post ilmoitukset/{}/vastaanota': moveTo('vastaanotettu'),
	'post ilmoitukset/{}/odotukseen': moveTo('odottaa'),
	'post ilmoitukset/{}/kuittaatehdyksi': moveTo('tehty'),
};

function moveTo(to: ServiceRequestState): Behaviour {
	return ({ data, ids, by, now, body }) => {
		const [id = 0] = ids;
		moveServiceRequest(data, id, to, { by, now, body: body.all, comment: body.firstText() });
		return { id };
	};
}

function get({ data, ids }: Call): Outcome {
	const [id = 0] = ids;
	const request = data.serviceRequests.find(id);
	if (request === undefined) throw notFound(`Ilmoitusta ${id} ei löydy.`);
	return { record: serviceRequestModel(request) };
}

/** Webinar: filtered by contractor and state. The other filters, and all filters' keys are assumed (EVIDENCE.md#service-request-list). */
function browse({ data, body }: Call): Outcome {
	const states = body.texts('Tila');
	const contractorId = body.number('TyonsuorittajaId');
	const propertyId = body.number('KohdeId');
	const parentId = body.number('ParentId');
	const found = data.serviceRequests.browse({
		...(states ? { states } : {}),
		...(contractorId === undefined ? {} : { contractorId }),
		...(propertyId === undefined ? {} : { propertyId }),
		...(parentId === undefined ? {} : { parentId }),
	});
	return { rows: mapRows(found, serviceRequestModel) };
}

function serviceRequestModel({ record }: ServiceRequest): Record<string, unknown> {
	return { ...record };
}

function create(call: Call): Outcome {
	const { data, body, by, now } = call;
	const { id } = data.serviceRequests.add((newId) => ({
		id: newId,
		state: 'avoin',
		record: newRecord(call, newId),
		given: body.all,
	}));
	recordStateChange(data, { id, from: null, to: 'avoin', by, now, body: body.all });
	return { id };
}

/** A service request is written under one set of keys and read under another (EVIDENCE.md#names). */
function newRecord({ data, body, now }: Call, id: number): ServiceRequestRecord {
	const costCentre = data.properties.find(body.number('KustannuspaikkaId') ?? 0);
	const space = data.properties.find(body.number('TilaId') ?? 0);
	const reporter = partyNamedIn(body.get('Ilmoittaja'), data.parties);
	const orderer = partyNamedIn(body.get('Tilaaja'), data.parties);
	return {
		...emptyServiceRequest(id, 'avoin'),
		ParentId: body.number('ParentId') ?? null,
		Vikaluokka: body.text('Vikaluokka') ?? '',
		Kiireellisyys: body.text('Kiireellisyys') ?? '',
		SuoritusaikaAikaisintaan: momentOrNull(body.time('SuoritusaikaAikaisintaan')),
		SuoritusaikaViimeistään: momentOrNull(body.time('SuoritusaikaViimeistaan')),
		IlmoitusTehty: localTimeOf(now),
		KohdeId: costCentre?.id ?? null,
		Kiinteistö: costCentre?.name ?? '',
		HuoneistoId: space?.id ?? null,
		Huoneisto: space?.name ?? '',
		...reporterFields(reporter),
		TilaajaId: orderer?.id ?? null,
		Tilaaja: orderer?.name ?? '',
		TyötehtävänOtsikko: body.text('Otsikko') ?? '',
		TyötehtävänKuvaus: body.text('TyotehtavanKuvaus') ?? '',
		TyötehtävänLisätiedot: body.text('TyotehtavanLisatiedot') ?? '',
		Kustannusarvio: body.number('Kustannusarvio') ?? '',
		...contractorFields(data.parties.find(body.number('TyonsuorittajaId') ?? 0)),
	};
}

function momentOrNull(time: number | undefined): string | null {
	return time === undefined ? null : localTimeOf(time);
}

/** Guess: ApiIlmoitusOsapuoliRequest names the party by its id, under any key. */
function partyNamedIn(
	model: unknown,
	parties: { find(id: number): Party | undefined },
): Party | undefined {
	if (typeof model !== 'object' || model === null) return undefined;
	return Object.values(model)
		.map((value) => (typeof value === 'number' ? parties.find(value) : undefined))
		.find((party) => party !== undefined);
}
