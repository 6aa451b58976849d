import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import type { Polling } from '../harness/index.mts';
import { pageOf, profileWith, PROPERTY_LIST } from '../tampuuri/listServer.mts';
import { setUpResponder, type Asked } from '../tampuuri/responder.mts';
import { idsOf, setUpPolling } from './setUp.mts';

const tampuuri = setUpPolling({ units: 10 });
const responder = setUpResponder();

const LISTS = {
	party: { ...PROPERTY_LIST, operation: 'POST osapuolet/selaa', label: ['Nimi', 'Kunta'] },
	property: PROPERTY_LIST,
	lease: {
		...PROPERTY_LIST,
		operation: 'POST sopimukset/selaa',
		label: ['OsapuoliNimi', 'KohdeNimi'],
	},
};

type Rows = Array<Record<string, unknown>>;
/** What Tampuuri has, by the operation that lists it. */
let account: Record<string, Rows>;
/** Paths that fail. */
let failing: string[];

beforeEach(() => {
	failing = [];
	account = {
		'osapuolet/selaa': [
			{ Id: 21, Nimi: 'Putkityö Vesiläikkä Oy', Kunta: 'Espoo' },
			{ Id: 22, Nimi: 'Huolto Mäntykäpy Oy', Kunta: 'Turku' },
			{ Id: 23, Nimi: 'Huolto Mäntykäpy Oy', Kunta: 'Oulu' },
		],
		'kohteet/selaa': [
			{ Id: 7, Nimi: 'Kuusitie 4 A 12' },
			{ Id: 8, Nimi: 'Kuusitie 4 B 12' },
		],
		'sopimukset/selaa': [
			{ Id: 31, OsapuoliNimi: 'Meikäläinen Matti', KohdeNimi: 'Kuusitie 4 A 12' },
			{ Id: 32, OsapuoliNimi: 'Virtanen Maija', KohdeNimi: 'Kuusitie 4 B 12' },
		],
		'ilmoitukset/selaa': [],
	};
	responder.reply = (asked) => {
		if (failing.includes(asked.path)) return { status: 500, body: { Message: 'Rikki' } };
		const rows = account[asked.path];
		if (rows !== undefined) return pageOf(asked, rows);
		return { body: { Loppupvm: '2026-12-24' } };
	};
});

const named = (value: string) => ({ __rl: true, mode: 'name', value });
const NEW = { event: 'newServiceRequests', emitExisting: true };

/** Publishes the trigger in an account with these lists, or an older profile. */
function publish(
	parameters: INodeParameters,
	saved?: string,
	profile = profileWith(LISTS),
): Polling {
	return tampuuri.publish(parameters, saved, undefined, undefined, {
		ownAddress: responder.url,
		accountProfile: profile,
	});
}

function withFilters(filters: Record<string, NodeParameterValueType>): INodeParameters {
	return { ...NEW, filters } as INodeParameters;
}

/** The paths of the calls since the last time. */
function paths(): string[] {
	return responder.asked.splice(0).map(({ path }) => path);
}

function contractorsAsked(): unknown[] {
	const requests = responder.asked.filter(({ path }) => path === 'ilmoitukset/selaa');
	return requests.map(({ body }: Asked) => (body as Record<string, unknown>).TyonsuorittajaId);
}

