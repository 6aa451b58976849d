import { calendarDay, midnightOf } from '../../data/dates.mts';
import type { MaintenanceTask } from '../../data/maintenanceCalendars.mts';
import type { Behaviour, Call, Outcome } from '../call.mts';
import { notFound } from '../errorResponse.mts';

export const maintenanceCalendarBehaviours: Readonly<Record<string, Behaviour>> = {
	'get huoltokirja/huoltokalenteri': calendar,
};

/** The keys are those that a third party's public client reads (EVIDENCE.md#maintenance-calendar). */
function calendar({ data, query, now }: Call): Outcome {
	const propertyId = query.number('KohdeId') ?? 0;
	if (!data.properties.find(propertyId)) throw notFound(`Kohdetta ${propertyId} ei löydy.`);
	const year = (query.day('Vuosi') ?? query.text('Vuosi') ?? calendarDay(now)).slice(0, 4);
	return {
		record: {
			KohdeId: propertyId,
			Tehtavat: data.maintenanceCalendars.tasks(propertyId, Number(year)).map(taskModel),
		},
	};
}

function taskModel({ id, name, instructions, responsible, measure }: MaintenanceTask) {
	return {
		Id: id,
		Nimi: name,
		TyoOhje: instructions,
		Vastuut: [
			{
				Vastuullinen: [
					{ Id: responsible.id, YritysId: responsible.companyId, Nimi: responsible.name },
				],
			},
		],
		Toimenpiteet: [
			{
				Id: measure.id,
				Tyonsuoritusaika: measure.done === null ? null : midnightOf(measure.done),
				Alkaa: midnightOf(measure.starts),
				Loppuu: midnightOf(measure.ends),
				Kuitattu: measure.done !== null,
				Kuittausaika: measure.done === null ? null : midnightOf(measure.done),
				Kuittaaja: measure.done === null ? [] : [{ Id: responsible.id, Nimi: responsible.name }],
			},
		],
	};
}
