import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { inLine, ITEMS, runWorkflow, storeFile, type WorkflowNode } from '../harness/index.mts';
import { setUp, TAMPUURI } from './setUp.mts';

const tampuuri = setUp({ units: 40 });

const located = (value: string) => ({ __rl: true, mode: 'id', value });
const node = (name: string, parameters: INodeParameters): WorkflowNode => ({
	name,
	type: TAMPUURI,
	parameters,
});

async function runLine(
	nodes: readonly WorkflowNode[],
	start: Parameters<typeof runWorkflow>[1]['startItems'],
) {
	const outcome = await runWorkflow(tampuuri.nodeTypes, {
		nodes: [{ name: 'Start', type: ITEMS }, ...nodes],
		connections: inLine('Start', ...nodes.map(({ name }) => name)),
		startItems: start,
		credentials: tampuuri.credentials(),
	});
	expect(outcome.error).toBeUndefined();
	return outcome;
}

describe('the CRM flow', () => {
	it('takes a lead to a lease with a charge, edits it and ends it', async () => {
		const { data } = tampuuri.simulator;
		const lease = located("={{ $('Lease').item.json.Id }}");
		const outcome = await runLine(
			[
				node('Person', {
					resource: 'person',
					operation: 'findOrCreate',
					identityCode: '={{ $json.code }}',
					additionalFields: { firstName: 'Äijö', lastName: '={{ $json.name }}' },
				}),
				node('Lease', {
					resource: 'lease',
					operation: 'create',
					tenant: located('={{ $json.Id }}'),
					unit: located(String(data.properties.idAt(3))),
					startDate: '1.1.2027',
					additionalFields: { hasPets: true, leaseInformation: 'CRM' },
				}),
				node('Charge', {
					resource: 'lease',
					operation: 'addCharge',
					lease,
					chargeTypeId: 12,
					amount: 25.5,
					additionalFields: { startDate: '2027-01-01' },
				}),
				node('Edit', {
					resource: 'lease',
					operation: 'update',
					lease,
					updateFields: { moveInDate: '2027-01-02T00:00:00.000Z' },
				}),
				node('End', { resource: 'lease', operation: 'end', lease, endDate: '2027-12-31' }),
				node('Read', { resource: 'lease', operation: 'get', lease }),
			],
			[
				{ json: { code: '010190-932R', name: 'Uusi' } },
				{ json: { code: '020290-9337', name: 'Toinen' } },
			],
		);
		const people = outcome.json('Person');
		expect(people.map(({ created }) => created)).toEqual([true, true]);
		expect(new Set(people.map(({ Id }) => Id)).size).toBe(2);
		const bodies = data.writes.map(({ operation, body }) => [operation, body] as const);
		const ofOperation = (name: string) =>
			bodies.filter(([operation]) => operation === name).map(([, body]) => body);
		expect(ofOperation('POST osapuolet/henkilot')).toEqual([
			{ Etunimi: 'Äijö', Sukunimi: 'Uusi', Henkilotunnus: '010190-932R' },
			{ Etunimi: 'Äijö', Sukunimi: 'Toinen', Henkilotunnus: '020290-9337' },
		]);
		expect(ofOperation('POST sopimukset')[1]).toEqual({
			OsapuoliId: people[1]?.Id,
			KohdeId: data.properties.idAt(3),
			Alkupvm: '2027-01-01T00:00:00',
			Kotielaimia: true,
			Lisatiedot: 'CRM',
		});
		expect(ofOperation('PATCH sopimukset/{sopimus-id}')[0]).toEqual({
			Asuttamispvm: '2027-01-02T00:00:00',
		});
		expect(ofOperation('POST sopimukset/{sopimus_id}/maksulajit/lisaa')[0]).toEqual({
			MaksulajiId: 12,
			Alkupvm: '2027-01-01T00:00:00',
			Summa: 25.5,
		});
		expect(outcome.json('End')).toEqual(
			outcome.json('Lease').map(({ Id }) => ({ Id, success: true })),
		);
		expect(outcome.json('Read').map(({ Loppupvm }) => String(Loppupvm).slice(0, 10))).toEqual([
			'2027-12-31',
			'2027-12-31',
		]);
	});
});

