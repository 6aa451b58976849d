/** A figure that a decision was made on; missing it makes the run fail. */
export interface Budget {
	readonly what: string;
	readonly measured: number;
	readonly limit: number;
	readonly better: 'higher' | 'lower';
}

/** A row of the table: its figures by column. */
export type Row = Readonly<Record<string, string | number>>;

export interface Report {
	readonly benchmark: string;
	readonly setting: string;
	readonly rows: readonly Row[];
	readonly budgets: readonly Budget[];
}

export function isKept({ measured, limit, better }: Budget): boolean {
	return better === 'higher' ? measured >= limit : measured <= limit;
}

/** Prints tables for people, then everything as one line of JSON for programs. */
export function print(reports: readonly Report[]): void {
	for (const { benchmark, setting, rows, budgets } of reports) {
		console.log(`\n${benchmark}: ${setting}`);
		console.table(rows);
		console.table(
			budgets.map((budget) => ({
				budget: budget.what,
				limit: `${budget.better === 'higher' ? '≥' : '≤'} ${budget.limit}`,
				measured: budget.measured,
				kept: isKept(budget) ? 'yes' : 'NO',
			})),
		);
	}
	console.log(JSON.stringify(reports));
}

export function round(value: number, digits = 2): number {
	return Number(value.toFixed(digits));
}
