import { mistyped } from './noise.mts';
import { COMPANIES, type Random } from './registers.mts';

const FIRST_NAMES =
	'Matti Maija Mikko Mika Anna Anne Anni Anna-Liisa Veli-Matti Jukka Jukka-Pekka Päivi Pirkko Väinö Yrjö Åke Kyösti Tyyne Johanna Johannes Juhani Juha'.split(
		' ',
	);
const LAST_NAMES =
	'Virtanen Korhonen Mäkinen Mäkelä Lahtinen Lehtinen Lehtonen Nieminen Heikkinen Heikkilä Hämäläinen Laine Koskinen Järvinen Ääri Öhman Åkerlund Hämärä-aho Meikäläinen Esimerkki'.split(
		' ',
	);
const FORMS = ['Oy', 'Oy', 'Ky', 'Oyj', 'Tmi', 'ry'];
const TRADES = ['Huoltopalvelu', 'Putkityö', 'Sähkötyö', 'Lukkoliike', 'Isännöinti', 'Maalaamo'];

/** A person or a company as a person knows it. */
export interface Named {
	readonly isPerson: boolean;
	/** Last name first for a person; without its form for a company. */
	readonly words: readonly string[];
	readonly form: string;
	readonly isHousing: boolean;
}

export function anyParty(random: Random): Named {
	if (random.chance(60)) {
		const words = [random.pick(LAST_NAMES), random.pick(FIRST_NAMES)];
		return { isPerson: true, words, form: '', isHousing: false };
	}
	const name = random.pick(COMPANIES);
	const isHousing = random.chance(50);
	if (isHousing) return { isPerson: false, words: [name], form: 'Asunto Oy', isHousing };
	const words = [random.pick(TRADES), name];
	return { isPerson: false, words, form: random.pick(FORMS), isHousing };
}

export function listedName({ words, form, isHousing }: Named): string {
	if (isHousing) return `${form} ${words.join(' ')}`;
	return [...words, form].filter(Boolean).join(' ');
}

function withForm(random: Random, name: string, { form, isHousing, isPerson }: Named): string {
	if (isPerson) return name;
	if (isHousing) {
		const before = ['Asunto Oy', 'As Oy', 'As. Oy', 'AS OY', 'Bostads Ab', 'asunto-osakeyhtiö'];
		return random.chance(80)
			? `${random.pick(before)} ${name}`
			: `${name} ${random.pick(['As Oy', 'asunto-osakeyhtiö', 'Asunto Oy'])}`;
	}
	return random.chance(80) ? `${name} ${form}` : name;
}

/** A name as somebody may write it. */
export function noisyName(random: Random, named: Named): string {
	const [first = '', second = ''] = named.words;
	const isMistyped = random.chance(12) && first.length > 6;
	const written = [isMistyped ? mistyped(random, first) : first, second].filter(Boolean);
	const turned = named.isPerson && random.chance(60) ? written.toReversed() : written;
	const isComma = named.isPerson && turned === written && random.chance(30);
	const name = withForm(random, turned.join(isComma ? ', ' : ' '), named);
	switch (random.below(10)) {
		case 0:
			return name.toUpperCase();
		case 1:
			return name.toLowerCase();
		case 2:
			return name.normalize('NFD').replace(/\p{M}/gu, '');
		case 3:
			return name.replace(/-/g, ' ');
		case 4:
			return ` ${name.replace(/ /g, '  ')} `;
		case 5:
			return name.normalize('NFD');
		default:
			return name;
	}
}