describe('the document flow', () => {
	it('adds files to a property and a lease, and finds them in metadata and log', async () => {
		const { data } = tampuuri.simulator;
		const content = Buffer.from('Yhtiökokouksen pöytäkirja\n'.repeat(500));
		const minutes = await storeFile(content, {
			fileName: 'pöytäkirja.txt',
			mimeType: 'text/plain',
		});
		const photo = await storeFile(Buffer.from([1, 2, 3]), {
			fileName: 'kuva.jpg',
			mimeType: 'image/jpeg',
		});
		const outcome = await runLine(
			[
				node('To Property', {
					resource: 'document',
					operation: 'addToProperty',
					property: located(String(data.properties.idAt(0))),
					category: 'Kokoukset',
					binaryFields: 'minutes, photo',
				}),
				node('Log', {
					resource: 'document',
					operation: 'getChanges',
					documentType: 'Kohde',
					changedAfter: '2020-01-01',
					returnAll: true,
				}),
			],
			[{ json: {}, binary: { minutes, photo } }],
		);
		expect(outcome.json('To Property').map(({ Id }) => typeof Id)).toEqual(['number', 'number']);
		const [first, second] = data.writes.map(({ body }) => body);
		expect(first).toMatchObject({
			Nimi: 'pöytäkirja.txt',
			TiedostonNimi: 'pöytäkirja.txt',
			Kategoria: 'Kokoukset',
		});
		expect(second).toMatchObject({ Nimi: 'kuva.jpg' });
		const names = outcome.json('Log').map(({ Tiedostonimi }) => Tiedostonimi);
		expect(names).toEqual(expect.arrayContaining(['pöytäkirja.txt', 'kuva.jpg']));
	});

	it('sends a file to the byte, with its type, and reads its metadata', async () => {
		const { data } = tampuuri.simulator;
		const content = Buffer.from(Array.from({ length: 1_000_003 }, (_, index) => index % 251));
		const file = await storeFile(content, {
			fileName: 'suuri.bin',
			mimeType: 'application/octet-stream',
		});
		const added = await tampuuri.run({
			parameters: {
				resource: 'document',
				operation: 'addToLease',
				lease: located(String(data.leases.idAt(0))),
				binaryFields: 'data',
				additionalFields: { fileDescription: 'Liite' },
			},
			items: [{ json: {}, binary: { data: file } }],
		});
		expect(added.error).toBeUndefined();
		const stored = data.files.stored.find(Number(added.json[0]?.Id));
		expect(stored?.content?.equals(content)).toBe(true);
		const { json } = await tampuuri.run({
			parameters: { resource: 'document', operation: 'get', fileKey: stored?.key },
		});
		expect(json[0]).toMatchObject({
			FileName: 'suuri.bin',
			Length: content.length,
			ContentType: 'application/octet-stream',
		});
	});

	it('attaches files to a contact event in the other shape', async () => {
		const { data } = tampuuri.simulator;
		const file = await storeFile(Buffer.from('hei'), {
			fileName: 'hei.txt',
			mimeType: 'text/plain',
		});
		const { error } = await tampuuri.run({
			parameters: {
				resource: 'contactEvent',
				operation: 'create',
				customer: located(String(data.parties.personIdAt(0))),
				contactMethod: { __rl: true, mode: 'list', value: 'Soitto' },
				additionalFields: { subject: 'Äänekäs naapuri', attachmentFields: 'data', callId: 7 },
			},
			items: [{ json: {}, binary: { data: file } }],
		});
		expect(error).toBeUndefined();
		expect(data.writes.at(-1)?.body).toMatchObject({
			Yhteydenottotapa: 'Soitto',
			Aihe: 'Äänekäs naapuri',
			SoittoId: 7,
			Liitteet: [{ FileName: 'hei.txt', ContentType: 'text/plain', Base64Content: 'aGVp' }],
		});
	});

	it('says which files were added when a later one is refused', async () => {
		const file = await storeFile(Buffer.from('hei'), {
			fileName: 'hei.txt',
			mimeType: 'text/plain',
		});
		tampuuri.simulator.faults.set({
			skip: 1,
			action: { kind: 'status', status: 409, body: { Message: 'Ei käy' } },
		});
		const { error, outputs } = await tampuuri.run({
			parameters: {
				resource: 'document',
				operation: 'addToProperty',
				property: located(String(tampuuri.simulator.data.properties.idAt(0))),
				category: 'Muut',
				binaryFields: 'one, two, three',
			},
			items: [{ json: {}, binary: { one: file, two: file, three: file } }],
			onError: 'continueErrorOutput',
		});
		expect(error).toBeUndefined();
		expect(outputs[1]?.[0]?.json.error).toMatch(
			/Ei käy \(already done: added hei\.txt \(ID \d+\)\) \[item 0\]$/,
		);
		expect(tampuuri.simulator.calls.total).toBe(2);
	});
});

