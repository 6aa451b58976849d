import { Collection } from './collection.mts';
import { FIRST_IDS, randomFor } from './seeding.mts';
import type { Sizes } from './sizes.mts';
import { CITIES, HOUSING_COMPANY_NAMES, STREETS, type City } from './words.mts';

const UNITS_IN_BUILDING = 20;
const BUILDINGS_IN_COST_CENTRE = 2;

export type PropertyKind = 'costCentre' | 'plot' | 'building' | 'unit' | 'other';

export interface Property {
	readonly id: number;
	readonly kind: PropertyKind;
	readonly parentId: number | null;
	/** Tunnus, at most 10 characters. */
	readonly code: string;
	readonly name: string;
	/** A string in the API: Help, POST kohteet/huoneisto/create. */
	readonly floorArea: string | null;
	readonly unitTypeId: number | null;
	/** The type's meta name as received, for kinds that the simulator has none of. */
	readonly metaName: string | null;
	readonly additionalInformation: string | null;
}

/** The property register: a tree of cost centres, their plots and buildings, and the buildings' units. */
export class Properties extends Collection<Property> {
	private readonly seed: number;
	private readonly units: number;
	private readonly costCentreCount: number;
	private readonly firstUnit: number;

	constructor(seed: number, sizes: Sizes) {
		const buildings = Math.ceil(sizes.units / UNITS_IN_BUILDING);
		const costCentres = Math.ceil(buildings / BUILDINGS_IN_COST_CENTRE);
		const firstBuilding = 2 * costCentres;
		const firstUnit = firstBuilding + buildings;
		super(FIRST_IDS.property, firstUnit + sizes.units, (position, id) => {
			if (position < costCentres) return this.costCentre(position, id);
			if (position < firstBuilding) return this.plot(position - costCentres, id);
			if (position < firstUnit) return this.building(position - firstBuilding, id);
			return this.unit(position - firstUnit, id, firstBuilding);
		});
		this.seed = seed;
		this.units = sizes.units;
		this.costCentreCount = costCentres;
		this.firstUnit = firstUnit;
	}

	get costCentres(): number {
		return this.costCentreCount;
	}

	unitIdAt(index: number): number {
		return this.idAt(this.firstUnit + (index % this.units));
	}

	unitAt(index: number): Property {
		return this.at(this.firstUnit + (index % this.units));
	}

	costCentreOfUnitAt(index: number): Property {
		const building = Math.floor((index % this.units) / UNITS_IN_BUILDING);
		return this.at(Math.floor(building / BUILDINGS_IN_COST_CENTRE));
	}

	/** Street, building, unit, postal code and city; null where the cost centre was added later. */
	addressOf(property: Property): string | null {
		const costCentre = this.rootOf(property);
		const index = costCentre.id - FIRST_IDS.property;
		if (index >= this.costCentreCount) return null;
		const random = randomFor(this.seed, 'address', index);
		const { postalCode, name } = this.cityAt(index);
		const place = property.kind === 'unit' ? ` ${property.name}` : '';
		return `${random.pick(STREETS)} ${random.integer(1, 98)}${place}, ${postalCode} ${name}`;
	}

	private rootOf(property: Property): Property {
		const parent = property.parentId === null ? undefined : this.find(property.parentId);
		return parent === undefined ? property : this.rootOf(parent);
	}

	private cityAt(costCentre: number): City {
		return randomFor(this.seed, 'costCentre', costCentre).pick(CITIES);
	}

	private costCentre(index: number, id: number): Property {
		const city = this.cityAt(index);
		const name =
			HOUSING_COMPANY_NAMES[index % HOUSING_COMPANY_NAMES.length] ?? HOUSING_COMPANY_NAMES[0];
		const round = Math.floor(index / HOUSING_COMPANY_NAMES.length);
		return {
			...bareProperty(id, 'costCentre', null),
			code: String(1001 + index),
			name: `Asunto Oy ${city.genitive} ${name}${round === 0 ? '' : ` ${round + 1}`}`,
		};
	}

	private plot(index: number, id: number): Property {
		return {
			...bareProperty(id, 'plot', this.idAt(index)),
			code: `T${1001 + index}`,
			name: `Tontti ${index + 1}`,
			additionalInformation: index % 3 === 0 ? 'Vuokratontti, rajapyykit näkyvissä' : null,
		};
	}

	private building(index: number, id: number): Property {
		const letter = String.fromCharCode(65 + (index % BUILDINGS_IN_COST_CENTRE));
		return {
			...bareProperty(id, 'building', this.idAt(Math.floor(index / BUILDINGS_IN_COST_CENTRE))),
			code: `R${1001 + index}`,
			name: `${letter}-talo`,
		};
	}

	private unit(index: number, id: number, firstBuilding: number): Property {
		const building = Math.floor(index / UNITS_IN_BUILDING);
		const letter = String.fromCharCode(65 + (building % BUILDINGS_IN_COST_CENTRE));
		const number = (index % UNITS_IN_BUILDING) + 1;
		const random = randomFor(this.seed, 'unit', index);
		return {
			...bareProperty(id, 'unit', this.idAt(firstBuilding + building)),
			code: `${letter}${number}`,
			name: `${letter} ${number}`,
			floorArea: `${random.integer(18, 120)},${random.integer(0, 9)}`,
			unitTypeId: random.integer(1, 5),
			additionalInformation: random.chance(10)
				? 'Sauna, lasitettu parveke ja näkymä järvelle'
				: null,
		};
	}
}

/** The meta names of the kinds (assumed: EVIDENCE.md#properties). */
const META_NAMES: Readonly<Record<Exclude<PropertyKind, 'other'>, string>> = {
	costCentre: 'kustannuspaikka',
	plot: 'tontti',
	building: 'rakennus',
	unit: 'huoneisto',
};

export function metaNameOf({ kind, metaName }: Property): string | null {
	return kind === 'other' ? metaName : META_NAMES[kind];
}

/** The kind with a meta name, in any letter case; other names are kept as they are. */
export function kindOf(metaName: string | undefined): PropertyKind {
	const kinds = ['costCentre', 'plot', 'building', 'unit'] as const;
	return kinds.find((kind) => META_NAMES[kind] === metaName?.toLowerCase()) ?? 'other';
}

/** A property with nothing but its place in the tree. */
export function bareProperty(id: number, kind: PropertyKind, parentId: number | null): Property {
	return {
		id,
		kind,
		parentId,
		code: '',
		name: '',
		floorArea: null,
		unitTypeId: null,
		metaName: null,
		additionalInformation: null,
	};
}
