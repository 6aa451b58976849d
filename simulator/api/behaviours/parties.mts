import { mapRows, rowsOf } from '../../data/collection.mts';
import type { Party } from '../../data/parties.mts';
import { CITIES } from '../../data/words.mts';
import type { Behaviour, Call, Outcome } from '../call.mts';
import { notFound } from '../errorResponse.mts';
import type { Values } from '../values.mts';

export const partyBehaviours: Readonly<Record<string, Behaviour>> = {
	'get osapuolet/henkilot': ({ data, query }) => ({
		rows: mapRows(data.parties.searchPersons(query.text('Hakusana') ?? ''), personModel),
	}),
	'post osapuolet/henkilot': addPerson,
	'put osapuolet/{}': replaceParty,
	'post osapuolitiedot/osapuolet/hae': fetch,
};

/**
 * ApiOsapuoliResponseModel. Assumed: that a person search returns it too (EVIDENCE.md#persons), the values of
 * Osapuolityyppi, and the content of Tunnistautuminen and Parametrit.
 */
function partyModel(party: Party): Record<string, unknown> {
	return {
		Id: party.id,
		YritysId: party.companyId,
		Nimi: party.name,
		Turvakielto: party.nonDisclosure,
		Osapuolityyppi: party.kind === 'person' ? 'Henkilö' : 'Yritys',
		Tunnistautuminen: null,
		Parametrit: [],
	};
}

/** Assumed: that a person search tells identity codes, without which hits can't be compared. */
function personModel(party: Party): Record<string, unknown> {
	return { ...partyModel(party), Henkilotunnus: party.identityCode };
}

/** Help: only parties that are not archived. The others are left out without an error (assumed: EVIDENCE.md#parties). */
function fetch({ data, body }: Call): Outcome {
	const found = body
		.numbers('OsapuoliIdt')
		.map((id) => data.parties.find(id))
		.filter((party) => party !== undefined && !party.archived);
	return { rows: mapRows(rowsOf(found), (party) => (party ? partyModel(party) : {})) };
}

function addPerson({ data, body }: Call): Outcome {
	const { id } = data.parties.add((newId) => ({
		id: newId,
		kind: 'person',
		companyId: null,
		name: nameIn(body) ?? 'Nimetön',
		identityCode: null,
		nonDisclosure: body.get('Turvakielto') === true,
		archived: false,
		street: '',
		city: CITIES[0],
		phone: body.text('Puhelin') ?? '',
		email: body.text('Sahkoposti') ?? '',
		given: body.all,
	}));
	return { id };
}

/** PUT replaces everything that was given before (assumed: EVIDENCE.md#persons). */
function replaceParty({ data, ids, body }: Call): Outcome {
	const [id = 0] = ids;
	const party = data.parties.find(id);
	if (!party) throw notFound(`Osapuolta ${id} ei löydy.`);
	data.parties.replace({
		...party,
		name: nameIn(body) ?? party.name,
		nonDisclosure: body.get('Turvakielto') === true,
		phone: body.text('Puhelin') ?? '',
		email: body.text('Sahkoposti') ?? '',
		given: body.all,
	});
	return { id };
}

/** Guess: the body. ApiAlterationInsert names Etunimi and Sukunimi, ApiOsapuoliResponseModel names Nimi. */
function nameIn(body: Values): string | undefined {
	const names = [body.text('Etunimi'), body.text('Sukunimi')].filter(Boolean).join(' ');
	return body.text('Nimi') ?? (names === '' ? undefined : names);
}
