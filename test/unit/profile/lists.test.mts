import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type {
	ListedOperation,
	OperationPage,
	PageField,
} from '../../../dist/nodes/shared/helpSite/pages/types.js';
import type { Ask } from '../../../dist/nodes/shared/profile/ask.js';
import { checkAccount } from '../../../dist/nodes/shared/profile/check.js';
import type { ListedRecord } from '../../../dist/nodes/shared/catalogue/index.js';
import { runs } from '../../runs.mts';
import { randomFrom } from './generatedDialects.mts';

/** Ways in which an account may list its records. */
const REAL: Readonly<Record<ListedRecord, readonly string[]>> = {
	property: [
		'POST kohteet/selaa',
		'GET kohteet',
		'POST kohderekisteri/kohteet/selaa',
		'POST kohteet/hae',
		'GET rekisterit/kohteet',
		'POST properties/search',
	],
	unit: ['POST huoneistot/selaa', 'GET asunnot', 'POST kohderekisteri/huoneistot/hae', 'GET units'],
	lease: [
		'POST sopimukset/selaa',
		'GET vuokrasopimukset',
		'POST vuokraus/sopimukset/selaa',
		'GET leases',
	],
	party: [
		'POST osapuolet/selaa',
		'GET osapuolet',
		'POST osapuolirekisteri/osapuolet/selaa',
		'GET parties',
	],
};

/** Lists of something near: never to be proposed, though their rows look alike. */
const NEAR: readonly string[] = [
	'POST kohteet/arkistoidut/selaa',
	'POST arkisto/kohteet/selaa',
	'POST arkistoidutkohteet/selaa',
	'POST poistetut/kohteet/selaa',
	'GET kohteet/muuttuneet',
	'GET kohteet/tyypit',
	'GET kohdetyypit',
	'POST kohteet/liitteet/selaa',
	'POST kohteet/mittarit/hae',
	'POST kohderyhmat/selaa',
	'POST testi/kohteet/selaa',
	'GET kohdehistoria',
	'POST historia/kohteet/hae',
	'GET huoneistotyypit',
	'POST vapaathuoneistot/selaa',
	'POST vapaat/huoneistot/selaa',
	'POST huoneistot/varaukset/selaa',
	'GET huoneistot/arkistoidut',
	'POST sopimuspohjat/selaa',
	'POST sopimukset/paattyneet/selaa',
	'POST paattyneet/sopimukset/selaa',
	'POST vanhat/sopimukset/selaa',
	'GET sopimustyypit',
	'GET sopimukset/maksulajit',
	'POST huoltosopimukset/selaa',
	'POST sopimusluonnokset/selaa',
	'POST sahkosopimukset/hae',
	'POST osapuolet/ryhmat/selaa',
	'POST osapuoliryhmat/selaa',
	'POST osapuolet/arkistoidut/hae',
	'POST poistetutosapuolet/selaa',
	'GET osapuolityypit',
	'POST osapuolet/roolit/selaa',
	'GET old/parties',
	'GET archived/leases',
	'POST osapuolet/yhteydenotot/selaa',
];

const FILLING = 'lasku viesti avain mittari varaus kokous tehtava remontti saldo viite'.split(' ');

const field = (name: string, type: string): PageField => ({
	name,
	description: '',
	type: { kind: 'simple', name: type },
	required: false,
});

const KEYS: Readonly<Record<string, readonly PageField[]>> = {
	lease: [field('Id', 'integer'), field('Vuokralainen', 'string'), field('Alkupvm', 'date')],
	other: [field('Id', 'integer'), field('Nimi', 'string'), field('ParentId', 'integer')],
};

interface Account {
	readonly index: readonly ListedOperation[];
	readonly real: ReadonlyMap<ListedRecord, string>;
}

function listed(name: string, slug: number, summary = ''): ListedOperation {
	const [method = 'GET', path = ''] = name.split(' ');
	return { method: method as 'GET', path, controller: '', summary, slug: String(slug) };
}

