import { afterEach, describe, expect, test } from '@jest/globals';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { LET_UNIT, newLead } from './lead.mts';
import { useTemplateBench } from './templateBench.mts';

/** What stands for the ID of a record that was not made. */
const PLACEHOLDER = /^99900099\d{7}$/;

const bench = useTemplateBench({ allowedCalls: 'readsOnly' });

const inPreview = { preview: expect.stringMatching(/^Nothing was changed\./) };

/** Some keep nothing of a run; a test looks into it. */
const publish = async (key: string) => {
	const stored = await bench().import(key, (workflow) => ({
		...workflow,
		settings: { executionOrder: 'v1' },
	}));
	await bench().client.publishWorkflow(stored);
	return stored;
};

describe('a template of the CRM with a credential that allows reads only', () => {
	afterEach(async () => {
		expect(await bench().writes()).toEqual([]);
		expect(bench().mails).toEqual([]);
	});

	test('crm-lead-to-lease.json goes on with placeholders, and tells the CRM nothing', async () => {
		const stored = await publish('crm-lead-to-lease');
		const lead = newLead(bench().simulator.data);
		const execution = await bench().call(stored, '/webhook/tampuuri-lead', lead);
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const [person, lease, charge] = ['Find or Create Person', 'Create Lease', 'Add Charge'].map(
			(step) => itemsOf(execution, step)[0]?.json,
		);
		expect([person?.Id, lease?.Id].map(String)).toEqual([
			expect.stringMatching(PLACEHOLDER),
			expect.stringMatching(PLACEHOLDER),
		]);
		expect(lease).toMatchObject({
			...inPreview,
			body: { OsapuoliId: person?.Id, KohdeId: LET_UNIT },
		});
		expect(charge).toMatchObject({
			...inPreview,
			path: `sopimukset/${String(lease?.Id)}/maksulajit/lisaa`,
		});
		expect(JSON.stringify(person)).not.toContain('925H');
		expect(bench().systems.arrivals).toEqual([]);
	});

	test.each([
		['lease-ended-in-crm', 'tampuuri-lease-ended', { leaseId: 3000001, endDate: '2027-01-31' }],
		[
			'crm-contact-changes',
			'tampuuri-contact-change',
			{
				partyId: 2000001,
				firstName: 'Äijä',
				lastName: 'Öljymäki',
				email: '',
				phone: '',
				street: '',
				postalCode: '',
				city: '',
			},
		],
	])('%s.json answers that nothing was changed', async (key, path, body) => {
		await publish(key);
		const { data } = await bench().caller.post<object>(`/webhook/${path}`, body);
		expect(Object.values(data)).toEqual([false]);
	});

	test('lease-ended-in-crm.json forgets what the CRM said, since nothing was ended', async () => {
		const stored = await publish('lease-ended-in-crm');
		const body = { leaseId: 3000004, endDate: '2027-02-28' };
		const execution = await bench().call(stored, '/webhook/tampuuri-lease-ended', body);
		expect(itemsOf(execution, 'Forget It').map(({ json }) => json)).toMatchObject([
			{ leaseId: '3000004', endDate: '2027-02-28' },
		]);
	});

	test('crm-bookings.json keeps no charge', async () => {
		await publish('crm-bookings');
		const booking = {
			bookingId: `r-${Date.now()}`,
			action: 'start',
			date: '2027-01-01',
			leaseId: 3000001,
			chargeTypeId: 2,
			amount: 12.5,
		};
		const { data } = await bench().caller.post<unknown>('/webhook/tampuuri-booking', booking);
		expect(data).toEqual({ done: false, chargeId: null });
	});
});
