import { rowsOf } from '../../data/collection.mts';
import { momentText } from '../../data/dates.mts';
import type { ContactEvent } from '../../data/contactEvents.mts';
import type { Behaviour, Call, Outcome } from '../call.mts';
import { badRequest, notFound } from '../errorResponse.mts';

export const contactEventBehaviours: Readonly<Record<string, Behaviour>> = {
	'post yhteydenotot': add,
	'get yhteydenotot/viestiketjut/{}': thread,
};

function add({ data, body, now }: Call): Outcome {
	const threadId = body.number('ViestiketjuId');
	if (threadId !== undefined && !data.contactEvents.thread(threadId)) {
		throw badRequest(`Viestiketjua ${threadId} ei löydy.`);
	}
	const callId = body.number('SoittoId');
	return data.contactEvents.add({
		...(threadId === undefined ? {} : { threadId }),
		time: now,
		partyId: body.number('OsapuoliId') ?? 0,
		source: body.text('Lahde') ?? null,
		callId: callId === undefined ? null : String(callId),
		method: methodNumber(body.text('Yhteydenottotapa') ?? ''),
		subject: body.text('Aihe') ?? null,
		description: body.text('Kuvaus') ?? null,
		sent: (body.text('Lahettaja') ?? 'Osapuoli') !== 'Osapuoli',
		given: body.all,
	});
}

/** Accepts a name or a number and returns a number. Only Soitto is known, as 0 (assumed: EVIDENCE.md#enumerations). */
function methodNumber(method: string): number {
	if (/^\d+$/.test(method)) return Number(method);
	return method.toLowerCase() === 'soitto' ? 0 : 1;
}

function thread({ data, ids }: Call): Outcome {
	const [threadId = 0] = ids;
	const events = data.contactEvents.thread(threadId);
	if (!events) throw notFound(`Viestiketjua ${threadId} ei löydy.`);
	return { rows: rowsOf(events.map(contactEventModel)) };
}

/** ApiOsapuoliYhteydenottoResponse. The content of its nested models and the values of Tila are assumed (EVIDENCE.md#contact-events). */
function contactEventModel(event: ContactEvent): Record<string, unknown> {
	return {
		Id: event.id,
		ViestiketjuId: event.threadId,
		Pvm: momentText(event.time),
		OsapuoliId: event.partyId,
		Lahde: event.source,
		SoittoId: event.callId,
		LuokitteluId: null,
		Yhteydenottotapa: event.method,
		Aihe: event.subject,
		Kuvaus: event.description,
		Lahetetty: event.sent,
		Tila: 0,
		Luokittelut: [],
		Lisatty: {},
		Luettu: {},
		Kasitelty: {},
		Liitteet: [],
	};
}
