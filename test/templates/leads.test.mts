import { describe, expect, test } from '@jest/globals';
import { parseWorkflow, type StoredWorkflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { LET_UNIT, newLead } from './lead.mts';
import { useTemplateBench } from './templateBench.mts';

const KEY = 'crm-lead-to-lease';
const SWEEP = 'Every 5 Minutes';

const bench = useTemplateBench();

const lead = () => newLead(bench().simulator.data);
type Lead = ReturnType<typeof lead>;

let tables = 0;

/**
 * With a table of its own. Its name must not contain the template's: n8n's step could take it for
 * the template's in other tests. Runs are kept so that a test can look into them; a broken
 * connection settles at once.
 */
const published = async (): Promise<StoredWorkflow> => {
	const table = `leads_${Date.now()}_${(tables += 1)}`;
	const stored = await bench().import(KEY, (workflow) => {
		const text = JSON.stringify(workflow)
			.replaceAll('tampuuri_leads', table)
			.replace(/("referenceField":"leaseInformation"},"options":){}/, '$1{"settlingTime":1}');
		return { ...parseWorkflow(text), settings: { executionOrder: 'v1' } };
	});
	await bench().client.publishWorkflow(stored);
	return stored;
};
const send = async (one: Lead) =>
	(await bench().caller.post<unknown>('/webhook/tampuuri-lead', one)).status;
const inCrm = ({ leadId }: Lead) => `crm.example.com/api/leads/${leadId}`;
const back = async (one: Lead) => await bench().arrival('PUT', inCrm(one));
const operations = async () => (await bench().writes()).map(({ operation }) => operation);
const allEnded = async ({ id }: StoredWorkflow) => {
	for (const execution of await bench().client.executions(id)) {
		await bench().client.finishedExecution(execution.id);
	}
};
/** What the table keeps of a lead that is not done. */
const pending = async (stored: StoredWorkflow, { leadId }: Lead) =>
	itemsOf(await bench().run(stored, SWEEP), 'Pending Leads')
		.map(({ json }) => json)
		.find((row) => row.leadId === String(leadId));

const ONE_LEASE = [
	'POST osapuolet/henkilot',
	'POST sopimukset',
	'POST sopimukset/{sopimus_id}/maksulajit/lisaa',
];

