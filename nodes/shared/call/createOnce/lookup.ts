import type { NodeExecutionHint } from 'n8n-workflow';
import type { Client } from '../../api/client';
import { catalogue, type Lookup, type Operation } from '../../catalogue';
import { CallFailed, InvalidInput } from '../../errors/failure';
import { accountOperation } from '../../profile/accountRow';
import { accountListOf, listOperation } from '../../profile/listOperation';
import { valueAt } from '../../profile/nestedKeys';
import type { AccountProfile } from '../../profile/schema';
import { locatedValue } from '../entered';
import { plainCall, type CallParameters } from '../parameters';
import { buildRequest } from '../request';
import { readResponse } from '../response';
import { Reading } from './reading';
import { referencesIn, type Reference } from './reference';

/** The ID of the record with a reference, that there is none, or that nothing tells. */
export type Finding = { readonly id: number | string } | 'none' | 'unclear';

/** What the run of an item has for asking. */
export interface Asking {
	readonly client: Client;
	readonly profile: AccountProfile | undefined;
	readonly hints: NodeExecutionHint[];
	readonly shared: Map<string, Promise<unknown>>;
}

/** More records than this are not read one by one to find one. */
const MOST_DETAILS = 10;

function operationNamed(
	profile: AccountProfile | undefined,
	[resourceName, name]: readonly [string, string],
): Operation {
	const resource = catalogue.find(({ value }) => value === resourceName);
	if (resource === undefined) throw new Error(`The catalogue has no resource ${resourceName}`);
	return accountOperation(profile, resource.value, name);
}

/** The call that lists the records among which the new one may be; undefined if there is none. */
function listCall(
	{ from, given = {} }: Lookup,
	{ values, options }: CallParameters,
	profile: AccountProfile | undefined,
): CallParameters | undefined {
	// Page after page, so that rows added meanwhile do not hide others.
	const readOptions = { ...options, concurrency: 1, reuseReads: false };
	if (typeof from === 'string') {
		const found = accountListOf(profile, from);
		if (found === undefined) return undefined;
		return { ...plainCall(listOperation(found.record, found.list), {}), options: readOptions };
	}
	const entries = Object.entries(given).map(([asked, parameters]) => [
		asked,
		parameters.map((parameter) => values[parameter]).find((value) => value !== undefined),
	]);
	if (entries.some(([, value]) => value === undefined)) return undefined;
	const asked = Object.fromEntries(entries) as Record<string, unknown>;
	const call = plainCall(operationNamed(profile, from), { path: asked, values: asked });
	return { ...call, options: readOptions };
}

/** A reading of the list that began at that time or later, shared by the items of the run. */
async function readingSince(
	since: number,
	call: CallParameters,
	lookup: Lookup,
	{ texts, client, shared }: Pick<Asking, 'client' | 'shared'> & { texts: readonly string[] },
): Promise<Reading> {
	const { method, path, query, body } = buildRequest(call);
	const key = `references ${JSON.stringify([method, path, query, body])}`;
	for (let other = shared.get(key); other !== undefined; other = shared.get(key)) {
		const earlier = (await other.catch(() => undefined)) as Reading | undefined;
		if (earlier !== undefined && earlier.begun >= since) return earlier;
		if (shared.get(key) === other) shared.delete(key);
	}
	const same = Object.keys(lookup.details?.same ?? {});
	const reading = Reading.of(call, client, { texts, same });
	shared.set(key, reading);
	return await reading;
}

/** Reads the few rows that may be the record, where the list says nothing about references. */
async function findInDetails(
	reading: Reading,
	{ details }: Lookup,
	call: CallParameters,
	{ client, profile, keys, text }: Pick<Asking, 'client' | 'profile'> & SearchedFor,
): Promise<Finding> {
	if (details === undefined) return 'unclear';
	const same = Object.values(details.same).map((name) => locatedValue(call.values[name]));
	const candidates = reading.candidates(same);
	if (candidates === undefined || candidates.length > MOST_DETAILS) return 'unclear';
	const operation = operationNamed(profile, details.operation);
	let finding: Finding = 'none';
	for (const id of candidates) {
		const plain = plainCall(operation, { path: { [details.placeholder]: id } });
		const request = buildRequest(plain);
		const response = await client.send(request, { ...call.options, reuseReads: false });
		const { rows } = readResponse({ kind: 'any' }, request, response);
		const found = keys.map((key) => valueAt(rows[0] ?? {}, key)).find((one) => one !== undefined);
		if (typeof found === 'string' && referencesIn(found).includes(text)) return { id };
		if (found === undefined) finding = 'unclear';
	}
	return finding;
}

interface SearchedFor {
	readonly keys: readonly string[];
	readonly text: string;
}

function warn(hints: NodeExecutionHint[], message: string): void {
	hints.push({ message, type: 'warning', location: 'outputPane' });
}

async function findBy(
	lookup: Lookup,
	call: CallParameters,
	since: number,
	asking: Asking & SearchedFor,
): Promise<Finding> {
	const { client, profile, hints, shared, keys, text } = asking;
	const list = listCall(lookup, call, profile);
	if (list === undefined) return 'unclear';
	const texts = [...new Set([...Object.values(call.operation.createOnce?.keptIn ?? {}), ...keys])];
	const reading = await readingSince(since, list, lookup, { texts, client, shared });
	const [first, ...others] = reading.idsWith(keys, text);
	if (first === undefined) {
		return reading.tellsAbout(keys) ? 'none' : await findInDetails(reading, lookup, call, asking);
	}
	if (others.length > 0) {
		const ids = [first, ...others].slice(0, MOST_DETAILS).join(', ');
		warn(hints, `Several records have the external reference "${text}": IDs ${ids}`);
	}
	return { id: first };
}

/** An account may not let its API user read the list. A server that is down tells nothing. */
function isRefused(error: unknown): boolean {
	if (!(error instanceof CallFailed)) return error instanceof InvalidInput;
	return error.failure.kind === 'unreadable' || error.isRefusedWith(400, 403, 404, 405);
}

/**
 * Asks what can be asked: whether a record with that reference is there.
 *
 * @param since how old a reading may be
 * @throws CallFailed, BudgetReached, ExecutionStopped on Stop
 */
export async function findReference(
	call: CallParameters,
	{ text, keptIn }: Reference,
	since: number,
	asking: Asking,
): Promise<Finding> {
	const { lookups = [] } = call.operation.createOnce ?? {};
	if (keptIn === undefined || lookups.length === 0) return 'unclear';
	const { accountKey = keptIn.key } = keptIn.field;
	const keys = [keptIn.key, accountKey];
	for (const lookup of lookups) {
		const finding = await findBy(lookup, call, since, { ...asking, keys, text }).catch(
			(error: unknown) => {
				if (!isRefused(error)) throw error;
				return 'unclear' as const;
			},
		);
		if (finding !== 'unclear') return finding;
	}
	warn(
		asking.hints,
		'Tampuuri could not be asked whether records with an external reference are there already. Account → Check finds out how your account lists its records.',
	);
	return 'unclear';
}
