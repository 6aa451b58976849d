import type { z } from 'zod';
import {
	catalogue,
	fieldsOf,
	isComposite,
	namedRows,
	PAGING_KEYS,
	type Resource,
} from '../catalogue';
import { questionName, ROW, rowParameterOf } from './names';

/** An entry of a profile that can't be used. */
export interface Mistake {
	/** The keys that lead to it. */
	readonly path: ReadonlyArray<string | number>;
	/** What is wrong with it, after its name. */
	readonly what: string;
}

const EXPECTED: Readonly<Record<string, string>> = {
	array: 'must be a list: [ … ]',
	object: 'must be an object: { … }',
	string: 'must be a text in quotes',
};

function whatIsWrong(issue: z.ZodIssue): string {
	switch (issue.code) {
		case 'unrecognized_keys':
			return 'is not a part of a profile';
		case 'invalid_literal':
			return `must be ${String(issue.expected)}: the profile was made by another version of this package`;
		case 'invalid_type':
			return issue.received === 'undefined'
				? 'is missing'
				: (EXPECTED[issue.expected] ?? issue.message);
		case 'invalid_union':
			return 'must be a text in quotes or a whole number';
		case 'too_small':
			return 'is empty';
		case 'too_big':
			return `is too long: at most ${String(issue.maximum)}`;
		default:
			return issue.message;
	}
}

/** The first entry that has not the form of a profile. */
export function mistakeOfForm({ issues: [issue] }: z.ZodError): Mistake {
	if (issue === undefined) return { path: [], what: 'can not be read' };
	const [unknown] = issue.code === 'unrecognized_keys' ? issue.keys : [];
	const path = unknown === undefined ? issue.path : [...issue.path, unknown];
	return { path, what: whatIsWrong(issue) };
}

/** The names of all questions of a resource that a profile can settle. */
function questionsIn(resource: Resource): string[] {
	return namedRows(resource).flatMap(([name, row]) => {
		if (isComposite(row)) return [];
		const fields = [...fieldsOf(row), ...(row.paging ? PAGING_KEYS : [])];
		const read = 'fields' in row.response ? row.response.fields : [];
		return [
			...fields.map(({ parameter }) => questionName(resource.value, name, parameter)),
			...read.map(({ key }) => questionName(resource.value, ROW, rowParameterOf(resource, key))),
		];
	});
}

type Settled = Readonly<Record<'names' | 'values', Readonly<Record<string, unknown>>>>;

function unknownQuestion({ names, values }: Settled): Mistake | undefined {
	const known = new Set(catalogue.flatMap(questionsIn));
	const entries = [
		...Object.keys(names).map((question) => ['names', question]),
		...Object.keys(values).map((question) => ['values', question]),
	];
	const path = entries.find(([, question = '']) => !known.has(question));
	return path && { path, what: 'is not a field that this version of the package knows' };
}

function isWithin(one: string, other: string): boolean {
	return other === one || other.startsWith(`${one}.`);
}

/** Two fields of a body that would be sent under the same key, or one inside the other. */
function clash(names: Readonly<Record<string, string>>): Mistake | undefined {
	for (const resource of catalogue) {
		for (const [name, row] of namedRows(resource)) {
			if (isComposite(row)) continue;
			const fields = [...(row.body?.fields ?? []), ...(row.paging === 'body' ? PAGING_KEYS : [])];
			const sent = fields.map(({ key, parameter, label }) => {
				const question = questionName(resource.value, name, parameter);
				return { question, label, key: (names[question] ?? key).toLowerCase() };
			});
			for (const { question, key } of sent.filter((one) => one.question in names)) {
				const other = sent.find(
					(one) => one.question !== question && (isWithin(one.key, key) || isWithin(key, one.key)),
				);
				if (other === undefined) continue;
				return { path: ['names', question], what: `is the key of ${other.label} too` };
			}
		}
	}
	return undefined;
}

/** The first entry that does not fit the catalogue; undefined if all do. */
export function mistakeInContent(
	profile: Settled & { readonly names: Readonly<Record<string, string>> },
): Mistake | undefined {
	return unknownQuestion(profile) ?? clash(profile.names);
}
