import type { Field, Operation } from '../../dist/nodes/shared/catalogue/index.js';

/**
 * Invented operations, all under `esimerkki/…` (Finnish for "example"), which bring the Help site to the
 * size of the real API. None of them says anything about Tampuuri's own operations.
 */
const THINGS: ReadonlyArray<readonly [plural: string, genitive: string]> = [
	['avaimet', 'avaimen'],
	['hakemukset', 'hakemuksen'],
	['tarjoukset', 'tarjouksen'],
	['tarkastukset', 'tarkastuksen'],
	['remontit', 'remontin'],
	['varaukset', 'varauksen'],
	['laskut', 'laskun'],
	['kayttajat', 'käyttäjän'],
	['valintalistat', 'valintalistan'],
	['tiedotteet', 'tiedotteen'],
	['kokoukset', 'kokouksen'],
	['vakuutukset', 'vakuutuksen'],
	['autopaikat', 'autopaikan'],
	['saunavuorot', 'saunavuoron'],
	['mittaukset', 'mittauksen'],
	['energiatiedot', 'energiatiedon'],
	['jatepisteet', 'jätepisteen'],
	['talkoot', 'talkoiden'],
	['tilaukset', 'tilauksen'],
	['toimittajat', 'toimittajan'],
	['tilikaudet', 'tilikauden'],
	['budjetit', 'budjetin'],
	['vuokrat', 'vuokran'],
	['vakuudet', 'vakuuden'],
	['irtisanomiset', 'irtisanomisen'],
	['muutot', 'muuton'],
	['hissit', 'hissin'],
	['kulkuluvat', 'kulkuluvan'],
	['lukot', 'lukon'],
	['palovaroittimet', 'palovaroittimen'],
	['huollot', 'huollon'],
	['suunnitelmat', 'suunnitelman'],
	['kyselyt', 'kyselyn'],
	['palautteet', 'palautteen'],
	['oikaisut', 'oikaisun'],
	['muistutukset', 'muistutuksen'],
	['kuntoarviot', 'kuntoarvion'],
];

const field = (given: Omit<Field, 'parameter' | 'label'>): Field =>
	({ ...given, parameter: given.key, label: given.key }) as Field;

const URGENCY: Field = {
	key: 'EsimerkkiKiireellisyys',
	parameter: 'EsimerkkiKiireellisyys',
	label: 'EsimerkkiKiireellisyys',
	type: 'choice',
	description: 'Kiireellisyys',
	choices: [
		{ label: 'Ei kiireellinen', value: 'EiKiireellinen' },
		{ label: 'Kiireellinen', value: 'Kiireellinen' },
		{ label: 'Hätätapaus', value: 'Hätätapaus' },
	],
};

/** Every kind of field. */
const BODY_FIELDS: readonly Field[] = [
	{
		...field({ key: 'Otsikko', type: 'text', required: true, description: 'Otsikko & nimi' }),
		type: 'text',
		maxLength: 255,
	},
	{ ...field({ key: 'Tunnus', type: 'text' }), type: 'text', minLength: 0, maxLength: 10 },
	{
		...field({ key: 'KohdeId', type: 'integer', required: true }),
		type: 'reference',
		to: 'property',
	},
	{ ...field({ key: 'Kerros', type: 'integer' }), type: 'integer', minimum: -2, maximum: 99 },
	{ ...field({ key: 'EsimerkkiTilaInt', type: 'integer', description: 'Tila' }), type: 'integer' },
	field({ key: 'Kustannusarvio', type: 'decimal', description: 'Arvio <ALV 0>' }),
	field({ key: 'Yksityinen', type: 'boolean' }),
	field({ key: 'AlkuPvm', type: 'date' }),
	field({ key: 'Toteutusaika', type: 'dateTime' }),
	URGENCY,
	{ ...field({ key: 'EsimerkkiOsoite', type: 'json' }), type: 'json', shape: 'object' },
	{ ...field({ key: 'EsimerkkiRivi', type: 'json' }), type: 'json', shape: 'array' },
	field({ key: 'Avainsanat', type: 'textList' }),
	field({ key: 'OsapuoliIdt', type: 'integerList' }),
	field({ key: 'Lisätiedot', type: 'text' }),
];

const RESPONSE_FIELDS = [
	{ key: 'Id', type: 'integer' },
	{ key: 'Otsikko', type: 'text' },
	{ key: 'Kustannusarvio', type: 'decimal' },
	{ key: 'Yksityinen', type: 'boolean' },
	{ key: 'AlkuPvm', type: 'date' },
	{ key: 'Lisätiedot', type: 'text' },
] as const;

