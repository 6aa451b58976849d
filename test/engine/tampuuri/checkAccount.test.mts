import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { questionsOf, type Question } from '../../../dist/nodes/shared/profile/questions.js';
import { operationName } from '../../../simulator/api/call.mts';
import type { Dialect, OperationSpelling } from '../../../simulator/dialects/dialect.mts';
import { DIALECT_NAMES, dialectOf } from '../../../simulator/dialects/index.mts';
import { everythingOf, itemsOf, setUp } from './setUp.mts';

const parameters = { resource: 'account', operation: 'check', additionalFields: {} };

interface Truth {
	readonly verdict: 'confirmed' | 'corrected';
	readonly found: string;
}

/** What a dialect spells differently from the catalogue. */
function truthOf(question: Question, dialect: Dialect): Truth | undefined {
	const spellings = question.operations.map(
		(row): OperationSpelling => dialect.operations[operationName(row)] ?? {},
	);
	const [spelling = {}] = spellings;
	if (question.about === 'response') {
		const found = spelling.responds ?? question.assumed;
		return { verdict: found === question.assumed ? 'confirmed' : 'corrected', found };
	}
	const name = question.about === 'value' ? nameOf(question.name) : question;
	if (name?.about !== 'name') return undefined;
	const isRow = name.place === 'row';
	const isPaging = /^(Offset|Limit)$/.test(name.assumed);
	const own = isRow
		? spellings.map(({ response }) => response?.[name.assumed]).find(Boolean)
		: spelling.body?.[name.assumed];
	const isWrapped = spelling.wrapper !== undefined && !isRow && !isPaging && own === undefined;
	const key = own?.key ?? (isWrapped ? `${spelling.wrapper}.${name.assumed}` : name.assumed);
	if (question.about === 'name') {
		return { verdict: key === name.assumed ? 'confirmed' : 'corrected', found: key };
	}
	const value = own?.enumeration?.values.find(({ standard }) => standard === question.assumed);
	const found = value?.name ?? question.assumed;
	const isByNumber = isRow && own?.enumeration?.writtenAs === 'number';
	return { verdict: found === question.assumed && !isByNumber ? 'confirmed' : 'corrected', found };
}

const QUESTIONS = questionsOf();
const nameOf = (key: string) => QUESTIONS.find((one) => one.key === key);

/** What a Help site does not tell can't be known. */
function isTold(question: Question, { help }: Dialect): boolean {
	if (help.isDown) return false;
	const unread = [help.missing, help.broken].flatMap((names) => names ?? []);
	return question.operations.some((row) => !unread.includes(operationName(row)));
}

function jsonOf(outputs: ReadonlyArray<readonly INodeExecutionData[]>): IDataObject[] {
	return outputs.flat().map(({ json }) => json);
}

function profileIn(items: readonly IDataObject[]): { lists: Record<string, IDataObject> } {
	return JSON.parse(String(items.at(-1)?.['profile'])) as { lists: Record<string, IDataObject> };
}

describe.each(DIALECT_NAMES)('the check of an account in the dialect %s', (name) => {
	const tampuuri = setUp({ dialect: name, units: 12 });
	const dialect = dialectOf(name);

	it('gives the right verdicts, for few calls and without a change', async () => {
		const { outputs, hints } = await tampuuri.run({ parameters });
		const messages = hints.map(({ message }) => message);
		const items = jsonOf(outputs);
		const byKey = new Map(items.map((item) => [item['question'], item]));
		const asked = QUESTIONS.filter(
			(question) => !(question.about === 'value' && question.isExtra) || byKey.has(question.key),
		);
		const isSettled = ({ key }: Question) => byKey.get(key)?.['verdict'] !== 'unknown';
		const settled = asked.filter(isSettled).map((question) => {
			const { verdict, found } = byKey.get(question.key) ?? {};
			return { key: question.key, verdict, found };
		});
		const expected = asked
			.filter(isSettled)
			.map((question) => ({ key: question.key, ...truthOf(question, dialect) }));
		expect(settled).toEqual(expected);
		const told = asked.filter((question) => isTold(question, dialect));
		const right = told.filter(isSettled).length;
		expect(right).toBeGreaterThanOrEqual(0.95 * told.length);
		const written = Object.keys(tampuuri.simulator.calls.byOperation).filter(
			(operation) => !/^(GET .*|POST .*\/(selaa|hae))$/.test(operation),
		);
		expect(written).toEqual([]);
		expect(items.at(-1)?.['calls']).toBe(tampuuri.simulator.calls.total);
		expect(messages).toContainEqual(expect.stringContaining('last item has the profile'));
		expect(tampuuri.simulator.calls.total).toBeLessThanOrEqual(60);
	});

	it('proposes the right lists', async () => {
		const { outputs } = await tampuuri.run({ parameters });
		const { lists } = profileIn(jsonOf(outputs));
		const expected = dialect.lists.map(({ register, operation: { method, path }, row }) => ({
			register,
			operation: `${method} ${path}`,
			id: row['Id'],
		}));
		const proposed = Object.entries(lists).map(([register, { operation, id }]) => ({
			register,
			operation,
			id,
		}));
		expect(new Set(proposed)).toEqual(new Set(expected));
		for (const { register, row, envelope, search } of dialect.lists) {
			const list = lists[register];
			expect(list?.['paging'] !== undefined).toBe(envelope !== undefined);
			const isRead = !dialect.help.missing?.includes(String(list?.['operation']));
			if (isRead) expect(list?.['search']).toBe(search);
			const known = ['Nimi', 'Tunnus', 'Osoite', 'KohdeNimi', 'OsapuoliNimi'].map(
				(key) => row[key],
			);
			expect(known).toEqual(expect.arrayContaining(list?.['label'] as string[]));
			if (register === 'property' || register === 'unit') {
				expect(list?.['parent']).toBe(row['ParentId']);
			}
		}
	});

	it('asks once for all items, and the same when there is a profile already', async () => {
		const first = jsonOf((await tampuuri.run({ parameters })).outputs);
		const { total } = tampuuri.simulator.calls;
		tampuuri.simulator.calls.reset();
		const { outputs } = await tampuuri.run({
			parameters,
			items: itemsOf({}, {}, {}),
			credentials: tampuuri.credentials({ accountProfile: String(first.at(-1)?.['profile']) }),
		});
		expect(jsonOf(outputs)).toEqual([...first, ...first, ...first]);
		expect(tampuuri.simulator.calls.total).toBe(total);
	});

	it('shows nothing of what records hold', async () => {
		const outcome = await tampuuri.run({ parameters });
		const shown = JSON.stringify(outcome.outputs);
		const { parties, properties, leases } = tampuuri.simulator.data;
		const texts = [
			...Array.from({ length: 20 }, (_, place) => parties.at(place)).flatMap((party) => [
				party.name,
				party.email,
				party.phone,
				party.identityCode,
				party.street,
			]),
			...Array.from({ length: 5 }, (_, place) => String(properties.at(place).id)),
			...Array.from({ length: 5 }, (_, place) => String(leases.at(place).id)),
		].filter((text): text is string => typeof text === 'string' && text.length > 3);
		expect(texts.filter((text) => shown.includes(text))).toEqual([]);
		expect(everythingOf(outcome)).not.toContain(tampuuri.simulator.account.values.password);
	});
});

