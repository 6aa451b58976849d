import { UserError } from 'n8n-workflow';
import { InvalidInput } from '../errors/failure';
import { oneLine, plainText } from '../foreignValues';
import type { ItemOptions } from '../call/options';
import { refuse, shown } from '../call/refuse';
import { businessIdIn } from '../finder/businessId';
import type { FinderResult } from '../finder/result';
import {
	findInLeases,
	findInParties,
	findInProperties,
	type Find,
	type Finding,
	type FoundRecord,
} from './finders';

/** Candidates in an error's message, which n8n cuts; its description has all. */
const MOST_IN_MESSAGE = 5;

/** Characters of a candidate's name that are shown. */
const LONGEST_NAME = 60;

/** What is looked for, and what an error calls the field that says so. */
export interface Wanted {
	readonly kind: 'lease' | 'party' | 'property';
	readonly label: string;
	readonly query: unknown;
	readonly unitsOnly?: boolean;
}

/** A record that was found, and how certainly. */
export type Match = Extract<FinderResult<FoundRecord>, { found: FoundRecord }>;

function nameOf({ listed, address }: FoundRecord): string {
	const texts = [...listed.labels, address].filter((text) => text !== '');
	const telling = texts.filter(
		(text, place) => !texts.slice(0, place).some((one) => one.includes(text)),
	);
	return oneLine(telling.join(', '), LONGEST_NAME);
}

function listText(candidates: readonly FoundRecord[]): string {
	const texts = candidates.map((record) => `${record.id} (${nameOf(record)})`);
	return texts.join(', ');
}

const NOUNS = { lease: 'leases', party: 'people or companies', property: 'properties' } as const;

/** What often tells records with the same name apart. */
const DISTINCTIONS = {
	lease: 'the tenant or the unit',
	party: 'the first name or the business ID',
	property: 'the town or the staircase',
} as const;

/** @throws UserError that names the records that may be meant, with their IDs */
function notFound(
	{ kind, label, query }: Wanted,
	result: Exclude<FinderResult<FoundRecord>, Match>,
): never {
	const { candidates, isAmbiguous } = result;
	const few = listText(candidates.slice(0, MOST_IN_MESSAGE));
	const all = candidates.map((record) => `${record.id}: ${nameOf(record)}`).join('\n');
	if (isAmbiguous) {
		throw new UserError(`${label} fits several ${NOUNS[kind]}, IDs ${few}: "${shown(query)}"`, {
			description: `Add what tells them apart, such as ${DISTINCTIONS[kind]}, or use the ID:\n${all}`,
		});
	}
	if (few !== '') {
		throw new UserError(
			`${label} fits none of the ${NOUNS[kind]}, the closest are IDs ${few}: "${shown(query)}"`,
			{
				description: `Check the spelling, or use the ID:\n${all}`,
			},
		);
	}
	throw new UserError(`${label} fits none of the ${NOUNS[kind]}: "${shown(query)}"`, {
		description: 'Check the spelling, and whether Tampuuri has the record.',
	});
}

/** @throws InvalidInput for a business ID whose check digit is wrong, before anything is read */
function checkBusinessId({ label, query }: Wanted): void {
	const { isValid = true } = businessIdIn(plainText(query)) ?? {};
	if (isValid) return;
	refuse(
		{ label },
		`has a business ID with a wrong check digit: "${shown(query)}"`,
		'A digit is mistyped. Compare it with its source.',
	);
}

function finderFor({ kind, unitsOnly = false }: Wanted, run: Finding, options: ItemOptions): Find {
	switch (kind) {
		case 'lease':
			return findInLeases(run, options);
		case 'party':
			return findInParties(run, options);
		case 'property':
			return findInProperties(run, options, unitsOnly);
	}
}

/**
 * Finds the record that a text means, in the account's list.
 *
 * @throws InvalidInput before a call, UserError with the candidates when it is not certain which one
 * is meant, CallFailed, BudgetReached, ExecutionStopped on Stop
 */
export async function findRecord(
	wanted: Wanted,
	run: Finding,
	options: ItemOptions,
): Promise<Match> {
	const { kind, label, query } = wanted;
	const text = typeof query === 'object' ? '' : plainText(query).trim();
	if (text === '') {
		throw new InvalidInput(`${label} is empty`, 'Enter an address or a name.');
	}
	if (kind === 'party') checkBusinessId(wanted);
	const result = await finderFor(wanted, run, options)(text);
	return 'found' in result ? result : notFound(wanted, result);
}
