import type { IDataObject } from 'n8n-workflow';
import {
	catalogue,
	LISTED_RECORDS,
	PAGING_KEYS,
	type ListedRecord,
	type Operation,
} from '../catalogue';
import { operationIdentity } from '../helpSite/pages/operationName';
import type { Ask, ReadRequest, ReadResult } from './ask';
import { candidatesInRecord, mergedKeys } from './candidates';
import { DayForms } from './days';
import type { CheckStart, Findings, FoundList } from './findings';
import { HelpPages, type HelpEvidence, type HelpReader, type ShownOperation } from './helpEvidence';
import { keysOfList, listCandidates, proposalOf, type ListProposal } from './lists';
import { questionName, ROW } from './names';
import { merged, placedAt, valueAt } from './nestedKeys';
import { questionsOf, type Question } from './questions';
import { firstWordOf, isId, nameIn, readerOf, rows } from './reads';
import { settle, type RowEvidence } from './verdicts';

/** Lists of one kind that are tried before giving up, and pages of them that are read. */
const MOST_TRIES = 3;
const MOST_PAGES = 6;

/** Rows of one page that are looked at. */
const MOST_ROWS = 5;

/** One check of an account. */
class Check {
	private readonly evidence: RowEvidence[] = [];
	private readonly failures: string[] = [];
	private readonly lists: FoundList[] = [];
	private readonly days = new DayForms();
	private readonly ids = new Map<string, unknown>();
	private calls = 0;
	private word: unknown;
	private readonly readKeys: readonly string[];

	constructor(
		private readonly questions: readonly Question[],
		private readonly help: HelpEvidence,
		private readonly pages: HelpPages,
		private readonly ask: Ask,
		start: CheckStart,
	) {
		for (const record of ['property', 'lease', 'serviceRequest'] as const) {
			if (isId(start[record])) this.ids.set(record, start[record]);
		}
		this.word = start.searchWord;
		this.readKeys = questions.filter((one) => one.about === 'name').map(({ assumed }) => assumed);
	}

	async run(): Promise<Findings> {
		for (const { page } of this.help.operations.values()) this.days.seePage(page);
		await this.readPage('serviceRequest');
		await this.readRecord('serviceRequest');
		for (const record of LISTED_RECORDS) this.lists.push(await this.findList(record));
		await this.readRecord('lease');
		await this.readRecord('property');
		await this.searchPersons();
		const wanted = new Set(
			this.questions.flatMap(({ operations }) => operations.map(operationIdentity)),
		);
		return {
			settled: settle(this.questions, this.help, this.evidence),
			lists: this.lists,
			days: this.days.found(),
			calls: this.calls,
			pages: {
				index: this.help.index !== undefined,
				read: this.help.operations.size,
				wanted: wanted.size,
			},
			failures: this.failures,
		};
	}

	private async read(what: string, request: ReadRequest): Promise<ReadResult> {
		this.calls++;
		const result = await this.ask(request);
		if ('failed' in result) this.failures.push(`${what}: ${result.failed}`);
		else this.days.see(result.rows.slice(0, MOST_ROWS), what);
		return result;
	}

	/** Keeps the keys of the rows that were read, never their values. */
	private keep(row: Operation, what: string, result: ReadResult, calls: number): void {
		if ('failed' in result) return;
		const candidates = mergedKeys(
			result.rows.slice(0, MOST_ROWS).map((one) => candidatesInRecord(one, this.readKeys)),
		);
		this.evidence.push({ row, what, candidates, isRecord: result.isRecord, calls });
	}

	/** The account's keys as far as they are settled, otherwise the assumed ones. */
	private keysOf(names: readonly string[]): Array<string | undefined> {
		const settled = settle(this.questions, this.help, this.evidence);
		return names.map((name) => {
			const one = settled.find(({ question }) => question.key === name);
			return one?.verdict === 'unknown' ? one.question.assumed : one?.found;
		});
	}

	private learn(record: string, from: IDataObject, key: string | undefined): void {
		const value = key === undefined ? undefined : valueAt(from, key);
		if (isId(value) && !this.ids.has(record)) this.ids.set(record, value);
	}