describe('the check of an account without a Help site', () => {
	const tampuuri = setUp({ dialect: 'none', units: 12 });

	it('goes from one record to the next', async () => {
		const { outputs } = await tampuuri.run({ parameters });
		const settled = jsonOf(outputs)
			.filter(({ verdict }) => verdict === 'confirmed')
			.map(({ question }) => question);
		expect(settled).toEqual(
			expect.arrayContaining(['property.row.id', 'person.row.id', 'person.row.nimi']),
		);
		const searches = tampuuri.simulator.requestLog.entries.filter(
			({ operation }) => operation === 'GET osapuolet/henkilot',
		);
		expect(searches).toHaveLength(1);
	});
});

const closing: Array<() => void> = [];
afterEach(() => {
	for (const close of closing.splice(0)) close();
});

describe('the check of an account ends with verdicts, when', () => {
	const tampuuri = setUp({ units: 1 });

	async function serve(respond: RequestListener): Promise<string> {
		const server = createServer(respond).listen(0, '127.0.0.1');
		await once(server, 'listening');
		closing.push(() => {
			server.closeAllConnections();
			server.close();
		});
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v10/api/`;
	}

	const json =
		(value: unknown): RequestListener =>
		(_, response) =>
			response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));

	it.each<[string, RequestListener]>([
		['everything fails', (_, response) => response.writeHead(500).end()],
		['nothing is allowed', (_, response) => response.writeHead(403).end('Maija Mallikas')],
		['every connection breaks off', ({ socket }) => socket.destroy()],
		['every page is empty', (_, response) => response.end('<h1>-</h1>')],
		['everything is null', json(null)],
		['every record is a list', json([[[]]])],
		[
			'keys are codes and addresses',
			json({
				Total: 9,
				Items: [
					{
						Id: 7,
						'010190-900P': 'x',
						'maija@example.fi': { Nimi: 1 },
						'Maija Mallikas': 2,
						Mallikas: { Tila: 'Mallikas' },
						A010190A900P: 3,
						Tila: 'maija@example.fi',
						KohdeId: 123456,
					},
				],
			}),
		],
	])('%s', async (_what, respond) => {
		const ownAddress = await serve(respond);
		const outcome = await tampuuri.run({
			parameters,
			credentials: tampuuri.credentials({ ownAddress }),
		});
		const items = jsonOf(outcome.outputs);
		expect(items.length).toBeGreaterThan(100);
		expect(profileIn(items)).toMatchObject({ version: 1 });
		expect(Number(items.at(-1)?.['calls'])).toBeLessThanOrEqual(60);
		const shown = JSON.stringify(outcome.outputs);
		for (const text of ['010190', 'maija', 'Mallikas', 'A900P', '123456']) {
			expect(shown).not.toContain(text);
		}
	});

	it('the maximum of calls is one', async () => {
		const { outputs } = await tampuuri.run({
			parameters: { ...parameters, additionalFields: { maximumCalls: 1 } },
		});
		expect(tampuuri.simulator.calls.total).toBe(1);
		expect(jsonOf(outputs).at(-1)?.['report']).toContain('maximum of calls');
	});
});