describe('a contractor by name', () => {
	const parameters = withFilters({ contractor: named('putkityo vesilaikka') });

	it('is looked up once, for all polls and across a restart', async () => {
		const polling = publish(parameters);
		await polling.poll();
		expect(contractorsAsked()).toEqual([21, 21]);
		expect(paths()).toEqual(['osapuolet/selaa', 'ilmoitukset/selaa', 'ilmoitukset/selaa']);
		await polling.poll();
		const restarted = publish(parameters, polling.saved);
		await restarted.poll();
		expect(contractorsAsked()).toEqual([21, 21]);
		expect(paths()).toEqual(['ilmoitukset/selaa', 'ilmoitukset/selaa']);
		expect(polling.saved).not.toMatch(/vesil/i);
	});

	it('takes one call for each 250 rows of the list, also with a property', async () => {
		const more = Array.from({ length: 500 }, (_, row) => ({
			Id: 1000 + row,
			Nimi: `Yritys ${row}`,
		}));
		account['osapuolet/selaa']?.push(...more);
		await publish(
			withFilters({ contractor: named('Yritys 499'), property: named('kuusitie 4a12') }),
		).poll();
		expect(contractorsAsked()).toEqual([1499, 1499]);
		expect(paths().filter((path) => path !== 'ilmoitukset/selaa')).toEqual([
			...Array<string>(3).fill('osapuolet/selaa'),
			'kohteet/selaa',
		]);
	});

	it('may come from an expression', async () => {
		await publish(withFilters({ contractor: named('={{ "Putkityö" + " Vesiläikkä" }}') })).poll();
		expect(contractorsAsked()).toEqual([21, 21]);
	});

	it.each(['', '  ', '={{ null }}', '={{ undefined }}'])(
		'that is empty (%j) is no filter',
		async (value) => {
			await publish(withFilters({ contractor: named(value), property: named(value) })).poll();
			expect(contractorsAsked()).toEqual([undefined, undefined]);
			expect(paths()).toHaveLength(2);
		},
	);

	it.each([{ mode: 'id', value: '21' }, { __rl: true, mode: 'list', value: 21 }, '={{ 21 }}'])(
		'is not looked up when it is an ID: %j',
		async (contractor) => {
			await publish(withFilters({ contractor })).poll();
			expect(contractorsAsked()).toEqual([21, 21]);
			expect(paths()).toHaveLength(2);
		},
	);

	it.each([
		[
			'Huolto Mäntykäpy',
			/^Contractor \(Työnsuorittaja\) fits several people or companies, IDs 22 .*, 23 /,
		],
		['Olematon Oy', /^Contractor \(Työnsuorittaja\) fits none of the people or companies/],
		['5', /^Contractor \(Työnsuorittaja\) fits none of the people or companies/],
		['0112038-8', /has a business ID with a wrong check digit/],
	])(
		'that is not certain (%j) fails the poll before anything else is read',
		async (name, message) => {
			const polling = publish(withFilters({ contractor: named(name) }));
			await expect(polling.poll()).rejects.toThrow(message);
			expect(paths()).not.toContain('ilmoitukset/selaa');
			expect(Object.values(polling.staticData)).toEqual([{}]);
		},
	);

	it('that is added to the list later is found then', async () => {
		const polling = publish(withFilters({ contractor: named('Lasi Särö Oy') }));
		await expect(polling.poll()).rejects.toThrow('fits none');
		account['osapuolet/selaa']?.push({ Id: 24, Nimi: 'Lasi Särö Oy' });
		responder.asked.length = 0;
		await polling.poll();
		expect(contractorsAsked()).toEqual([24, 24]);
	});

	it('is refused without a call where the account lists no parties', async () => {
		const polling = publish(parameters, undefined, profileWith({}));
		await expect(polling.poll()).rejects.toThrow(/How your account lists parties is not known/);
		expect(paths()).toEqual([]);
	});

	it('is looked up again with another name or another profile, not when another list fails', async () => {
		failing = ['ilmoitukset/selaa'];
		const polling = publish(parameters);
		// While the workflow becomes active, n8n's log has the failure.
		await polling.poll();
		failing = [];
		paths();
		await polling.poll();
		expect(paths()).toEqual(['ilmoitukset/selaa', 'ilmoitukset/selaa']);
		account['osapuolet/selaa']?.push({ Id: 24, Nimi: 'Lasi Särö Oy' });
		const other = withFilters({ contractor: named('Lasi Särö Oy') });
		await publish(other, polling.saved).poll();
		expect(paths()[0]).toBe('osapuolet/selaa');
		const changed = { ...LISTS, party: { ...LISTS.party, label: ['Nimi'] } };
		await publish(parameters, polling.saved, profileWith(changed)).poll();
		expect(paths()[0]).toBe('osapuolet/selaa');
	});

	it('whose list fails is looked up by the next poll', async () => {
		failing = ['osapuolet/selaa'];
		const polling = publish(parameters);
		await polling.poll();
		await expect(polling.poll()).rejects.toThrow('Rikki');
		failing = [];
		paths();
		await polling.poll();
		expect(paths()[0]).toBe('osapuolet/selaa');
	});

	it('instead of its ID does not make the trigger start over', async () => {
		account['ilmoitukset/selaa'] = [{ Id: 1, Tila: 'avoin' }];
		const byId = publish(withFilters({ contractor: { __rl: true, mode: 'id', value: '21' } }));
		expect(idsOf(await byId.poll())).toEqual([1]);
		account['ilmoitukset/selaa'].push({ Id: 2, Tila: 'avoin' });
		expect(idsOf(await publish(parameters, byId.saved).poll())).toEqual([2]);
	});

	it('counts for the call budget', async () => {
		const polling = publish({ ...parameters, options: { callBudget: 2 } });
		expect(await polling.poll()).toEqual([]);
		expect(paths()).toEqual(['osapuolet/selaa', 'ilmoitukset/selaa']);
		const little = publish({ ...parameters, options: { callBudget: 1 } });
		await expect(little.poll()).rejects.toThrow('needs more API calls than its Call Budget of 1');
	});

	it('is told apart in a manual test, which leaves no trace', async () => {
		account['ilmoitukset/selaa'] = [{ Id: 1, Tila: 'avoin' }];
		const polling = publish(parameters);
		const [first] = await polling.test();
		expect(first?.pollingTest).toEqual({
			calls: 2,
			note: expect.stringMatching(
				/^This test used 1 API call, and each .*\. Finding records by name took 1 API call more, which/,
			),
		});
		expect(Object.values(polling.staticData)).toEqual([{}]);
		await polling.poll();
		const [later] = await polling.test();
		expect(later?.pollingTest).toMatchObject({
			calls: 1,
			note: expect.not.stringContaining('name'),
		});
	});
});