	/** A service request leads to its property, and to a person to search for. */
	private learnFromRequest(record: IDataObject): void {
		this.learn('property', record, 'KohdeId');
		this.word ??= nameIn(record);
	}

	/** Two short pages show whether the paging keys work. */
	private async readPage(resource: string): Promise<void> {
		const row = rows(resource).find(({ paging }) => paging === 'body');
		if (row === undefined) return;
		const { operations = {} } = catalogue.find(({ value }) => value === resource) ?? {};
		const [name = ''] = Object.entries(operations).find(([, one]) => one === row) ?? [];
		const [offset = 'Offset', limit = 'Limit'] = this.keysOf(
			PAGING_KEYS.map(({ parameter }) => questionName(resource, name, parameter)),
		);
		const request = (start: number, length: number): ReadRequest => ({
			method: 'POST',
			path: row.path,
			body: merged(placedAt(offset, start), placedAt(limit, length)),
		});
		const what = `the list ${row.method} ${row.path}`;
		const first = await this.read(what, request(0, 1));
		if ('failed' in first) return;
		this.keep(row, what, first, 1);
		const [record] = first.rows;
		if (record === undefined) return;
		this.learn(resource, record, 'Id');
		this.learnFromRequest(record);
		if (first.rows.length !== 1 || (first.total ?? 3) < 3) return;
		const second = await this.read(what, request(1, 2));
		if ('failed' in second) return;
		const moved = JSON.stringify(second.rows[0]) !== JSON.stringify(record);
		const works = [offset, limit].filter((key) =>
			key === limit ? second.rows.length === 2 : moved && second.rows.length > 0,
		);
		this.evidence.push({ row, what, candidates: [], isRecord: false, calls: 2, works });
	}

