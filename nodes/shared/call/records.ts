import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';
import type { Client } from '../api/client';
import { InvalidInput } from '../errors/failure';
import { withoutIdentityCodes } from '../errors/redaction';
import { isObject, oneLine } from '../foreignValues';
import type { ListedRecord } from '../catalogue';
import { candidatesInRecord } from '../profile/candidates';
import {
	accountListOf,
	listOperation,
	pluralOf,
	SEARCH_WORD,
	type AccountList,
} from '../profile/listOperation';
import { typeKeyOf } from '../profile/lists';
import { valueAt } from '../profile/nestedKeys';
import type { AccountProfile } from '../profile/schema';
import { meaningOf } from '../profile/words';
import { pagingHints, unpagedHints } from './hints';
import { DEFAULT_OPTIONS, type ItemOptions } from './options';
import { LARGEST_PAGE } from './paging/readPages';
import { plainCall, type CallParameters } from './parameters';
import { callPage, callPages } from './paging/callPages';
import { buildRequest } from './request';
import { readList } from './response';
import { validId } from './values';

/** A row of an account's list, with what the profile says of its keys. */
export interface ListedRow {
	readonly id: number;
	/** What a person knows it by, the most telling first. Never an identity code. */
	readonly labels: readonly string[];
	/** The ID of the record that it is part of, if the row says so. */
	readonly parent?: number;
	readonly row: IDataObject;
}

const NON_DISCLOSURE = /turvakiel/i;

/** Objects inside each other in which a row may say that a person is protected. */
const DEEPEST_ORDER = 3;

function isNo(value: unknown): boolean {
	return [false, null, 0, '', '0', 'false', 'ei'].includes(
		typeof value === 'string' ? value.trim().toLowerCase() : (value as boolean | null | number),
	);
}

/** Whether a row is about someone under a non-disclosure order (Turvakielto). */
export function isProtected(row: IDataObject, depth = 0): boolean {
	return Object.entries(row).some(([key, value]) =>
		isObject(value)
			? depth < DEEPEST_ORDER && isProtected(value, depth + 1)
			: NON_DISCLOSURE.test(key) && !isNo(value),
	);
}

const PLACES = ['address', 'streetAddress', 'city', 'postalCode'];
const PEOPLE = ['tenant', 'party', 'person', 'lastName', 'firstName'];

function isAbout(key: string, words: readonly string[]): boolean {
	const { meanings } = meaningOf(key);
	return words.some((word) => meanings.has(word));
}

/** Where a protected person is known by name, the place is hidden; where by place, the name. */
function disclosedKeys({ record, list }: AccountList): readonly string[] {
	const hidden = record === 'party' ? PLACES : PEOPLE;
	return list.label.filter((key) => !isAbout(key, hidden));
}

function labelText(row: IDataObject, key: string): string {
	const value = valueAt(row, key);
	const isText = typeof value === 'string' || typeof value === 'number';
	return isText ? withoutIdentityCodes(oneLine(String(value))) : '';
}

/**
 * A row of an account's list as its profile describes it; undefined if it has no ID. Of someone under
 * a non-disclosure order, the labels do not tell who lives where.
 */
export function listedRow(account: AccountList, row: IDataObject): ListedRow | undefined {
	const { list } = account;
	const id = validId(valueAt(row, list.id));
	if (id === undefined) return undefined;
	const parent = list.parent === undefined ? undefined : validId(valueAt(row, list.parent));
	return { id, labels: labelsOf(account, row), ...(parent !== undefined && { parent }), row };
}

/** What a person knows a row by, the most telling first. */
export function labelsOf(account: AccountList, row: IDataObject): readonly string[] {
	const keys = isProtected(row) ? disclosedKeys(account) : account.list.label;
	const labels = keys.map((key) => labelText(row, key)).filter((text) => text !== '');
	return [...new Set(labels)];
}

/** Rows that are looked at to learn their keys. */
const SAMPLE = 5;

/**
 * Reads what kind of property a row is, if one of the first rows of its list has a key that says so.
 */
export function typeReader(): (row: IDataObject) => string | undefined {
	let key: string | undefined;
	let looked = 0;
	return (row) => {
		if (key === undefined && looked++ < SAMPLE) key = typeKeyOf(candidatesInRecord(row, []));
		return key === undefined ? undefined : labelText(row, key) || undefined;
	};
}

