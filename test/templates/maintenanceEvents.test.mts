import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { Workflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { useTemplateBench } from './templateBench.mts';

const KEY = 'maintenance-export-events';
const TRIGGER = 'New Service Request';
const ORDERS = 'contractor.example.com/api/orders';
const MAIL = 'mail.example.com/api/send';
const CONTRACTOR = 'Huoltopalvelu Mäntykäpy Oy';
const given = z.record(z.unknown());
const ANOTHER = 'Putkityö Vesiläikkä Oy';
const forgets = { options: { deduplicate: false } };
const RECEIVE = 'POST ilmoitukset/{ilmoitus_id}/vastaanota';

interface ServiceRequestRow {
	Id: number;
	TyonsuorittajaYritysId: number;
	TyonsuorittajaYritysNimi: string;
}

describe(`templates/${KEY}.json`, () => {
	const bench = useTemplateBench();

	const newRequest = async (title: string, contractor = CONTRACTOR): Promise<number> => {
		const { data } = await bench().tampuuri.post<{ Id: number }>('ilmoitukset/lisaa', {
			TyonsuorittajaId: await companyId(contractor),
			KustannuspaikkaId: 1000001,
			Otsikko: title,
			TyotehtavanKuvaus: `${title}, ÄÖ`,
			Kiireellisyys: 'Heti',
		});
		return data.Id;
	};
	/** Any service request of the contractor in that state, or in any. */
	const requestOf = async (contractor: string, state?: string): Promise<ServiceRequestRow> => {
		const { data } = await bench().tampuuri.post<{ Items: ServiceRequestRow[] }>(
			'ilmoitukset/selaa',
			{ Tila: state, Limit: 250 },
		);
		const found = data.Items.find((row) => row.TyonsuorittajaYritysNimi === contractor);
		if (found === undefined) throw new Error(`${contractor} has no such service request`);
		return found;
	};
	const companyId = async (name: string) => (await requestOf(name)).TyonsuorittajaYritysId;
	const inState = async (state: string, contractor = CONTRACTOR) =>
		(await requestOf(contractor, state)).Id;
	const changes = async () =>
		(await bench().writes())
			.filter(({ operation }) => operation !== 'POST ilmoitukset/lisaa')
			.map(({ operation, path, body }) => ({
				operation,
				id: Number(Object.values(path)[0]),
				body,
			}));

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
			await bench().listen(KEY);
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
			expect(bench().systems.arrivedAt('POST', MAIL)).toEqual([]);
		});

		test('orders nothing again when Tampuuri delivers again', async () => {
			const listening = await bench().listen(KEY);
			await newRequest('Hana vuotaa');
			await bench().tampuuriWrite(RECEIVE);
			const again = await bench().redeliver(listening);
			expect(again.status).toBe('success');
			expect(itemsOf(again, TRIGGER)).toEqual([]);
			expect(bench().systems.arrivedAt('POST', ORDERS)).toHaveLength(1);
		});

		test('orders nothing again though still open, also when the trigger forgets', async () => {
			bench().systems.respondTo('POST', ORDERS, { message: 'no' }, 422);
			const listening = await bench().listen(KEY, forgetful);
			await newRequest('Hana vuotaa');
			await bench().arrival('POST', MAIL);
			const again = await bench().redeliver(listening);
			expect(itemsOf(again, TRIGGER)).toHaveLength(1);
			expect(again.nodes).not.toHaveProperty(['Send to Contractor']);
			expect(bench().systems.arrivedAt('POST', ORDERS)).toHaveLength(1);
		});

		test('leaves what the contractor refuses open, and tells a person', async () => {
			bench().systems.respondTo('POST', ORDERS, { message: 'Ei sopimusta.' }, 422);
			await bench().listen(KEY);
			const id = await newRequest('Hana vuotaa');
			expect(await bench().arrival('POST', MAIL)).toEqual({
				subject: `Ilmoitus ${id} jäi avoimeksi`,
				text: expect.stringContaining('422'),
			});
			expect(await changes()).toEqual([]);
		});

		test('tells a person when Tampuuri does not take the change', async () => {
			await bench().refuse('ilmoitukset/{ilmoitus_id}/vastaanota', 409);
			await bench().listen(KEY);
			const id = await newRequest('Hana vuotaa');
			expect(await bench().arrival('POST', MAIL)).toEqual({
				subject: `Ilmoitus ${id} jäi avoimeksi`,
				text: expect.stringContaining('Juuri nyt ei käy.'),
			});
			expect(bench().systems.arrivedAt('POST', ORDERS)).toHaveLength(1);
		});

		test('tells a person when the service request can not be read', async () => {
			await bench().refuse('ilmoitukset/{id}', 403);
			await bench().listen(KEY);
			const id = await newRequest('Hana vuotaa');
			expect(await bench().arrival('POST', MAIL)).toEqual({
				subject: `Ilmoitus ${id} jäi avoimeksi`,
				text: expect.stringContaining('Juuri nyt ei käy.'),
			});
			expect(bench().systems.arrivedAt('POST', ORDERS)).toEqual([]);
		});

		test("leaves alone another contractor's", async () => {
			await bench().listen(KEY);
			await newRequest('Toisen työ', ANOTHER);
			const theirs = await newRequest('Hana vuotaa');
			await bench().tampuuriWrite(RECEIVE);
			expect(await changes()).toMatchObject([{ operation: RECEIVE, id: theirs }]);
			expect(bench().systems.arrivedAt('POST', ORDERS)).toMatchObject([{ reference: theirs }]);
			expect(bench().systems.arrivedAt('POST', MAIL)).toEqual([]);
		});

		test('leaves alone what somebody has received meanwhile', async () => {
			const listening = await bench().listen(KEY);
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
			expect(bench().systems.arrivedAt('POST', MAIL)).toEqual([]);
		});
	});

	describe('back', () => {
		const report = async (body: object, headers = {}) => {
			await bench().client.publishWorkflow(await bench().import(KEY));
			const options = { headers, validateStatus: () => true };
			const answer = await bench().caller.post<unknown>(
				'/webhook/tampuuri-contractor',
				body,
				options,
			);
			return { status: answer.status, data: answer.data };
		};

		test.each([
			['done', 'kuittaatehdyksi', 'Lamppu vaihdettu.'],
			['waiting', 'odotukseen', 'Odotetaan varaosaa.'],
		])('%s becomes %s', async (state, action, comment) => {
			const reference = await inState('vastaanotettu');
			const answer = await report({ reference, state, comment });
			expect(answer).toEqual({ status: 200, data: { taken: true } });
			expect(await changes()).toEqual([
				{
					operation: `POST ilmoitukset/{ilmoitus_id}/${action}`,
					id: reference,
					body: { Kommentti: comment },
				},
			]);
		});

		test.each([
			['an unknown number', { reference: 999, state: 'done' }, 'Ilmoitusta 999 ei löydy.'],
			['an unknown state', { state: 'lost' }, 'Tuntematon tila.'],
		])('refuses %s, and tells a person', async (_, given, reason) => {
			const body = { reference: await inState('vastaanotettu'), ...given };
			const answer = await report({ ...body, comment: '' });
			expect(answer).toEqual({ status: 409, data: { taken: false } });
			expect(await bench().arrival('POST', MAIL)).toEqual({
				subject: `Ilmoitus ${body.reference}: huoltoyhtiön tieto jäi viemättä`,
				text: expect.stringMatching(new RegExp(`^Tila: ${body.state}\n.*${reason}`, 's')),
			});
			expect(await changes()).toEqual([]);
		});

		test("refuses a report on another contractor's request, and tells a person", async () => {
			const reference = await inState('vastaanotettu', ANOTHER);
			const answer = await report({ reference, state: 'done', comment: '' });
			expect(answer).toEqual({ status: 409, data: { taken: false } });
			expect(await bench().arrival('POST', MAIL)).toEqual({
				subject: `Ilmoitus ${reference}: huoltoyhtiön tieto jäi viemättä`,
				text: `Tila: done\nIlmoituksen suorittaja on ${ANOTHER}.`,
			});
			expect(await changes()).toEqual([]);
		});

		test('takes no report without the header', async () => {
			const reference = await inState('vastaanotettu');
			const { status } = await report({ reference, state: 'done' }, { 'X-Caller': '' });
			expect(status).toBe(403);
			expect(await changes()).toEqual([]);
		});
	});
});