describe(`templates/${KEY}.json`, () => {
	test('makes person, lease and charge for the unit at the address, once for five leads at once', async () => {
		const stored = await published();
		const one = lead();
		const statuses = await Promise.all(Array.from({ length: 5 }, async () => await send(one)));
		expect(statuses).toEqual([202, 202, 202, 202, 202]);
		const ids = await back(one);
		expect(ids).toEqual({
			personId: expect.any(Number),
			leaseId: expect.any(Number),
			unitId: LET_UNIT,
		});
		await allEnded(stored);
		await bench().run(stored, SWEEP);
		await send(one);
		await allEnded(stored);
		expect(await operations()).toEqual(ONE_LEASE);
		const { personId } = ids as { personId: number };
		expect((await bench().writes()).map(({ body }) => body)).toEqual([
			expect.objectContaining({ Etunimi: 'Säde', Sukunimi: 'Lähteenkorva' }),
			expect.objectContaining({
				OsapuoliId: personId,
				KohdeId: LET_UNIT,
				Lisatiedot: `lead-${one.leadId}`,
			}),
			expect.objectContaining({ MaksulajiId: 1, Summa: 895.5 }),
		]);
		expect(bench().mails).toEqual([]);
	});

	test('asks a person which unit a doubtful address means, once, and goes on with the answer', async () => {
		const stored = await published();
		const one = { ...lead(), address: lead().address.replace(/ A (\d+),/, ' C $1,') };
		await send(one);
		const mail = await bench().mailAbout(`Liidi ${one.leadId}`);
		expect(mail.subject).toBe(`Liidi ${one.leadId} odottaa: mikä huoneisto?`);
		expect(mail.text).toContain(one.address);
		expect(mail.text).toMatch(/\b10000\d\d\b/);
		// What to do, and each candidate on a line.
		expect(mail.text).toMatch(/^10000\d\d: ./m);
		expect(mail.text).not.toContain(one.identityCode);
		await allEnded(stored);
		const calls = bench().simulator.calls.total;
		expect(await pending(stored, one)).toMatchObject({ waits: 'unit' });
		expect(bench().simulator.calls.total).toBe(calls);
		expect([bench().mails.length, await operations()]).toEqual([1, []]);

		const corrected = { ...one, address: lead().address };
		await send(corrected);
		expect(await back(one)).toMatchObject({ unitId: LET_UNIT });
		expect(await operations()).toEqual(ONE_LEASE);
	});

	test('does not let a building', async () => {
		await published();
		const { properties } = bench().simulator.data;
		const centre = properties.at(0);
		const one = { ...lead(), address: centre.name };
		await send(one);
		const { text } = await bench().mailAbout(`Liidi ${one.leadId}`);
		expect(text).toContain(String(centre.id));
		expect(await operations()).toEqual([]);
	});

	test('tells a person once what Tampuuri refuses, and goes on by itself', async () => {
		await bench().refuse('sopimukset', 400, 2);
		const stored = await published();
		const one = lead();
		await send(one);
		const { subject, text } = await bench().mailAbout(`Liidi ${one.leadId}`);
		expect(subject).toBe(`Liidi ${one.leadId} odottaa`);
		expect(text).toContain('Juuri nyt ei käy.');
		await allEnded(stored);
		expect(await pending(stored, one)).toMatchObject({ waits: '', unitId: String(LET_UNIT) });
		expect(bench().mails).toHaveLength(1);
		await bench().run(stored, SWEEP);
		expect(await back(one)).toMatchObject({ unitId: LET_UNIT });
		expect(await operations()).toEqual(ONE_LEASE);
	});

	test('creates nothing again while the CRM is down, and forgets the lead when it is done', async () => {
		const one = lead();
		bench().systems.respondTo('PUT', inCrm(one), { message: 'down' }, 503);
		const stored = await published();
		await send(one);
		await bench().mailAbout(`Liidi ${one.leadId}`);
		await allEnded(stored);
		const row = await pending(stored, one);
		expect(row).toMatchObject({
			leaseId: expect.any(String),
			lead: expect.stringContaining('925H'),
		});
		bench().systems.respondTo('PUT', inCrm(one), {});
		await bench().run(stored, SWEEP);
		const done = await bench().run(stored, SWEEP);
		expect(itemsOf(done, 'Pending Leads').map(({ json }) => json.leadId)).not.toContain(
			String(one.leadId),
		);
		expect(await operations()).toEqual(ONE_LEASE);
		const kept = itemsOf(done, 'Forget Done Leads').map(({ json }) => json);
		expect(kept.find(({ leadId }) => leadId === String(one.leadId))).toMatchObject({ lead: '' });
		expect(JSON.stringify(kept)).not.toContain('925H');
	});

	test('goes on when the connection broke just as Tampuuri made the lease', async () => {
		const action = { kind: 'cut', when: 'beforeResponse' } as const;
		bench().simulator.faults.set({ path: 'sopimukset', times: 1, skip: 0, action });
		const stored = await published();
		const one = lead();
		await send(one);
		await waitUntil('The lease', async () => (await operations()).length >= 2, { limitMs: 60_000 });
		await allEnded(stored);
		await bench().run(stored, SWEEP);
		expect(await back(one)).toMatchObject({ leaseId: expect.any(Number) });
		expect(await operations()).toEqual(ONE_LEASE);
	});

	test('takes no call without the header', async () => {
		await published();
		const headers = { 'X-Caller': '' };
		const call = bench().caller.post('/webhook/tampuuri-lead', lead(), { headers });
		await expect(call).rejects.toThrow('403');
		expect(await operations()).toEqual([]);
	});
});
