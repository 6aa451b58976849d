import { withoutAe } from './text';

function setOf(words: string): ReadonlySet<string> {
	return new Set(words.split(' '));
}

/** Words before an apartment's number. All without umlauts, as everything here. */
export const APARTMENT_WORDS = setOf(
	'as asunto asunnon asunnossa asun huoneisto huoneiston huoneistossa hsto huon apt apartment flat unit door lgh lagenhet bostad bst ovi',
);

/** Words beside a staircase's letter. */
export const STAIRCASE_WORDS = setOf(
	'rappu rapun rapussa rappukaytava rap rp porras porraskaytava portaassa portaikko porr prs stair staircase entrance uppgang trappa talo talon talossa rakennus building hus',
);

/** Words that add nothing. */
export const EMPTY_WORDS = setOf(
	'nro no nr numero osoite katuosoite os kohde finland suomi fi fin',
);

/** Kinds of units besides apartments, by the words and abbreviations for them. */
const KINDS: Readonly<Record<string, string>> = {
	autopaikka: 'autopaikka autop ap parkkipaikka pysakointipaikka bilplats',
	autotalli: 'autotalli at talli garage',
	autohalli: 'autohalli ah hallipaikka',
	liiketila: 'liiketila liikehuoneisto liiketilat lt lh liike affarslokal',
	toimisto: 'toimisto toimistotila kontor',
	varasto: 'varasto var varastotila hakkivarasto',
	kellari: 'kellari kellaritila',
	sauna: 'sauna saunatila',
	kerhohuone: 'kerhohuone kerhotila',
	pesula: 'pesula pesutupa',
	suoja: 'vaestonsuoja vss',
	tontti: 'tontti tomt',
};

const KIND_OF_WORD = new Map(
	Object.entries(KINDS).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind])),
);

/** The kind of unit that a word stands for, unless it is an apartment. */
export function kindOfUnit(word: string): string | undefined {
	return KIND_OF_WORD.get(word);
}

/** Towns with their Swedish and short names, of which people write either. */
const TOWNS =
	'helsinki=helsingfors=hki=hfors=hesa espoo=esbo vantaa=vanda tampere=tammerfors=tre turku=abo=tku oulu=uleaborg ' +
	'jyvaskyla=jkl lahti=lahtis kuopio pori=bjorneborg kouvola joensuu lappeenranta=villmanstrand hameenlinna=tavastehus=hml ' +
	'vaasa=vasa seinajoki rovaniemi mikkeli=stmichel kotka porvoo=borga salo hyvinkaa=hyvinge lohja=lojo jarvenpaa=trask ' +
	'nurmijarvi rauma=raumo kirkkonummi=kyrkslatt tuusula=tusby kajaani=kajana kerava=kervo nokia ylojarvi kaarina=sankarins ' +
	'kangasala raasepori=raseborg kauniainen=grankulla savonlinna=nyslott riihimaki imatra raisio=reso sastamala raahe=brahestad ' +
	'hollola sipoo=sibbo tornio=tornea iisalmi valkeakoski siilinjarvi kurikka kemi varkaus jamsa hamina=fredrikshamn ' +
	'naantali=nadendal pietarsaari=jakobstad kokkola=karleby heinola lieto mantsala laukaa pirkkala lempaala mustasaari=korsholm';

const TOWN_OF_WORD = new Map(
	TOWNS.split(' ').flatMap((names) =>
		names.split('=').map((name, _place, [town = name]) => [name, town]),
	),
);

function sharedStart(one: string, other: string): number {
	let length = 0;
	while (length < one.length && one[length] === other[length]) length++;
	return length;
}

/** The town of which a word is a form: Turun and Turussa of Turku. */
function townOfForm(word: string): string | undefined {
	if (!/(n|ss?a|ll?a|lle|sta|lta)$/.test(word)) return undefined;
	let longest = 2;
	let found: string | undefined;
	for (const [name, town] of TOWN_OF_WORD) {
		const shared = sharedStart(word, name);
		const isForm = shared > longest && shared >= name.length - 2 && word.length <= name.length + 4;
		if (isForm) [longest, found] = [shared, town];
	}
	return found;
}

/** The Finnish name of a known town, in Swedish, short or in another form; undefined for other words. */
export function townOf(word: string): string | undefined {
	return TOWN_OF_WORD.get(word) ?? TOWN_OF_WORD.get(withoutAe(word)) ?? townOfForm(word);
}

/** What the names of streets end with. */
const STREET_ENDING =
	/(tie|katu|kuja|polku|raitti|kaari|vayla|tori|aukio|ranta|rinne|maki|puisto|puistikko|bulevardi|esplanadi|penger|piha|portti|silta|vaarti|kierto|rivi|kaarre|laita|reuna|kulma|oja|niitty|vagen|gatan|grand|granden|stigen|svangen|plan|torget|stranden|backen|parken)$/;

/** Whether a word is the name of a street by its ending. */
export function isStreetName(word: string): boolean {
	return STREET_ENDING.test(word);
}

/** Other forms of words at the end of a street's name, and what they stand for. */
const STREET_FORMS: ReadonlyArray<readonly [RegExp, string]> = [
	[/puistok$/, 'puistokatu'],
	[/puistot$/, 'puistotie'],
	[/kj$/, 'kuja'],
	[/t$/, 'tie'],
	[/k$/, 'katu'],
	[/p$/, 'polku'],
	[/r$/, 'raitti'],
	[/v$/, 'vagen'],
	[/g$/, 'gatan'],
	[/tie(n|lla|lle|lta)$/, 'tie'],
	[/kadu(n|lla|lle|lta)$/, 'katu'],
	[/kuja(n|lla|lle|lta)$/, 'kuja'],
	[/polu(n|lla|lle|lta)$/, 'polku'],
	[/raiti(n|lla|lle|lta)$/, 'raitti'],
	[/kaare(n|lla|lle|lta)$/, 'kaari'],
];

/** What a street's name may be short for, or a form of. */
export function unabbreviated(street: string): string[] {
	return STREET_FORMS.filter(([form]) => form.test(street)).map(([form, word]) =>
		street.replace(form, word),
	);
}