type Made = Pick<Operation, 'method' | 'path' | 'description' | 'access' | 'response'> &
	Partial<Pick<Operation, 'query' | 'body' | 'paging'>>;

function operation(made: Made): Operation {
	const names = [...made.path.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name);
	return {
		name: made.description,
		action: made.description,
		pathParameters: Object.fromEntries(
			names.map((name) => [name, { parameter: name, label: name, type: 'id' }]),
		),
		query: [],
		evidence: 'helpPage',
		source: 'invented',
		...made,
	};
}

function operationsOf(plural: string, genitive: string): Operation[] {
	const base = `esimerkki/${plural}`;
	const one = `${base}/{${plural}_id}`;
	const record = {
		kind: 'record',
		model: `ApiEsimerkki_${plural}`,
		fields: RESPONSE_FIELDS,
	} as const;
	const list = { ...record, kind: 'list' } as const;
	const created = { kind: 'created' } as const;
	const nothing = { kind: 'nothing' } as const;
	const search = field({ key: 'Hakusana', type: 'text' });
	return [
		operation({
			method: 'GET',
			path: base,
			description: `Esimerkki: hakee ${genitive} rivit sivuittain.`,
			access: 'read',
			query: [search],
			paging: 'query',
			response: list,
		}),
		operation({
			method: 'GET',
			path: one,
			description: `Esimerkki: hakee ${genitive} tiedot.`,
			access: 'read',
			response: record,
		}),
		operation({
			method: 'POST',
			path: base,
			description: `Esimerkki: lisää uuden ${genitive} ja palauttaa sen id:n.`,
			access: 'write',
			body: { fields: BODY_FIELDS, complete: true },
			response: created,
		}),
		operation({
			method: 'PUT',
			path: one,
			description: `Esimerkki: päivittää ${genitive} tiedot.`,
			access: 'write',
			body: { fields: BODY_FIELDS.slice(0, 7), complete: true },
			response: nothing,
		}),
		operation({
			method: 'PATCH',
			path: `${one}/tila`,
			description: `Esimerkki: vaihtaa ${genitive} tilan.`,
			access: 'write',
			body: { fields: [URGENCY], complete: true },
			response: record,
		}),
		operation({
			method: 'DELETE',
			path: one,
			description: `Esimerkki: poistaa ${genitive}.`,
			access: 'write',
			response: nothing,
		}),
		operation({
			method: 'POST',
			path: `${base}/selaa`,
			description: `Esimerkki: selaa ${genitive} rivejä.`,
			access: 'read',
			body: { fields: [search, URGENCY], complete: true },
			paging: 'body',
			response: list,
		}),
		operation({
			method: 'POST',
			path: `${base}/hae`,
			description: `Esimerkki: hakee ${genitive} rivit id:illä.`,
			access: 'read',
			body: {
				fields: [field({ key: 'Idt', type: 'integerList', required: true })],
				complete: true,
			},
			response: list,
		}),
		operation({
			method: 'POST',
			path: `${one}/liitteet`,
			description: `Esimerkki: lisää liitteen ${genitive} tietoihin.`,
			access: 'write',
			body: {
				fields: [
					field({ key: 'Nimi', type: 'text', required: true }),
					{
						...field({ key: 'Sisalto', type: 'file', required: true }),
						type: 'file',
						filledWithName: [],
					},
				],
				complete: true,
			},
			response: created,
		}),
		operation({
			method: 'GET',
			path: `${one}/historia`,
			description: `Esimerkki: hakee ${genitive} muutokset.`,
			access: 'read',
			query: [
				field({ key: 'AlkuPvm', type: 'date', required: true }),
				field({ key: 'LoppuPvm', type: 'date' }),
				URGENCY,
				field({ key: 'Idt', type: 'integerList' }),
			],
			response: list,
		}),
	];
}

export interface ExampleController {
	readonly name: string;
	readonly operations: readonly Operation[];
}

/** Enough controllers and operations to try the API's full size. */
export const EXAMPLE_CONTROLLERS: readonly ExampleController[] = THINGS.map(
	([plural, genitive]) => ({
		name: `Esimerkki_${plural}`,
		operations: operationsOf(plural, genitive),
	}),
);

/** The same operations as a resource of the catalogue, for which the simulator generates responses. */
export const EXAMPLE_RESOURCE: { readonly operations: Readonly<Record<string, Operation>> } = {
	operations: Object.fromEntries(
		EXAMPLE_CONTROLLERS.flatMap(({ operations }) => operations).map((row) => [
			`${row.method} ${row.path}`,
			row,
		]),
	),
};
