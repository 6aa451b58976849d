import { FIRST_IDS, randomFor } from './seeding.mts';
import type { Parties, Party } from './parties.mts';
import { MAINTENANCE_TASKS } from './words.mts';

const TASKS_IN_YEAR = 4;
const YEARS_KEPT = 100;

export interface MaintenanceTask {
	readonly id: number;
	readonly name: string;
	readonly instructions: string;
	readonly responsible: Party;
	/** One a year. Calendar days; `done` is null until it is done. */
	readonly measure: {
		readonly id: number;
		readonly starts: string;
		readonly ends: string;
		readonly done: string | null;
	};
}

/** The maintenance calendar (huoltokalenteri) of each property and year. */
export class MaintenanceCalendars {
	private readonly seed: number;
	private readonly parties: Parties;

	constructor(seed: number, parties: Parties) {
		this.seed = seed;
		this.parties = parties;
	}

	tasks(propertyId: number, year: number): MaintenanceTask[] {
		const index = (propertyId - FIRST_IDS.property) * YEARS_KEPT + (year % YEARS_KEPT);
		return Array.from({ length: TASKS_IN_YEAR }, (_, number) => {
			const place = index * TASKS_IN_YEAR + number;
			const random = randomFor(this.seed, 'maintenance', place);
			const month = String(1 + number * 3).padStart(2, '0');
			const isDone = year < 2026 && random.chance(70);
			return {
				id: FIRST_IDS.maintenanceTask + place,
				name: random.pick(MAINTENANCE_TASKS),
				instructions: 'Kirjaa havainnot ja lisää kuva, jos jotain on rikki.',
				responsible: this.parties.companyAt(random.integer(0, 99)),
				measure: {
					id: FIRST_IDS.maintenanceTask + place,
					starts: `${year}-${month}-01`,
					ends: `${year}-${month}-28`,
					done: isDone ? `${year}-${month}-${random.integer(10, 28)}` : null,
				},
			};
		});
	}
}
