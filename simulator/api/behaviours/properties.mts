import { midnightOf } from '../../data/dates.mts';
import {
	bareProperty,
	kindOf,
	metaNameOf,
	type Property,
	type PropertyKind,
} from '../../data/properties.mts';
import type { Behaviour, Call, Outcome } from '../call.mts';
import { notFound } from '../errorResponse.mts';

export const propertyBehaviours: Readonly<Record<string, Behaviour>> = {
	'get kohteet/{}': get,
	'post kohteet/tontti/create': (call) => add(call, 'plot'),
	'post kohteet/huoneisto/create': (call) => add(call, 'unit'),
	'post kohdetiedot/kohteet/lisaa': addByType,
	'get kulutusseuranta/mittarit/{}/lukemat/uusinkulutus': latestConsumption,
};

function get({ data, ids }: Call): Outcome {
	const [id = 0] = ids;
	const property = data.properties.find(id);
	if (!property) throw notFound(`Kohdetta ${id} ei löydy.`);
	return { record: propertyModel(property) };
}

/** The names of ApiHuoneistoCreateRequest and ApiKohdeLisaaRequest (assumed: EVIDENCE.md#properties). */
function propertyModel(property: Property): Record<string, unknown> {
	const { kind } = property;
	return {
		Id: property.id,
		ParentId: property.parentId,
		Metaname: metaNameOf(property),
		Tunnus: property.code,
		Nimi: property.name,
		...(kind === 'unit'
			? { Huoneistoala: property.floorArea, HuoneistotyyppiId: property.unitTypeId }
			: {}),
		Lisätiedot: property.additionalInformation,
	};
}

function add({ data, body }: Call, kind: PropertyKind): Outcome {
	const { id } = data.properties.add((newId) => ({
		...bareProperty(newId, kind, body.number('ParentId') ?? null),
		code: body.text('Tunnus') ?? '',
		name: body.text('Nimi') ?? body.text('PropertyName') ?? '',
		floorArea: body.text('Huoneistoala') ?? null,
		unitTypeId: body.number('HuoneistotyyppiId') ?? body.number('TypeId') ?? null,
		metaName: body.text('Metaname') ?? body.text('Type') ?? null,
		additionalInformation: body.text('Lisätiedot') ?? body.text('AdditionalInformation') ?? null,
	}));
	return { id };
}

function addByType(call: Call): Outcome {
	return add(call, kindOf(call.body.text('Metaname') ?? call.body.text('Type')));
}

function latestConsumption({ data, ids }: Call): Outcome {
	const [id = 0] = ids;
	const consumption = data.meters.latestConsumption(id);
	if (!consumption) throw notFound(`Mittaria ${id} ei löydy.`);
	return {
		record: {
			Kulutus: consumption.amount,
			Alkupäivä: midnightOf(consumption.start),
			Loppupäivä: midnightOf(consumption.end),
		},
	};
}