const accounts: fc.Arbitrary<Account> = fc.integer({ min: 1, max: 2 ** 30 }).map((seed) => {
	const random = randomFrom(seed);
	const pick = <Value,>(values: readonly Value[]) =>
		values[Math.floor(random() * values.length)] as Value;
	const records = Object.keys(REAL) as ListedRecord[];
	const real = new Map(
		records.filter(() => random() < 0.85).map((record) => [record, pick(REAL[record])]),
	);
	const near = NEAR.filter(() => random() < 0.6);
	const filling = Array.from(
		{ length: 350 },
		(_, place) => `${pick(['GET', 'POST'])} ${pick(FILLING)}${place}/${pick(['selaa', 'lisaa'])}`,
	);
	const index = [...real.values(), ...near, ...filling]
		.map((name) => ({ name, at: random() }))
		.sort((one, other) => one.at - other.at)
		.map(({ name }, place) =>
			listed(
				name,
				place,
				random() < 0.5
					? `Selaa: ${name.replace(/^\S+ |\/(selaa|hae|search)$/g, '').replace('/', ' ')}`
					: '',
			),
		);
	return { index, real };
});

function pageOf({ method, path }: Pick<ListedOperation, 'method' | 'path'>): OperationPage {
	const isLease = /sopimu|lease/.test(path);
	const fields = KEYS[isLease ? 'lease' : 'other'] ?? [];
	const inputs = [field('Offset', 'integer'), field('Limit', 'integer'), field('Haku', 'string')];
	const all = { fields: inputs, complete: true };
	const model = { kind: 'model', name: 'ApiRivi' } as const;
	return {
		method,
		path,
		summary: '',
		uriParameters: method === 'GET' ? all : { fields: [], complete: true },
		...(method === 'POST'
			? { body: { ...all, description: '', type: { kind: 'model', name: 'ApiHaku' } as const } }
			: {}),
		response: {
			description: '',
			type: { kind: 'collection', of: model },
			fields,
			complete: true,
		},
		requestSamples: [],
		responseSamples: [],
	};
}

async function listsOf({ index }: Account) {
	const failed = async () => await Promise.reject<never>(new Error('There is no such page'));
	const reader = {
		index: async () => await Promise.resolve(index),
		operation: async (name: Pick<ListedOperation, 'method' | 'path'>) =>
			index.some(({ path }) => path === name.path) ? pageOf(name) : await failed(),
		model: async (name: string) => await Promise.resolve({ kind: 'unread', name } as const),
	};
	let calls = 0;
	const ask: Ask = async () => {
		calls++;
		const rows = [{ Id: 5, Nimi: 'a', Vuokralainen: 'b', Alkupvm: '2026-01-01', ParentId: 1 }];
		return await Promise.resolve({ rows, total: 9, isRecord: false });
	};
	const { lists } = await checkAccount(reader, ask, {}, new AbortController().signal);
	expect(calls).toBeLessThanOrEqual(60);
	return new Map(lists.map(({ record, proposal }) => [record, proposal?.list.operation]));
}

describe('the lists that the check proposes', () => {
	it('are the right ones of 400 operations, and no list of something near', async () => {
		let [all, right] = [0, 0];
		const wrong: string[] = [];
		for (const account of fc.sample(accounts, { numRuns: runs(60), seed: 15 })) {
			const proposed = await listsOf(account);
			for (const record of Object.keys(REAL) as ListedRecord[]) {
				const [found, expected] = [proposed.get(record), account.real.get(record)];
				all++;
				if (found === expected) right++;
				else if (found !== undefined) wrong.push(`${record}: ${found}, not ${expected}`);
			}
		}
		expect([...new Set(wrong)]).toEqual([]);
		expect(right / all).toBeGreaterThanOrEqual(0.95);
	});
});
