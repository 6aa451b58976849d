import { catalogue, operationsOf, type ListedRecord } from '../catalogue';
import { operationIdentity, placeholdersOf } from '../helpSite/pages/operationName';
import type { ListedOperation } from '../helpSite/pages/types';
import type { Candidate } from './candidates';
import type { ShownOperation } from './helpEvidence';
import { kindOfMeaning } from './lexicon';
import type { RecordList } from './schema';
import { meaningOf, tellingPartOf, wordsOf, type Words } from './words';

/** Verbs at the end of a path or the beginning of a text with which a list is read. */
const READS = /^(selaa|hae|listaa|etsi|browse|search|list|find|query)$/;
const TEXT_READS = /^\s*(selaa|hae|hakee|listaa|etsi|luettelo|lista|browse|search|list|get|find)/i;

/** A POST that may be tried: its path says that it only reads (EVIDENCE.md#methods). */
const SURE_POST = /\/(selaa|hae)$/i;

/** Folders of a path that are not the records themselves. */
const REGISTER = /(rekisteri|tiedot|tieto|register|api)$/;

/** An operation that may list the records of one kind. */
export interface ListCandidate {
	readonly record: ListedRecord;
	readonly listed: ListedOperation;
	readonly score: number;
	readonly reasons: readonly string[];
}

/** How a list works, as far as its page tells. */
export interface ListProposal {
	readonly list: RecordList;
	readonly reasons: readonly string[];
	/** Whether it may be tried: nothing that could change anything is. */
	readonly mayTry: boolean;
}

const KNOWN = new Set(catalogue.flatMap(operationsOf).map(operationIdentity));

function wayOf(path: string): string[] {
	return (path.split('?', 1)[0] ?? '').split('/').filter(Boolean);
}

/** Ranks the operations of the index that may list the records of one kind, the likeliest first. */
export function listCandidates(
	record: ListedRecord,
	index: readonly ListedOperation[],
): ListCandidate[] {
	return index
		.map((listed) => rankOf(record, listed))
		.filter((candidate) => candidate !== undefined)
		.sort((one, other) => other.score - one.score);
}

function hasQualifier({ meanings }: Words): boolean {
	return [...meanings].some((meaning) => kindOfMeaning(meaning) === 'qualifier');
}

/**
 * Whether a folder above the records may have all of them: not only archived or vacant ones. One that
 * is not understood needs a description that is.
 */
function isWhole(folder: string, record: ListedRecord, summary: string): boolean {
	const { meanings, others } = meaningOf(folder.replace(/(rekisteri|register)t?s?$/i, ''));
	const isPlain = [...meanings].every((meaning) =>
		['generic', 'record'].includes(kindOfMeaning(meaning) ?? ''),
	);
	if (!isPlain) return false;
	const unknown = [...others].filter((word) => !/^(api|v?\d+)$/.test(word));
	const told = meaningOf(summary);
	return (
		unknown.length === 0 ||
		(told.meanings.has(record) &&
			!hasQualifier(told) &&
			!unknown.some((word) => told.others.has(word)))
	);
}

function rankOf(record: ListedRecord, listed: ListedOperation): ListCandidate | undefined {
	const { method, path, summary } = listed;
	if (method !== 'GET' && method !== 'POST') return undefined;
	if (placeholdersOf(path).length > 0 || KNOWN.has(operationIdentity(listed))) return undefined;
	const way = wayOf(path);
	const verb = wordsOf(way.at(-1) ?? '').join('');
	const hasVerb = READS.test(verb);
	if (method === 'POST' && !hasVerb) return undefined;
	const noun = hasVerb ? way.at(-2) : way.at(-1);
	if (noun === undefined || (REGISTER.test(noun) && !hasVerb)) return undefined;
	const words = meaningOf(noun.replace(/(rekisteri|register)$/i, ''));
	const telling = [...tellingPartOf(words)].filter((word) => word !== 'rent');
	const isOnly = telling.length > 0 && telling.every((word) => word === record);
	const folders = way.slice(0, hasVerb ? -2 : -1);
	if (!isOnly || !folders.every((folder) => isWhole(folder, record, summary))) return undefined;
	const reasons = [`its path is about ${noun}`];
	let score = 10 - way.length;
	if (TEXT_READS.test(summary)) {
		score += 2;
		reasons.push(`its description says that it reads a list (${summary})`);
	}
	if (meaningOf(summary).meanings.has(record)) score += 2;
	if (hasQualifier(meaningOf(summary))) score -= 5;
	if (hasVerb && SURE_POST.test(`/${way.join('/')}`)) score += 1;
	return { record, listed, score, reasons };
}

const EARLIEST = 100;

function has(candidate: Candidate, ...meanings: readonly string[]): boolean {
	const found = meaningOf(candidate.name).meanings;
	return meanings.some((meaning) => found.has(meaning));
}

/** The key with a record's own ID. */
function idKey(record: ListedRecord, keys: readonly Candidate[]): Candidate | undefined {
	const numbers = keys.filter(({ type }) => ['integer', 'text', 'any'].includes(type));
	const own = (test: (words: ReadonlySet<string>) => boolean) =>
		numbers.find((candidate) => {
			const { meanings, others } = meaningOf(candidate.name);
			return others.size === 0 && test(meanings);
		});
	const isOf = (words: ReadonlySet<string>) =>
		words.has(record) && !words.has('name') && !words.has('parent');
	return (
		numbers.find(({ path }) => /^id$/i.test(path)) ??
		own((words) => words.has('id') && isOf(words)) ??
		numbers.find(({ name }) => /^id$/i.test(name)) ??
		own((words) => (words.has('number') || words.has('code')) && isOf(words))
	);
}