	private async readRecord(resource: string): Promise<void> {
		const row = readerOf(resource);
		const id = this.ids.get(resource);
		if (row === undefined || !isId(id)) return;
		const what = `${row.method} ${row.path}`;
		const result = await this.read(what, {
			method: 'GET',
			path: row.path.replace(/\{[^}]+\}/, String(id)),
		});
		this.keep(row, what, result, 1);
		const [record] = 'failed' in result ? [] : result.rows;
		if (record === undefined) return;
		if (resource === 'serviceRequest') this.learnFromRequest(record);
		if (resource !== 'lease') return;
		const [unit] = this.keysOf([questionName('lease', ROW, 'unit')]);
		this.learn('property', record, unit);
	}

	private async searchPersons(): Promise<void> {
		const row = rows('person').find(
			({ method, response }) => method === 'GET' && response.kind === 'list',
		);
		const key = row?.query[0]?.key;
		const word = typeof this.word === 'string' ? this.word.trim() : '';
		if (row === undefined || key === undefined || word === '') return;
		const what = `the search ${row.method} ${row.path}`;
		const result = await this.read(what, { method: 'GET', path: row.path, query: { [key]: word } });
		this.keep(row, what, result, 1);
	}

	/** Finds by which operation records are listed: the likeliest that can be read. */
	private async findList(record: ListedRecord): Promise<FoundList> {
		const ranked = listCandidates(record, this.help.index ?? []).slice(0, MOST_PAGES);
		const reasons: string[] = [];
		let untried: FoundList | undefined;
		let calls = 0;
		for (const candidate of ranked) {
			const shown = await this.pages.shown(candidate.listed);
			const name = `${candidate.listed.method} ${candidate.listed.path.split('?')[0]}`;
			const proposal = shown && proposalOf(candidate, shown);
			if (shown === undefined || proposal === undefined) {
				reasons.push(
					`${name}: ${shown ? 'its page shows no such list' : 'its page could not be read'}`,
				);
				const isUnread = shown?.response === undefined && !shown?.row.candidates.length;
				if (isUnread && calls < MOST_TRIES) {
					const bare = await this.tryBare(record, candidate.listed.method, name);
					calls += bare.calls;
					if (bare.proposal) {
						const told = [...candidate.reasons, 'a page of it was read'];
						return { record, proposal: bare.proposal, tried: 'read', reasons: told, calls };
					}
				}
				continue;
			}
			if (!proposal.mayTry || calls >= MOST_TRIES) {
				untried ??= { record, proposal, tried: 'notTried', reasons: proposal.reasons, calls };
				continue;
			}
			calls++;
			const found = await this.tryList(record, proposal, shown);
			if (found !== undefined) {
				return { record, proposal: found, tried: 'read', reasons: found.reasons, calls };
			}
			reasons.push(`${name}: it could not be read`);
		}
		return untried ?? { record, tried: 'failed', reasons, calls };
	}

	/** A list whose page can't be read, asked as most lists are. */
	private async tryBare(
		record: ListedRecord,
		method: string,
		operation: string,
	): Promise<{ proposal?: ListProposal; calls: number }> {
		const path = operation.replace(/^\S+ /, '');
		if (method !== 'POST' || !/\/(selaa|hae)$/i.test(path)) return { calls: 0 };
		const result = await this.read(`the list ${operation}`, {
			method: 'POST',
			path,
			body: { Offset: 0, Limit: 1 },
		});
		const [row] = 'failed' in result ? [] : result.rows;
		const keys = row && keysOfList(record, candidatesInRecord(row, []));
		if (row === undefined || keys === undefined || 'failed' in result) return { calls: 1 };
		const isPaged = result.rows.length === 1 && (result.total ?? 0) > 1;
		this.useRow(record, row, keys.id, keys.label);
		const list = { operation, ...(isPaged ? { paging: 'body' as const } : {}), ...keys };
		return { proposal: { list, reasons: [], mayTry: true }, calls: 1 };
	}

	private async tryList(
		record: ListedRecord,
		proposal: ListProposal,
		{ row: shown }: ShownOperation,
	): Promise<ListProposal | undefined> {
		const { list } = proposal;
		const [method = 'GET', path = ''] = list.operation.split(' ');
		const window = { Offset: 0, Limit: 1 };
		const result = await this.read(`the list ${list.operation}`, {
			method: method === 'POST' ? 'POST' : 'GET',
			path,
			...(list.paging === 'query' ? { query: { Offset: '0', Limit: '1' } } : {}),
			...(method === 'POST' ? { body: list.paging === 'body' ? window : {} } : {}),
		});
		if ('failed' in result || result.isRecord) return undefined;
		const [row] = result.rows;
		const reasons = [...proposal.reasons, 'a page of it was read'];
		if (row === undefined) return { ...proposal, reasons };
		const there = candidatesInRecord(
			row,
			shown.candidates.map(({ name }) => name),
		);
		const isThere = (key: string) => there.some((one) => one.path === key);
		const keys = [list.id, ...list.label].every(isThere) ? list : keysOfList(record, there);
		if (keys === undefined) return undefined;
		this.useRow(record, row, keys.id, keys.label);
		const { id, label, parent = list.parent } = keys;
		return { ...proposal, list: { ...list, id, label, ...(parent ? { parent } : {}) }, reasons };
	}

	/** A row of a list leads to the next record. */
	private useRow(
		record: ListedRecord,
		row: IDataObject,
		id: string,
		label: readonly string[],
	): void {
		if (record === 'lease') this.learn('lease', row, id);
		if (record === 'property') this.learn('property', row, id);
		const [first = ''] = label;
		const name = record === 'party' ? valueAt(row, first) : undefined;
		this.word ??= firstWordOf(name);
	}
}

/**
 * Checks an account: reads the Help pages, then a few records, and settles the catalogue's guesses.
 *
 * @throws what `ask` throws when the run is stopped
 */
export async function checkAccount(
	reader: HelpReader,
	ask: Ask,
	start: CheckStart,
	signal: AbortSignal,
): Promise<Findings> {
	const questions = questionsOf();
	const pages = new HelpPages(reader, signal);
	const help = await pages.read([...new Set(questions.flatMap(({ operations }) => operations))]);
	return await new Check(questions, help, pages, ask, start).run();
}
