import { describe, expect, it } from '@jest/globals';
import { deliver, credentials as triggerCredentials, notification } from '../trigger/setUp.mts';
import { loadMapperFields, searchList, testCredential } from '../harness/index.mts';
import { dialectOf } from '../../../simulator/dialects/index.mts';
import { profileOfDialect } from '../../profileOfDialect.mts';
import { setUpResponder } from './responder.mts';
import { setUp, TAMPUURI, type SetUp } from './setUp.mts';

const withNames = (names: Record<string, string>) =>
	JSON.stringify({ version: 1, checkedAt: '2026-11-25', names });

const credentialsOf = (tampuuri: SetUp, accountProfile: string) =>
	tampuuri.credentials({ accountProfile });

describe('More Fields', () => {
	const tampuuri = setUp({ units: 1, dialect: 'nested' });
	const noticeWith = async (accountProfile: string) => {
		const { fields, emptyFieldsNotice } = await loadMapperFields(tampuuri.nodeTypes, 'moreFields', {
			type: TAMPUURI,
			credentials: credentialsOf(tampuuri, accountProfile),
			parameters: { resource: 'person', operation: 'create', showMoreFields: true },
			path: 'parameters.moreFields',
		});
		return `${emptyFieldsNotice ?? ''} ${fields.map(({ displayName }) => displayName).join(' ')}`;
	};

	it('says nothing of a profile that the Help page agrees with', async () => {
		const profile = JSON.stringify(profileOfDialect('nested'));
		expect(profile).toContain('Henkilo.Henkilotunnus');
		expect(await noticeWith(profile)).not.toContain('Run Account → Check again');
	});

	it.each([
		'Henkilo.Kutsumanimi',
		'Henkilo.Henkilotunnus.Loppuosa',
		'Asukas.Etunimi',
		'Kutsumanimi',
	])('says that the Help page no longer has %s', async (key) => {
		expect(await noticeWith(withNames({ 'person.create.firstName': key }))).toContain(
			`The Help page no longer has ${key}, as in the credential's Account Profile`,
		);
	});
});

describe.each(['renamed', 'nested', 'otherEnumerations', 'otherLists'] as const)(
	'pickers in the dialect %s',
	(dialect) => {
		const tampuuri = setUp({ units: 40, dialect });
		const standard = setUp({ units: 40 });
		const pickedIn = async (one: SetUp, method: string, profile: string, filter?: string) =>
			await searchList(one.nodeTypes, method, {
				type: TAMPUURI,
				credentials: credentialsOf(one, profile),
				filter,
			});

		it.each([
			['personList', 'mä'],
			['serviceRequestList', undefined],
		])('show the same in %s as without it', async (method, filter) => {
			const profile = JSON.stringify(profileOfDialect(dialect));
			const expected = await pickedIn(standard, method, '', filter);
			expect(expected.results.length).toBeGreaterThan(1);
			expect(await pickedIn(tampuuri, method, profile, filter)).toEqual(expected);
		});
	},
);

describe('Fetch Full Record in the dialect "renamed"', () => {
	const tampuuri = setUp({ units: 10, dialect: 'renamed' });

	it("has the catalogue's keys beside the account's own", async () => {
		const { data, account } = tampuuri.simulator;
		const about = (Action: string, ReferenceId: unknown) =>
			notification(1, { Action, ReferenceId, Account: account.values.account });
		const outcome = await deliver(
			tampuuri.nodeTypes,
			[
				about('SopimusPaata', data.leases.idAt(0)),
				about('IlmoitusUusi', data.serviceRequests.browse({}).slice(0, 1)[0]?.id),
			],
			{
				parameters: { fetchFullRecord: true },
				credentials: {
					...triggerCredentials,
					...credentialsOf(tampuuri, JSON.stringify(profileOfDialect('renamed'))),
				},
			},
		);
		const [lease, request] = outcome.json('Trigger').map(({ record }) => record as object);
		const { response = {} } = dialectOf('renamed').operations['GET sopimukset/{sopimusid}'] ?? {};
		expect(Object.keys(response).length).toBeGreaterThan(0);
		for (const [key, { key: own }] of Object.entries(response)) {
			expect(lease).toHaveProperty(key);
			expect(lease).toHaveProperty(own);
		}
		expect(request).toHaveProperty('Tila');
	});
});

describe('a profile with a mistake', () => {
	const tampuuri = setUp({ units: 1 });
	const LINES =
		'{\n "version": 1,\n "checkedAt": "2026-11-25",\n "names": {\n  "lease.end.endDate": 7\n }\n}';

	it.each([
		[LINES, /names → lease\.end\.endDate \(line 5\)/],
		['{\n"version": 1,\n"checkedAt" 2}', /not valid JSON from line 3, column/],
		['Tervehdys', /not valid JSON from line 1, column 1/],
	])('is refused by the test button and the first run, with its line', async (profile, message) => {
		const { tampuuriApi = {} } = credentialsOf(tampuuri, profile);
		const tested = await testCredential(tampuuri.nodeTypes, 'tampuuriApi', tampuuriApi);
		expect(tested).toMatchObject({ status: 'Error', message: expect.stringMatching(message) });
		const { error } = await tampuuri.run({
			parameters: { resource: 'serviceRequest', operation: 'getAll' },
			credentials: credentialsOf(tampuuri, profile),
		});
		expect(error?.message).toMatch(message);
		expect(tampuuri.simulator.calls.total).toBe(0);
	});
});

describe('Find or Create Person', () => {
	const tampuuri = setUp({ units: 1 });
	const responder = setUpResponder();

	it('finds the identity code where the profile says that the search returns it', async () => {
		responder.reply = () => ({
			body: [
				{ Id: 5, Tunnisteet: { Koodi: '020290-9337' } },
				{ Id: 6, Tunnisteet: { Koodi: '010190-900P' } },
			],
		});
		const profile = withNames({ 'person.row.identityCode': 'Tunnisteet.Koodi' });
		const { json, error } = await tampuuri.run({
			parameters: { resource: 'person', operation: 'findOrCreate', identityCode: '010190-900P' },
			credentials: tampuuri.credentials({ accountProfile: profile, ownAddress: responder.url }),
		});
		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ Id: 6, created: false }]);
		expect(responder.asked).toHaveLength(1);
	});
});