/** What was read of an account's list. */
export interface Register {
	readonly account: AccountList;
	readonly records: readonly ListedRow[];
	/** How many the list has, if Tampuuri says so. */
	readonly total?: number;
	/** What a person should know about the reading. */
	readonly hints: readonly NodeExecutionHint[];
}

/** How to read a list. */
interface Reading {
	readonly client: Client;
	readonly options?: ItemOptions;
	/** Only for a list with a search. */
	readonly searchWord?: string;
	/** Maximum number of rows; all if absent. */
	readonly limit?: number;
}

function skippedHint(skipped: number, { list }: AccountList): NodeExecutionHint[] {
	if (skipped === 0) return [];
	return [
		{
			message: `${skipped} rows of ${list.operation} have no ID under ${list.id} and were left out`,
			type: 'warning',
			location: 'outputPane',
		},
	];
}

/**
 * Reads an account's list: exactly ⌈rows / 250⌉ calls where it has pages and says its total,
 * otherwise one call, or until a short page.
 *
 * @throws CallFailed, BudgetReached, ExecutionStopped on Stop
 */
export async function readRegister(
	account: AccountList,
	{ client, options, searchWord, limit }: Reading,
): Promise<Register> {
	const operation = listOperation(account.record, account.list);
	const values = searchWord === undefined ? {} : { [SEARCH_WORD]: searchWord };
	const plain = plainCall(operation, { values });
	const call: CallParameters = { ...plain, limit, ...(options && { options }) };
	const rows: IDataObject[] = [];
	const { total, hints } = await readRows(call, client, (row) => rows.push(row));
	const records = rows
		.map((row) => listedRow(account, row))
		.filter((record) => record !== undefined);
	return {
		account,
		records,
		...(total !== undefined && { total }),
		hints: [...hints, ...skippedHint(rows.length - records.length, account)],
	};
}

/** One page of an account's list. */
export interface RegisterPage {
	readonly records: readonly ListedRow[];
	readonly total?: number;
	/** Where the next page begins, if there may be one. */
	readonly next?: number;
}

/**
 * Reads one page of an account's list with one call; all of a list that has no pages.
 *
 * @throws CallFailed
 */
export async function readRegisterPage(
	account: AccountList,
	{ client, options = DEFAULT_OPTIONS, searchWord }: Omit<Reading, 'limit'>,
	offset: number,
): Promise<RegisterPage> {
	const operation = listOperation(account.record, account.list);
	const values = searchWord === undefined ? {} : { [SEARCH_WORD]: searchWord };
	const window = operation.paging && { offset, limit: LARGEST_PAGE };
	const call = { ...plainCall(operation, { values }), options };
	const { rows, total } = await callPage(call, client, window);
	const end = offset + rows.length;
	const isLast = total === undefined ? rows.length < LARGEST_PAGE : end >= total;
	const next = window === undefined || rows.length === 0 || isLast ? undefined : end;
	const records = rows.map((row) => listedRow(account, row)).filter((one) => one !== undefined);
	return { records, total, next };
}

async function readRows(
	call: CallParameters,
	client: Client,
	onRow: (row: IDataObject) => void,
): Promise<Pick<Register, 'total' | 'hints'>> {
	const { operation, options, limit = Infinity } = call;
	if (operation.paging !== undefined) {
		const summary = await callPages(call, client, onRow);
		return { total: summary.total, hints: pagingHints(summary) };
	}
	const request = buildRequest(call);
	const page = readList(operation, request, await client.send(request, options));
	for (const row of page.rows.slice(0, limit)) onRow(row);
	const { total = page.rows.length } = page;
	return { total, hints: unpagedHints(page.rows.length, page.total) };
}

/**
 * The list by which an account's records of one kind are found.
 *
 * @param options whether a list of other records that has these too will not do
 * @throws InvalidInput if the profile has none
 */
export function neededList(
	profile: AccountProfile | undefined,
	record: ListedRecord,
	{ only = false } = {},
): AccountList {
	const list = profile?.lists[record];
	const found = only ? list && { record, list } : accountListOf(profile, record);
	if (found !== undefined) return found;
	throw new InvalidInput(
		`How your account lists ${pluralOf(record)} is not known`,
		'Run Account → Check and paste its profile into the credential, field Account Profile. If the profile has no such list, use Any Operation.',
	);
}
