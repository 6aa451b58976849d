import { midnightOf } from '../../data/dates.mts';
import type { Behaviour, Call, Outcome } from '../call.mts';
import { notFound } from '../errorResponse.mts';

export const meterBehaviours: Readonly<Record<string, Behaviour>> = {
	'get kulutusseuranta/mittarit/{}/lukemat/uusinkulutus': latestConsumption,
};

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