describe('completing a service request', () => {
	const complete = (id: number) => ({
		resource: 'serviceRequest',
		operation: 'complete',
		serviceRequest: located(String(id)),
		additionalFields: { comment: 'Korjattu' },
	});
	const inState = (state: 'avoin' | 'vastaanotettu') =>
		[...tampuuri.simulator.data.serviceRequests.browse({ states: [state] }).slice(0, 1)][0]?.id ??
		0;

	it('receives an open one first', async () => {
		const id = inState('avoin');
		expect((await tampuuri.run({ parameters: complete(id) })).json).toEqual([
			{ Id: id, success: true },
		]);
		expect(tampuuri.simulator.data.stateChanges.map(({ to, comment }) => [to, comment])).toEqual([
			['vastaanotettu', null],
			['tehty', 'Korjattu'],
		]);
	});

	it('marks one done that was received before', async () => {
		const { error } = await tampuuri.run({ parameters: complete(inState('vastaanotettu')) });
		expect(error).toBeUndefined();
		expect(tampuuri.simulator.data.stateChanges.map(({ to }) => to)).toEqual(['tehty']);
	});

	it('says that it was received when marking it done fails', async () => {
		tampuuri.simulator.faults.set({
			path: 'ilmoitukset/{ilmoitus_id}/kuittaatehdyksi',
			action: { kind: 'status', status: 500, body: { Message: 'Kaatui' } },
		});
		const { error } = await tampuuri.run({ parameters: complete(inState('avoin')) });
		expect(error?.message).toContain('Kaatui (already done: the service request was received)');
	});
});

describe('finding or creating a person', () => {
	const find = (identityCode: string, additionalFields = {}) => ({
		resource: 'person',
		operation: 'findOrCreate',
		identityCode,
		additionalFields,
	});

	it('creates one once and finds it from then on', async () => {
		const first = await tampuuri.run({ parameters: find('010190-932R', { lastName: 'Uusi' }) });
		const second = await tampuuri.run({ parameters: find('010190-932R') });
		expect(first.json[0]).toMatchObject({ created: true });
		expect(second.json[0]).toMatchObject({ created: false, Id: first.json[0]?.Id });
		expect(tampuuri.simulator.data.writes).toHaveLength(1);
	});

	it('lists the ids of several, or takes the first when told to', async () => {
		const people = [
			{ Id: 11, Nimi: 'Äijö', Henkilotunnus: '010190-932R' },
			{ Id: 12, Nimi: 'Öhman', Henkilotunnus: '010190-932R' },
		];
		const several = { kind: 'status', status: 200, body: people } as const;
		tampuuri.simulator.faults.set({ times: 2, action: several });
		const { error } = await tampuuri.run({ parameters: find('010190-932R') });
		expect(error?.message).toBe('2 people have this identity code: IDs 11, 12 [item 0]');
		const { json } = await tampuuri.run({ parameters: find('010190-932R', { takeFirst: true }) });
		expect(json).toEqual([{ Id: 11, created: false }]);
		expect(tampuuri.simulator.data.writes).toHaveLength(0);
	});
});
