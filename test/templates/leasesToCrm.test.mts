import { describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { useTemplateBench } from './templateBench.mts';

const CRM = 'crm.example.com/api/leases';

const bench = useTemplateBench();

describe('templates/lease-ended-events.json', () => {
	const KEY = 'lease-ended-events';
	const endLease = async (id: number, day: string) =>
		await bench().tampuuri.post(`sopimukset/${id}/paatasopimus`, { Loppupvm: `${day}T00:00:00` });

	test('writes the end date of each lease into the CRM', async () => {
		await bench().listen(KEY);
		await endLease(3000001, '2027-03-30');
		await endLease(3000002, '2027-06-30');
		expect(await bench().arrival('PUT', `${CRM}/3000001`)).toEqual({
			leaseId: 3000001,
			endDate: '2027-03-30',
		});
		expect(await bench().arrival('PUT', `${CRM}/3000002`)).toEqual({
			leaseId: 3000002,
			endDate: '2027-06-30',
		});
		expect(bench().mails).toEqual([]);
	});

	test('writes nothing again when Tampuuri delivers again', async () => {
		const listening = await bench().listen(KEY);
		await endLease(3000001, '2027-03-30');
		await bench().arrival('PUT', `${CRM}/3000001`);
		const again = await bench().redeliver(listening);
		expect(again.status).toBe('success');
		expect(itemsOf(again, 'Lease End Date Set')).toEqual([]);
		expect(bench().systems.arrivedAt('PUT', `${CRM}/3000001`)).toHaveLength(1);
	});

	test('tells a person what the CRM refuses, and writes the others', async () => {
		bench().systems.respondTo('PUT', `${CRM}/3000001`, { message: 'unknown lease' }, 404);
		await bench().listen(KEY);
		await endLease(3000001, '2027-03-30');
		await endLease(3000002, '2027-06-30');
		const { subject, text } = await bench().mailAbout('Sopimus 3000001');
		expect(subject).toBe('Sopimus 3000001: päättyminen jäi viemättä CRM:ään');
		expect(text).toContain('404');
		await bench().arrival('PUT', `${CRM}/3000002`);
		expect(bench().mails).toHaveLength(1);
	});

	test('tells a person when the lease can not be read', async () => {
		await bench().refuse('sopimukset/{sopimusid}', 403);
		await bench().listen(KEY);
		await endLease(3000001, '2027-03-30');
		const { text } = await bench().mailAbout('Sopimus 3000001: päättyminen jäi viemättä CRM:ään');
		expect(text).toContain('Juuri nyt ei käy.');
		expect(bench().systems.arrivedAt('PUT', `${CRM}/3000001`)).toEqual([]);
	});

	test('tells a person when the lease that is read has no end date', async () => {
		const listening = await bench().listen(KEY);
		const { data } = await bench().tampuuri.post<{ Id: number }>('sopimukset', {
			OsapuoliId: 2000001,
			KohdeId: 1000013,
			Alkupvm: '2020-01-01T00:00:00',
		});
		await bench().deliver(listening, {
			Notifications: [
				{
					Action: 'SopimusPaata',
					Account: 'Asunto Oy Testipiha',
					ReferenceId: data.Id,
					Timestamp: '2026-11-05T10:00:00+02:00',
				},
			],
		});
		expect(bench().mails).toMatchObject([
			{
				subject: `Sopimus ${data.Id}: päättyminen jäi viemättä CRM:ään`,
				text: 'Sopimuksella ei ole päättymispäivää (Loppupvm).',
			},
		]);
	});
});

describe('templates/lease-ended-in-crm.json', () => {
	const end = async (leaseId: number, endDate: string) =>
		await bench().caller.post<unknown>(
			'/webhook/tampuuri-lease-ended',
			{ leaseId, endDate },
			{ validateStatus: () => true },
		);
	const publish = async () => {
		const stored = await bench().import('lease-ended-in-crm');
		await bench().client.publishWorkflow(stored);
	};

	test('ends the lease in Tampuuri, and the event about it is no news for the CRM', async () => {
		await publish();
		const listening = await bench().listen('lease-ended-events');
		const { status, data } = await end(3000001, '2027-03-30');
		expect([status, data]).toEqual([200, { ended: true }]);
		expect(await bench().writes()).toMatchObject([
			{
				operation: 'POST sopimukset/{sopimus_id}/paatasopimus',
				path: { sopimus_id: 3000001 },
				body: { Loppupvm: expect.stringContaining('2027-03-30') },
			},
		]);
		const [echo] = await waitUntil(
			'The event',
			async () => {
				const executions = await bench().client.executions(listening.stored.id);
				return executions.length > 0 && executions;
			},
			{ limitMs: 60_000 },
		);
		const execution = await bench().client.finishedExecution(echo?.id ?? '');
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		expect(itemsOf(execution, 'Table for Ended Leases')).toHaveLength(1);
		expect(bench().systems.arrivedAt('PUT', `${CRM}/3000001`)).toEqual([]);
	});

	test('another end date of the same lease, from Tampuuri, is news', async () => {
		await publish();
		await end(3000001, '2027-03-30');
		await bench().listen('lease-ended-events');
		await bench().tampuuri.post('sopimukset/3000001/paatasopimus', {
			Loppupvm: '2027-02-28T00:00:00',
		});
		expect(await bench().arrival('PUT', `${CRM}/3000001`)).toEqual({
			leaseId: 3000001,
			endDate: '2027-02-28',
		});
	});

	test('tells the CRM and a person what Tampuuri refuses, and forgets it', async () => {
		await publish();
		await bench().refuse('sopimukset/{sopimus_id}/paatasopimus', 400, 1);
		const { status, data } = await end(3000002, '2027-06-30');
		expect([status, data]).toEqual([
			422,
			{ ended: false, message: expect.stringContaining('Juuri nyt ei käy.') },
		]);
		const { subject, text } = await bench().mailAbout('Sopimus 3000002');
		expect(subject).toBe('Sopimus 3000002: päättyminen jäi viemättä Tampuuriin');
		expect(text).toContain('Juuri nyt ei käy.');
		await bench().listen('lease-ended-events');
		await bench().tampuuri.post('sopimukset/3000002/paatasopimus', {
			Loppupvm: '2027-06-30T00:00:00',
		});
		expect(await bench().arrival('PUT', `${CRM}/3000002`)).toMatchObject({ endDate: '2027-06-30' });
	});
});

describe('templates/lease-ended-weekly.json', () => {
	const today = DateTime.now().setZone('Europe/Helsinki').startOf('day');
	const leaseEndingIn = async (days: number | undefined): Promise<number> => {
		const end =
			days === undefined ? {} : { Loppupvm: `${today.plus({ days }).toISODate()}T00:00:00` };
		const { data } = await bench().tampuuri.post<{ Id: number }>('sopimukset', {
			OsapuoliId: 2000001,
			KohdeId: 1000013,
			Alkupvm: '2020-01-01T00:00:00',
			...end,
		});
		return data.Id;
	};

	test('writes the leases that end within a year into the CRM, and tells what it refuses', async () => {
		const soon = await leaseEndingIn(10);
		const later = await leaseEndingIn(300);
		const refused = await leaseEndingIn(20);
		const others = [await leaseEndingIn(400), await leaseEndingIn(undefined)];
		bench().systems.respondTo('PUT', `${CRM}/${refused}`, { message: 'unknown lease' }, 404);
		const stored = await bench().import('lease-ended-weekly', (workflow) => {
			const text = JSON.stringify(workflow);
			expect(text).toContain('3000001, 3000002, 3000003');
			const ids = [refused, soon, later, ...others].join(', ');
			return JSON.parse(text.replace('3000001, 3000002, 3000003', ids));
		});
		// n8n polls once when the workflow is published, and then every Monday.
		await bench().client.publishWorkflow(stored);
		const [started] = await waitUntil(
			'The first poll',
			async () => {
				const executions = await bench().client.executions(stored.id);
				return executions.length > 0 && executions;
			},
			{ limitMs: 60_000 },
		);
		const execution = await bench().client.finishedExecution(started?.id ?? '');
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const written = bench().systems.arrivals.filter(({ method }) => method === 'PUT');
		expect(written).toHaveLength(3);
		const ending = (leaseId: number, days: number) => ({
			leaseId,
			endDate: today.plus({ days }).toISODate(),
		});
		expect(written.map(({ body }) => body)).toEqual(
			expect.arrayContaining([ending(refused, 20), ending(soon, 10), ending(later, 300)]),
		);
		expect(bench().mails).toMatchObject([
			{
				subject: `Sopimus ${refused}: päättyminen jäi viemättä CRM:ään`,
				text: expect.stringContaining('404'),
			},
		]);
		expect(await bench().client.executions(stored.id)).toHaveLength(1);
	});
});
