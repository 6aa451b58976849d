import { beforeEach, describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { setUp } from '../tampuuri/setUp.mts';
import { forgetProcessedItems } from '../harness/index.mts';
import { credentials, deliver, notification } from './setUp.mts';

const surroundings = setUp();
beforeEach(() => forgetProcessedItems());

const account = () => surroundings.simulator.account.values.account;
const fetching = async (body: unknown, parameters: INodeParameters = {}) =>
	await deliver(surroundings.nodeTypes, body, {
		parameters: { fetchFullRecord: true, ...parameters },
		credentials: { ...credentials, ...surroundings.credentials() },
	});
const about = (Action: string, ReferenceId: unknown, changes = {}) =>
	notification(1, { Action, ReferenceId, Account: account(), ...changes });
const calls = () => surroundings.simulator.calls.total;

describe('Fetch Full Record', () => {
	it('puts the record of a service request beside its events, with one call for both', async () => {
		const { data } = surroundings.simulator;
		const first = <Row,>(rows: { slice(offset: number, limit: number): readonly Row[] }) =>
			rows.slice(0, 1)[0];
		const request = first(data.serviceRequests.browse({}));
		const outcome = await fetching([
			about('IlmoitusUusi', request?.id),
			about('IlmoitusTilamuutos', String(request?.id)),
		]);
		expect(outcome.json('Trigger')).toMatchObject([
			{ action: 'IlmoitusUusi', record: { Id: request?.id } },
			{ action: 'IlmoitusTilamuutos', record: { Id: request?.id } },
		]);
		expect(surroundings.simulator.requestLog.entries).toMatchObject([
			{ operation: 'GET ilmoitukset/{id}' },
		]);
	});

	it('notes that Tampuuri has no such service request', async () => {
		const outcome = await fetching([about('IlmoitusUusi', 999_999)]);
		expect(outcome.json('Trigger')).toMatchObject([
			{ record: null, recordNote: expect.stringContaining('Ilmoitusta 999999 ei löydy') },
		]);
	});

	it('knows the read of leases, properties and parties', async () => {
		const { data } = surroundings.simulator;
		const outcome = await fetching([
			about('SopimusPaata', data.leases.idAt(0)),
			about('KohderekisteriTietoMuokkaa', data.properties.idAt(0)),
			about('OsapuoliMuokkaa', data.parties.idAt(0)),
		]);
		expect(outcome.json('Trigger').map(({ record }) => record)).toEqual([
			expect.objectContaining({ Id: data.leases.idAt(0) }),
			expect.objectContaining({ Id: data.properties.idAt(0) }),
			expect.objectContaining({ Id: data.parties.idAt(0) }),
		]);
		expect(calls()).toBe(3);
	});

	it('finds a document by the key in its notification', async () => {
		const file = surroundings.simulator.data.files.stored.at(0);
		const outcome = await fetching([
			about('DokumenttipankkiDokumenttiUusi', file?.key),
			about('DokumenttipankkiDokumenttiUusi', 'no-such-key'),
		]);
		expect(outcome.json('Trigger')).toMatchObject([
			{ record: { Key: file?.key, FileName: file?.name } },
			{ record: null, recordNote: expect.stringMatching(/\S/) },
		]);
		expect(calls()).toBe(2);
	});

	it.each([
		['another account', { Account: 'Muu tili' }, /account/],
		['no account', { Account: undefined }, /account/],
		['no id', { ReferenceId: null }, /ReferenceId/],
		['an id that is no text', { ReferenceId: { toString: 1 } }, /ReferenceId/],
		['an id that leads elsewhere', { ReferenceId: '../1' }, /ReferenceId/],
		['a removed record', { Action: 'OsapuoliPoista' }, /removed/],
		['an unknown family', { Action: 'Mysteeri' }, /no operation is known/],
	])('makes no call for %s and says why', async (_name, changes, note) => {
		const outcome = await fetching([about('IlmoitusUusi', 5, changes)]);
		expect(outcome.status).toBe('success');
		expect(outcome.json('Trigger')).toMatchObject([
			{ record: null, recordNote: expect.stringMatching(note) },
		]);
		expect(calls()).toBe(0);
	});

	it('says so when Tampuuri leaves the record out of its response', async () => {
		const outcome = await fetching([
			about('OsapuoliMuokkaa', 999_999),
			about('IlmoitusUusi', 999_999),
		]);
		expect(outcome.json('Trigger')).toMatchObject([
			{ record: null, recordNote: expect.stringContaining('did not return') },
			{ record: null, recordNote: expect.stringContaining('could not find the record') },
		]);
		expect(calls()).toBe(2);
	});

	it('passes an event on with a note when its fetch fails, or fails, as set', async () => {
		surroundings.simulator.faults.set({
			times: 'always',
			action: { kind: 'status', status: 500 },
		});
		const noted = await fetching([about('SopimusPaata', 5)]);
		expect(noted.json('Trigger')).toMatchObject([
			{ referenceId: 5, record: null, recordNote: expect.stringMatching(/\S/) },
		]);
		const failed = await fetching([about('SopimusPaata', 6)], { onFetchFailure: 'error' });
		expect(failed.status).toBe('error');
		surroundings.simulator.faults.clear();
		const again = await fetching([about('SopimusPaata', 6)]);
		expect(again.json('Trigger')).toHaveLength(1);
	});

	it('fails no delivery over a record that is not there, however it is set', async () => {
		const { data } = surroundings.simulator;
		const outcome = await fetching(
			[
				about('SopimusPaata', data.leases.idAt(0)),
				about('SopimusPaata', 999_999),
				about('SopimusPaata', data.leases.idAt(1)),
			],
			{ onFetchFailure: 'error', respond: 'lastNode' },
		);
		expect(outcome.status).toBe('success');
		expect(outcome.json('Trigger')).toMatchObject([
			{ record: { Id: data.leases.idAt(0) } },
			{ record: null, recordNote: expect.stringContaining('could not find the record') },
			{ record: { Id: data.leases.idAt(1) } },
		]);
	});

	it('asks for no more records once the delivery fails', async () => {
		surroundings.simulator.faults.set({
			times: 'always',
			action: { kind: 'status', status: 500 },
		});
		const leases = Array.from({ length: 20 }, (_, index) => about('SopimusPaata', index + 1));
		const options = { fetchConcurrency: 2 };
		const failed = await fetching(leases, { onFetchFailure: 'error', options });
		expect(failed.status).toBe('error');
		expect(calls()).toBeLessThanOrEqual(2);
	});

	it('masks the identity codes of an event and its record, not its key', async () => {
		const { data } = surroundings.simulator;
		const id = data.leases.idAt(0);
		surroundings.simulator.faults.set({
			path: `sopimukset/${id}`,
			action: { kind: 'status', status: 200, body: { Id: id, Henkilotunnus: '010190-900P' } },
		});
		const body = [about('SopimusPaata', id, { ReferenceData: 'Hetu 010190-900P' })];
		const parameters = { deduplicate: false, maskIdentityCodes: true };
		const outcome = await fetching(body, { options: parameters });
		expect(outcome.json('Trigger')).toMatchObject([
			{ referenceData: 'Hetu ******-****', record: { Id: id, Henkilotunnus: '******-****' } },
		]);
		expect(JSON.stringify(outcome.json('Trigger'))).not.toContain('010190');
		const clear = await fetching(body, { options: { deduplicate: false } });
		expect(clear.json('Trigger')[0]?.eventKey).toBe(outcome.json('Trigger')[0]?.eventKey);
	});

	it('is off unless asked for', async () => {
		const outcome = await deliver(surroundings.nodeTypes, [about('IlmoitusUusi', 5)]);
		expect(outcome.json('Trigger')[0]).not.toHaveProperty('record');
		expect(calls()).toBe(0);
	});
});
