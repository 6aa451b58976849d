import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Workflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { ANOTHER, CONTRACTOR, useContractor, withSettings } from './contractor.mts';
import { useTemplateBench } from './templateBench.mts';

const KEY = 'maintenance-export-events';
const TRIGGER = 'New Service Request';
const ORDERS = 'contractor.example.com/api/orders';
const given = z.record(z.unknown());
const forgets = { options: { deduplicate: false } };
const RECEIVE = 'POST ilmoitukset/{ilmoitus_id}/vastaanota';

describe(`templates/${KEY}.json`, () => {
	const bench = useTemplateBench();

	const contractor = useContractor(bench);
	const { newRequest, changes, changesOf } = contractor;
	const inState = async (state: string, of = CONTRACTOR) =>
		(await contractor.requestOf(of, state)).Id;
	/** What the office got; residents get mails of their own. */
	const toOffice = () => bench().mails.filter(({ to }) => to.includes('isannointi@example.com'));

	describe('out', () => {
		/** Without its own memory the trigger passes on everything it gets. */
		const forgetful = (workflow: Workflow): Workflow => ({
			...workflow,
			nodes: workflow.nodes.map((node) =>
				node.name === TRIGGER
					? { ...node, parameters: { ...given.parse(node.parameters), ...forgets } }
					: node,
			),
		});

		test('orders each new service request and marks it received', async () => {
			await bench().listen(KEY, withSettings());
			const tap = await newRequest('Hana vuotaa');
			const lamp = await newRequest('Lamppu pimeänä');
			const orders = await bench().arrivals('POST', ORDERS, 2);
			expect(orders).toHaveLength(2);
			const order = (reference: number, title: string) => ({
				reference,
				title,
				description: `${title}, ÄÖ`,
				urgency: 'Heti',
				building: expect.any(String),
				unit: '',
				latest: null,
			});
			expect(orders).toEqual(
				expect.arrayContaining([order(tap, 'Hana vuotaa'), order(lamp, 'Lamppu pimeänä')]),
			);
			await bench().tampuuriWrite(RECEIVE, 2);
			const received = (id: number) => ({
				operation: RECEIVE,
				id,
				body: { Kommentti: 'Välitetty huoltoyhtiölle.' },
			});
			expect(await changes()).toHaveLength(2);
			expect(await changes()).toEqual(expect.arrayContaining([received(tap), received(lamp)]));
			expect(toOffice()).toEqual([]);
		});

		test('orders nothing again when Tampuuri delivers again', async () => {
			const listening = await bench().listen(KEY, withSettings());
			await newRequest('Hana vuotaa');
			await bench().tampuuriWrite(RECEIVE);
			const again = await bench().redeliver(listening);
			expect(again.status).toBe('success');
			expect(itemsOf(again, TRIGGER)).toEqual([]);
			expect(bench().systems.arrivedAt('POST', ORDERS)).toHaveLength(1);
		});

		test('orders nothing again though still open, also when the trigger forgets', async () => {
			bench().systems.respondTo('POST', ORDERS, { message: 'no' }, 422);
			const listening = await bench().listen(KEY, (one) => withSettings()(forgetful(one)));
			await newRequest('Hana vuotaa');
			await bench().mailAbout('jäi avoimeksi');
			const again = await bench().redeliver(listening);
			expect(itemsOf(again, TRIGGER)).toHaveLength(1);
			expect(again.nodes).not.toHaveProperty(['Send to Contractor']);
			expect(bench().systems.arrivedAt('POST', ORDERS)).toHaveLength(1);
		});

		test('leaves what the contractor refuses open, and tells a person', async () => {
			bench().systems.respondTo('POST', ORDERS, { message: 'Ei sopimusta.' }, 422);
			await bench().listen(KEY, withSettings());
			const id = await newRequest('Hana vuotaa');
			expect(await bench().mailAbout(`Ilmoitus ${id} jäi avoimeksi`)).toMatchObject({
				text: expect.stringContaining('422'),
			});
			expect(await changes()).toEqual([]);
		});

		test('tells a person when Tampuuri does not take the change', async () => {
			await bench().refuse('ilmoitukset/{ilmoitus_id}/vastaanota', 409);
			await bench().listen(KEY, withSettings());
			const id = await newRequest('Hana vuotaa');
			expect(await bench().mailAbout(`Ilmoitus ${id} jäi avoimeksi`)).toMatchObject({
				text: expect.stringContaining('Juuri nyt ei käy.'),
			});
			expect(bench().systems.arrivedAt('POST', ORDERS)).toHaveLength(1);
		});

		test('tells a person when the service request can not be read', async () => {
			await bench().refuse('ilmoitukset/{id}', 403);
			await bench().listen(KEY, withSettings());
			const id = await newRequest('Hana vuotaa');
			expect(await bench().mailAbout(`Ilmoitus ${id} jäi avoimeksi`)).toMatchObject({
				text: expect.stringContaining('Juuri nyt ei käy.'),
			});
			expect(bench().systems.arrivedAt('POST', ORDERS)).toEqual([]);
		});

		test("leaves alone another contractor's", async () => {
			await bench().listen(KEY, withSettings());
			await newRequest('Toisen työ', { of: ANOTHER });
			const theirs = await newRequest('Hana vuotaa');
			await bench().tampuuriWrite(RECEIVE);
			expect(await changes()).toMatchObject([{ operation: RECEIVE, id: theirs }]);
			expect(bench().systems.arrivedAt('POST', ORDERS)).toMatchObject([{ reference: theirs }]);
			expect(toOffice()).toEqual([]);
		});

		test('leaves alone what somebody has received meanwhile', async () => {
			const listening = await bench().listen(KEY, withSettings());
			const execution = await bench().deliver(listening, {
				Notifications: [
					{
						Action: 'IlmoitusUusi',
						Account: 'Asunto Oy Testipiha',
						ReferenceId: await inState('vastaanotettu'),
						Timestamp: '2026-11-05T10:00:00+02:00',
					},
				],
			});
			expect(execution.status).toBe('success');
			expect(itemsOf(execution, TRIGGER)[0]?.json.record).toMatchObject({ Tila: 'vastaanotettu' });
			expect(bench().systems.arrivedAt('POST', ORDERS)).toEqual([]);
			expect(toOffice()).toEqual([]);
		});
	});

	describe('back', () => {
		const published = async () => {
			const stored = await bench().import(KEY, withSettings());
			await bench().client.publishWorkflow(stored);
			return stored;
		};
		const send = async (body: object, headers = {}) => {
			const options = { headers, validateStatus: () => true };
			const path = '/webhook/tampuuri-contractor';
			const { status, data } = await bench().caller.post<unknown>(path, body, options);
			return { status, data };
		};
		const report = async (body: object, headers = {}) => {
			await published();
			return await send(body, headers);
		};

		test.each([
			['done', 'kuittaatehdyksi', 'Lamppu vaihdettu.', 'on tehty'],
			['waiting', 'odotukseen', 'Odotetaan varaosaa.', 'odottaa'],
		])('%s becomes %s once, and the resident is told', async (state, action, comment, words) => {
			const reference = await newRequest('Lamppu pimeänä', { state: 'vastaanota' });
			const taken = { status: 200, data: { taken: true } };
			expect(await report({ reference, state, comment })).toEqual(taken);
			expect(await send({ reference, state, comment })).toEqual(taken);
			expect(await changesOf(reference)).toEqual([
				{ operation: `POST ilmoitukset/{ilmoitus_id}/${action}`, body: { Kommentti: comment } },
			]);
			expect(await bench().mailAbout(`Ilmoituksenne ${words}: Lamppu pimeänä`)).toMatchObject({
				to: [contractor.resident().email],
				text: expect.stringContaining(comment),
			});
		});

		test('never writes to a resident under non-disclosure', async () => {
			const reference = await newRequest('Salaista', { state: 'vastaanota', isProtected: true });
			const stored = await published();
			const { status } = await send({ reference, state: 'done', comment: '' });
			expect(status).toBe(200);
			for (const { id } of await bench().client.executions(stored.id)) {
				await bench().client.finishedExecution(id);
			}
			expect(bench().mails).toEqual([]);
		});

		test('begun receives only what was not received before', async () => {
			const reference = await newRequest('Hana vuotaa');
			await published();
			const begun = { reference, state: 'begun', comment: 'Tulemme tänään.' };
			expect((await send(begun)).status).toBe(200);
			expect((await send(begun)).status).toBe(200);
			expect(await changesOf(reference)).toEqual([
				{ operation: RECEIVE, body: { Kommentti: 'Tulemme tänään.' } },
			]);
		});

		test('answers that the work waits for its follow-ups, and marks it done after them', async () => {
			const reference = await newRequest('Hana vuotaa', { state: 'vastaanota' });
			const stored = await published();
			const followUp = { reference: 'X-1', title: 'Putki uusittava' };
			const more = { reference, state: 'followUp', comment: 'Putki on poikki.', followUp };
			expect((await send(more)).status).toBe(200);
			expect((await send(more)).status).toBe(200);
			expect(await contractor.followUpsOf(reference)).toHaveLength(1);
			const answer = await send({ reference, state: 'done', comment: 'Valmista tuli.' });
			expect(answer).toEqual({ status: 202, data: { taken: true, waits: true } });
			expect(await contractor.stateOf(reference)).toBe('odottaa');

			await contractor.finishFollowUpsOf(reference);
			const execution = await bench().run(stored, 'Every Morning at Seven');
			expect(execution).toMatchObject({ status: 'success', error: undefined });
			expect(await contractor.stateOf(reference)).toBe('tehty');
		});

		test.each([
			['an unknown number', { reference: 999, state: 'done' }, 'Ilmoitusta 999 ei löydy.'],
			['an unknown state', { state: 'lost' }, 'Tuntematon tila.'],
		])('refuses %s, and tells a person', async (_, given, reason) => {
			const body = { reference: await inState('vastaanotettu'), ...given };
			const answer = await report({ ...body, comment: '' });
			expect(answer).toEqual({ status: 409, data: { taken: false } });
			expect(
				await bench().mailAbout(`Ilmoitus ${body.reference}: huoltoyhtiön tieto jäi viemättä`),
			).toMatchObject({
				text: expect.stringMatching(new RegExp(`^Tila: ${body.state}\n.*${reason}`, 's')),
			});
			expect(await changes()).toEqual([]);
		});

		test("refuses a report on another contractor's request, and tells a person", async () => {
			const reference = await inState('vastaanotettu', ANOTHER);
			const answer = await report({ reference, state: 'done', comment: '' });
			expect(answer).toEqual({ status: 409, data: { taken: false } });
			expect(
				await bench().mailAbout(`Ilmoitus ${reference}: huoltoyhtiön tieto jäi viemättä`),
			).toMatchObject({
				text: `Tila: done\nIlmoituksen suorittaja on ${ANOTHER}.`,
			});
			expect(await changes()).toEqual([]);
		});

		test('receives nothing before work begins, if that is the custom', async () => {
			await bench().listen(KEY, withSettings({ receivedWhen: 'begun' }));
			const reference = await newRequest('Hana vuotaa');
			await bench().arrival('POST', ORDERS);
			expect((await send({ reference, state: 'begun', comment: 'Alkaa.' })).status).toBe(200);
			expect(await changesOf(reference)).toEqual([
				{ operation: RECEIVE, body: { Kommentti: 'Alkaa.' } },
			]);
		});

		test('takes no report without the header', async () => {
			const reference = await inState('vastaanotettu');
			const { status } = await report({ reference, state: 'done' }, { 'X-Caller': '' });
			expect(status).toBe(403);
			expect(await changes()).toEqual([]);
		});
	});
});