it('a property by its address leaves the requests of others out', async () => {
	account['ilmoitukset/selaa'] = [
		{ Id: 1, KohdeId: 7 },
		{ Id: 2, KohdeId: 8 },
		{ Id: 3, HuoneistoId: 8 },
	];
	for (const event of ['newServiceRequests', 'serviceRequestStateChanged']) {
		const parameters = { ...withFilters({ property: named('Kuusitie 4 B 12') }), event };
		expect(idsOf(await publish({ ...parameters, state: 'avoin' }).poll())).toEqual([2, 3]);
	}
});

describe('leases by their tenants', () => {
	const leases = (leaseIds: NodeParameterValueType): INodeParameters => ({
		event: 'leasesEnding',
		days: 9_000,
		emitExisting: true,
		leaseIds,
	});

	it.each([
		['Matti Meikäläinen, 32', ['sopimukset/31', 'sopimukset/32']],
		['Meikäläinen, Matti; kuusitie 4 b 12', ['sopimukset/31', 'sopimukset/32']],
		['={{ ["Virtanen, Maija", 5, "31"] }}', ['sopimukset/32', 'sopimukset/5', 'sopimukset/31']],
		['Maija Virtanen, 32', ['sopimukset/32']],
	])('between IDs: %j', async (leaseIds, read) => {
		const polling = publish(leases(leaseIds));
		await polling.poll();
		expect(paths()).toEqual(['sopimukset/selaa', ...read]);
		await polling.poll();
		expect(paths()).toEqual([]);
	});

	it('are 500 with a call for each 250 rows, and one for each lease', async () => {
		account['sopimukset/selaa'] = Array.from({ length: 500 }, (_, row) => ({
			Id: row + 1,
			OsapuoliNimi: `Asukas ${String.fromCharCode(97 + (row % 26))}${row}`,
			KohdeNimi: `Mäntytie ${row + 1}`,
		}));
		const names = Array.from({ length: 500 }, (_, row) => `Mäntytie ${row + 1}`);
		const items = await publish(leases(names.join(', '))).poll();
		expect(items).toHaveLength(500);
		expect(paths().filter((path) => path === 'sopimukset/selaa')).toHaveLength(2);
		expect(idsOf(items)).toEqual(names.map((_, row) => row + 1));
	});

	it.each([
		['Kukaan Muu; 31', profileWith(LISTS), /^Lease IDs \(Sopimukset\) fits none of the leases/],
		['Matti Meikäläinen', profileWith({}), /^Lease IDs \(Sopimukset\) .*is not an ID/],
	])('that are not known (%j) read none', async (leaseIds, profile, message) => {
		await expect(publish(leases(leaseIds), undefined, profile).poll()).rejects.toThrow(message);
		expect(paths().filter((path) => path !== 'sopimukset/selaa')).toEqual([]);
	});
});
