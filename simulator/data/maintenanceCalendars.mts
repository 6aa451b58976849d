import { firstIds, randomFor } from './seeding.mts';
import type { Parties, Party } from './parties.mts';
import { maintenanceTasks } from './words.mts';

const tasksInYear = 4;
const yearsKept = 100;

export interface MaintenanceTask {
	readonly id: number;
	readonly name: string;
	readonly instructions: string;
	readonly responsible: Party;
	/** One a year; days are calendar days, `done` is null while it is undone. */
	readonly measure: {
		readonly id: number;
		readonly starts: string;
		readonly ends: string;
		readonly done: string | null;
	};
}

/** The maintenance calendar (huoltokalenteri) of each property and year. */
export class MaintenanceCalendars {
	readonly #seed: number;
	readonly #parties: Parties;

	constructor(seed: number, parties: Parties) {
		this.#seed = seed;
		this.#parties = parties;
	}

	tasks(propertyId: number, year: number): MaintenanceTask[] {
		const index = (propertyId - firstIds.property) * yearsKept + (year % yearsKept);
		return Array.from({ length: tasksInYear }, (_, number) => {
			const place = index * tasksInYear + number;
			const random = randomFor(this.#seed, 'maintenance', place);
			const month = String(1 + number * 3).padStart(2, '0');
			const isDone = year < 2026 && random.chance(70);
			return {
				id: firstIds.maintenanceTask + place,
				name: random.pick(maintenanceTasks),
				instructions: 'Kirjaa havainnot ja lisää kuva, jos jotain on rikki.',
				responsible: this.#parties.companyAt(random.integer(0, 99)),
				measure: {
					id: firstIds.maintenanceTask + place,
					starts: `${year}-${month}-01`,
					ends: `${year}-${month}-28`,
					done: isDone ? `${year}-${month}-${random.integer(10, 28)}` : null,
				},
			};
		});
	}
}
