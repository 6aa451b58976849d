import type { IDataObject } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { isObject, jsonContent } from '../foreignValues';
import type { OperationPage } from '../helpSite/pages/types';
import type { AccountProfile } from './schema';

/** How a calendar day is written. */
type DayForm = NonNullable<AccountProfile['dates']>;

/** What is known of how the account writes days. */
export interface FoundDays {
	/** Undefined if that can't be told. */
	readonly form: DayForm | undefined;
	readonly evidence: string;
}

const WORDS: Readonly<Record<DayForm, string>> = {
	midnight: 'days with midnight',
	bare: 'days alone',
};

type Form = DayForm | 'moment';

/** Characters of a value that may be a day or moment. */
const LONGEST_DAY = 40;

/** Levels of objects and lists inside each other that are looked into. */
const DEEPEST = 6;

/** Characters of an example that are looked at. */
const LONGEST_SAMPLE = 100_000;

const FORMS: ReadonlyArray<readonly [RegExp, Form]> = [
	[/^\d{4}-\d\d-\d\d$/, 'bare'],
	[/^\d{4}-\d\d-\d\dT00:00:00(\.0{1,7})?$/, 'midnight'],
	[/^\d{4}-\d\d-\d\dT\d\d:\d\d/, 'moment'],
];

function formOf(value: unknown): Form | undefined {
	if (typeof value !== 'string' || value.length > LONGEST_DAY) return undefined;
	const form = FORMS.find(([pattern]) => pattern.test(value))?.[1];
	return form !== undefined && DateTime.fromISO(value).isValid ? form : undefined;
}

/** Collects how days are written in what the check reads anyway, and keeps none of the days. */
export class DayForms {
	/** By what was read and the key: midnight is a day only where it is always midnight. */
	private readonly seen = new Map<string, { what: string; forms: Set<Form> }>();

	/** @param what what was read, in words */
	see(rows: readonly IDataObject[], what: string): void {
		for (const row of rows) this.seeIn(row, [what]);
	}

	/** Looks at the examples of a page. */
	seePage({ method, path, requestSamples, responseSamples }: OperationPage): void {
		for (const { text = '' } of [...requestSamples, ...responseSamples]) {
			if (text.length > LONGEST_SAMPLE) continue;
			this.seeIn(jsonContent(text), [`an example on the Help page of ${method} ${path}`]);
		}
	}

	found(): FoundDays {
		const [first, second] = this.days();
		if (first === undefined) {
			return { form: undefined, evidence: 'no calendar day was in what was read' };
		}
		const told = `${first.what} has ${WORDS[first.form]}`;
		if (second === undefined) return { form: first.form, evidence: told };
		const other = `${second.what} has ${WORDS[second.form]}`;
		return { form: undefined, evidence: `${told}, but ${other}` };
	}

	/** What was first seen in each form, where it is a calendar day. */
	private days(): Array<{ form: DayForm; what: string }> {
		const days = [...this.seen.values()].flatMap(({ what, forms }) =>
			[...forms]
				.filter((form) => form === 'bare' || !forms.has('moment'))
				.map((form) => ({ what, form })),
		);
		return (['midnight', 'bare'] as const).flatMap((form) => {
			const day = days.find((one) => one.form === form);
			return day === undefined ? [] : [{ form, what: day.what }];
		});
	}

	private seeIn(value: unknown, [what, ...keys]: readonly [string, ...string[]]): void {
		if (keys.length > DEEPEST) return;
		if (Array.isArray(value)) {
			for (const one of value) this.seeIn(one, [what, ...keys, '']);
			return;
		}
		if (isObject(value)) {
			for (const [key, inner] of Object.entries(value)) this.seeIn(inner, [what, ...keys, key]);
			return;
		}
		const form = formOf(value);
		if (form === undefined) return;
		const place = [what, ...keys].join(' ');
		const seen = this.seen.get(place) ?? { what, forms: new Set() };
		seen.forms.add(form);
		this.seen.set(place, seen);
	}
}
