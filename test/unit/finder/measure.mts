import { PartyFinder } from '../../../dist/nodes/shared/finder/parties.js';
import { PropertyFinder } from '../../../dist/nodes/shared/finder/properties.js';
import type { FinderRecord, FinderResult } from '../../../dist/nodes/shared/finder/result.js';
import { mayMean, noisyAddress, type Said } from './noise.mts';
import { anyParty, listedName, noisyName } from './partyNoise.mts';
import {
	anyTown,
	flatRegister,
	homesIn,
	keyOf,
	Random,
	streetNames,
	treeRegister,
	type Home,
} from './registers.mts';

/** How often a finder was right, and what it got wrong. */
export class Figures {
	right = 0;
	missed = 0;
	readonly wrong: string[] = [];

	/** Takes the result of one query, of which `meant` is the right record, if there is one. */
	add(query: string, result: FinderResult<FinderRecord>, meant: string | null): void {
		const found = 'found' in result ? result.found.id : null;
		if (found === meant) this.right += meant === null ? 0 : 1;
		else if (found === null) this.missed++;
		else this.wrong.push(`${query} found ${found}, not ${meant ?? 'nothing'}`);
	}

	get recall(): number {
		return this.right / (this.right + this.missed);
	}

	get precision(): number {
		return this.right / (this.right + this.wrong.length);
	}
}

/** Each home once, and all homes of a house with the same post code and with or without letters. */
function consistent(homes: readonly Home[]): Home[] {
	const shapes = new Map<string, string>();
	const seen = new Set<string>();
	return homes.filter((home) => {
		const house = `${home.street} ${Number.parseInt(home.number)} ${home.town}`;
		const shape = `${home.number} ${home.postCode} ${home.letter === ''}`;
		const isFirst = !seen.has(keyOf(home)) && (shapes.get(house) ?? shape) === shape;
		shapes.set(house, shapes.get(house) ?? shape);
		seen.add(keyOf(home));
		return isFirst;
	});
}

/** A home that is one detail away from one in the register. */
function neighbour(random: Random, home: Home): Home {
	switch (random.below(6)) {
		case 0:
			return { ...home, number: String(Number.parseInt(home.number) + 30 + random.below(9)) };
		case 1:
			return { ...home, letter: random.pick(['D', 'E', 'F']) };
		case 2:
			return { ...home, apartment: String(100 + random.below(90)) };
		case 3:
			return { ...home, street: random.pick(streetNames()) };
		case 4:
			return { ...home, ...anyTown(random) };
		default:
			return { ...home, apartment: `${home.apartment}1` };
	}
}

/** Asks for homes of a made-up register and for homes that it does not have. */
export function measureProperties(seed: number, figures: Figures): void {
	const random = new Random(seed);
	const homes = consistent(homesIn(random, 200));
	const records = random.chance(50) ? flatRegister(random, homes) : treeRegister(random, homes);
	const hasCodes = records.some(({ texts, place }) => /\d{5}/.test([...texts, place].join()));
	const finder = new PropertyFinder(records);
	// What a query leaves out, and what a register does not have, can't tell two homes apart.
	const others = (said: Said, home: Home) => {
		const told = hasCodes ? said : { ...said, postCode: false };
		return homes.filter((one) => one !== home && mayMean(told, home, one));
	};
	for (let asked = 0; asked < 150; asked++) {
		const place = random.below(homes.length);
		const home = homes[place] as Home;
		const { query, said } = noisyAddress(random, home);
		const isUnclear = others(said, home).length > 0;
		figures.add(query, finder.find(query), isUnclear ? null : String(place + 1));
	}
	for (let asked = 0; asked < 80; asked++) {
		const home = neighbour(random, random.pick(homes));
		const { query, said } = noisyAddress(random, home);
		if (others(said, home).length === 0) figures.add(query, finder.find(query), null);
	}
}

/** Asks for people and companies of a made-up register, and for others. */
export function measureParties(seed: number, figures: Figures): void {
	const random = new Random(seed);
	const parties = Array.from({ length: 120 }, () => anyParty(random));
	const names = parties.map(listedName);
	const finder = new PartyFinder(
		names.map((name, place) => ({ id: String(place), texts: [name] })),
	);
	const countOf = (name: string) => names.filter((one) => one === name).length;
	for (let asked = 0; asked < 100; asked++) {
		const place = random.below(parties.length);
		const party = parties[place] as (typeof parties)[number];
		const isUnclear = countOf(names[place] ?? '') > 1;
		const query = noisyName(random, party);
		figures.add(query, finder.find(query), isUnclear ? null : String(place));
	}
	for (let asked = 0; asked < 50; asked++) {
		const party = anyParty(random);
		const query = noisyName(random, party);
		const { form, words } = party;
		// A company whose form is left out may be the other one with that name.
		const isTold = form === '' || query.toLowerCase().includes(form.toLowerCase());
		const isListed = parties.some((one) => one.words.join() === words.join());
		if (isTold ? countOf(listedName(party)) === 0 : !isListed) {
			figures.add(query, finder.find(query), null);
		}
	}
}
