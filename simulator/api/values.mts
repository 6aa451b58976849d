import { calendarDay, parseDate } from '../data/dates.mts';

/**
 * The checked values of a path, query or body. Letter case in names does not matter, as in ASP.NET
 * and Json.NET. Keys that the row does not name are kept unchanged.
 */
export class Values {
	private readonly byName: ReadonlyMap<string, unknown>;
	readonly all: Readonly<Record<string, unknown>>;

	constructor(all: Readonly<Record<string, unknown>>) {
		this.all = all;
		this.byName = new Map(Object.entries(all).map(([name, value]) => [name.toLowerCase(), value]));
	}

	get(name: string): unknown {
		return this.byName.get(name.toLowerCase());
	}

	has(name: string): boolean {
		return this.byName.has(name.toLowerCase());
	}

	text(name: string): string | undefined {
		const value = this.get(name);
		return typeof value === 'string' ? value : undefined;
	}

	number(name: string): number | undefined {
		const value = this.get(name);
		return typeof value === 'number' ? value : undefined;
	}

	/** A date in milliseconds, or undefined when the value is not a date. */
	time(name: string): number | undefined {
		const text = this.text(name);
		return text === undefined ? undefined : parseDate(text);
	}

	/** The calendar day of a date in Finland, `2025-11-05`. */
	day(name: string): string | undefined {
		const time = this.time(name);
		return time === undefined ? undefined : calendarDay(time);
	}

	numbers(name: string): number[] {
		const value = this.get(name);
		return Array.isArray(value) ? value.filter((item) => typeof item === 'number') : [];
	}

	/** A text or a list of texts, as a list; undefined for anything else. */
	texts(name: string): string[] | undefined {
		const value = this.get(name);
		if (typeof value === 'string') return [value];
		return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
	}

	/** The first non-empty text, under any name. */
	firstText(): string | undefined {
		return Object.values(this.all).find(
			(value): value is string => typeof value === 'string' && value !== '',
		);
	}
}