/** How telling a text is as a label, the most first; undefined if it is none. */
function labelRank(record: ListedRecord, candidate: Candidate): number | undefined {
	if (candidate.type !== 'text' && candidate.type !== 'any') return undefined;
	const { meanings } = meaningOf(candidate.name);
	const is = (...wanted: string[]) => wanted.some((word) => meanings.has(word));
	if (is('identityCode', 'email', 'phone', 'metaName', 'state', 'comment', 'id')) return undefined;
	if (is('type', 'moreInformation', 'user', 'postalCode')) return undefined;
	if (is('number', 'code') && record === 'party') return undefined;
	if (record === 'lease') {
		if (is('tenant') || (is('party', 'person') && is('name'))) return 0;
		if (is('unit', 'property') && candidate.type === 'text') return 1;
	}
	if (is('name', 'lastName')) return 1;
	if (is('code') || is('unit')) return 2;
	if (is('address', 'streetAddress')) return 3;
	return undefined;
}

function labelsOf(record: ListedRecord, keys: readonly Candidate[]): string[] {
	return keys
		.map((candidate) => ({ path: candidate.path, rank: labelRank(record, candidate) ?? EARLIEST }))
		.filter(({ rank }) => rank < EARLIEST)
		.sort((one, other) => one.rank - other.rank)
		.slice(0, 4)
		.map(({ path }) => path);
}

function parentKey(
	record: ListedRecord,
	keys: readonly Candidate[],
	id: Candidate,
): string | undefined {
	if (record !== 'property' && record !== 'unit') return undefined;
	const numbers = keys.filter((candidate) => candidate.type === 'integer' && candidate !== id);
	const found =
		numbers.find((candidate) => has(candidate, 'parent')) ??
		numbers.find(({ description }) => meaningOf(description).meanings.has('parent')) ??
		(record === 'unit'
			? (numbers.find((candidate) => has(candidate, 'building')) ??
				numbers.find((candidate) => has(candidate, 'property')))
			: undefined);
	return found?.path;
}

/** The key for a search word: named or described as one, or else a name to search by. */
function searchKey(inputs: readonly Candidate[]): string | undefined {
	const texts = inputs.filter(({ type }) => type === 'text');
	const isWord = ({ name }: Candidate) => /^(q|query|term|word|hakusana|hakuteksti)$/i.test(name);
	return (
		texts.find((candidate) => isWord(candidate) || has(candidate, 'search')) ??
		texts.find(({ description }) => meaningOf(description).meanings.has('search')) ??
		texts.find((candidate) => tellingNames(candidate))
	)?.path;
}

function tellingNames({ name }: Candidate): boolean {
	const telling = tellingPartOf(meaningOf(name));
	return telling.size === 1 && telling.has('name');
}

/** What a record's keys tell of a list; undefined if it has no ID or nothing to know it by. */
export function keysOfList(
	record: ListedRecord,
	keys: readonly Candidate[],
): Pick<RecordList, 'id' | 'label' | 'parent'> | undefined {
	const id = idKey(record, keys);
	const label = labelsOf(
		record,
		keys.filter((candidate) => candidate !== id),
	);
	if (id === undefined || label.length === 0) return undefined;
	const parent = parentKey(record, keys, id);
	return { id: id.path, label, ...(parent === undefined ? {} : { parent }) };
}

/** The key that tells what a property is, such as a cost centre, a building or a unit. */
export function typeKeyOf(keys: readonly Candidate[]): string | undefined {
	const texts = keys.filter(({ type }) => type === 'text');
	const isType = ({ name }: Candidate) => {
		const { meanings, others } = meaningOf(name);
		const isOnly = [...meanings].every((word) => ['type', 'property', 'name'].includes(word));
		return meanings.has('type') && isOnly && others.size === 0;
	};
	return (texts.find((key) => has(key, 'metaName')) ?? texts.find(isType))?.path;
}

function isPaging({ name }: Candidate): boolean {
	return /^(offset|limit)$/i.test(name);
}

/** Reads from its page how a list works; undefined if it is not a list of such records. */
export function proposalOf(
	{ record, listed, reasons }: ListCandidate,
	{ page, query, body, row, response }: ShownOperation,
): ListProposal | undefined {
	const { method } = listed;
	const path = wayOf(listed.path).join('/');
	if (response !== 'list') return undefined;
	const keys = keysOfList(record, row.candidates);
	if (keys === undefined) return undefined;
	const inputs = (method === 'GET' ? query : body).candidates;
	const inQuery = [...listed.path.matchAll(/[?&]([^=&]+)=/g)].map(([, name = '']) => name);
	const names = [...inputs.map(({ name }) => name), ...(method === 'GET' ? inQuery : [])];
	const needed = [...page.uriParameters.fields, ...(page.body?.fields ?? [])].filter(
		({ required, name }) => required && !/^(offset|limit)$/i.test(name),
	);
	const search = searchKey(inputs.filter((input) => !isPaging(input)));
	if (needed.some(({ name }) => name !== search)) return undefined;
	const hasPages = ['offset', 'limit'].every((word) =>
		names.some((name) => name.toLowerCase() === word),
	);
	const paging = method === 'GET' ? 'query' : 'body';
	return {
		list: {
			operation: `${method} ${path}`,
			...(search === undefined ? {} : { search }),
			...(hasPages ? { paging } : {}),
			...keys,
		},
		reasons: [
			...reasons,
			'its page shows rows with an ID and something to know them by',
			...(search === undefined ? ['it has no search word'] : [`it is searched by ${search}`]),
		],
		mayTry: method === 'GET' || SURE_POST.test(`/${path}`),
	};
}
