import { describe, expect, test } from '@jest/globals';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { useTemplateBench } from './templateBench.mts';

const KEY = 'outbox-orders';
const CREATE = 'POST ilmoitukset/lisaa';
const PATH = 'ilmoitukset/lisaa';

let last = 0;
const newOrder = () => ({
	reference: `tilaus-${Date.now()}-${(last += 1)}`,
	costCentreId: 1000001,
	title: 'Hana vuotaa',
	description: 'Keittiön hana, ÄÖ',
});

describe(`templates/${KEY}.json`, () => {
	const bench = useTemplateBench();

	const send = async (order: object) =>
		(await bench().caller.post<unknown>('/webhook/tampuuri-orders', order)).status;
	const created = async ({ reference }: ReturnType<typeof newOrder>) =>
		(await bench().writes()).filter(({ body }) => body['TyotehtavanLisatiedot'] === reference);

	test('creates a service request for an order, once for all that say the same', async () => {
		const stored = await bench().import(KEY);
		await bench().client.publishWorkflow(stored);
		const order = newOrder();
		const statuses = await Promise.all(Array.from({ length: 5 }, async () => await send(order)));
		expect(statuses).toEqual([202, 202, 202, 202, 202]);
		await bench().tampuuriWrite(CREATE);
		for (const { id } of await bench().client.executions(stored.id)) {
			await bench().client.finishedExecution(id);
		}
		expect(await created(order)).toMatchObject([
			{ body: { Otsikko: 'Hana vuotaa', KustannuspaikkaId: 1000001 } },
		]);
		const swept = await bench().run(stored, 'Every 5 Minutes');
		expect(itemsOf(swept, 'Pending Orders').map(({ json }) => json.reference)).not.toContain(
			order.reference,
		);
	});

	test('tells a person once of an order that waits, and creates it later', async () => {
		await bench().refuse(PATH, 400, 2);
		const stored = await bench().import(KEY);
		await bench().client.publishWorkflow(stored);
		const order = newOrder();
		await send(order);
		expect(await bench().mailAbout(`Tilaus ${order.reference} odottaa`)).toMatchObject({
			to: ['isannointi@example.com'],
			text: expect.stringContaining('Juuri nyt ei käy.'),
		});
		for (const { id } of await bench().client.executions(stored.id)) {
			await bench().client.finishedExecution(id);
		}
		const refused = await bench().run(stored, 'Every 5 Minutes');
		expect(itemsOf(refused, 'Pending Orders')).toMatchObject([
			{ json: { reference: order.reference, problem: expect.stringContaining('ei käy') } },
		]);
		expect(bench().mails).toHaveLength(1);
		expect(await created(order)).toEqual([]);
		const swept = await bench().run(stored, 'Every 5 Minutes');
		const [made] = await created(order);
		expect(itemsOf(swept, 'Note ID')).toMatchObject([
			{ json: { reference: order.reference, tampuuriId: expect.any(String), problem: '' } },
		]);
		expect(made).toBeDefined();
	});

	test('finds what was created before its ID could be noted', async () => {
		const stored = await bench().import(KEY);
		await bench().client.publishWorkflow(stored);
		const order = newOrder();
		const { data } = await bench().tampuuri.post<{ Id: number }>(PATH, {
			KustannuspaikkaId: order.costCentreId,
			Otsikko: order.title,
			TyotehtavanKuvaus: order.description,
			TyotehtavanLisatiedot: order.reference,
		});
		await send(order);
		const [{ id } = { id: '' }] = await bench().client.executions(stored.id);
		const execution = await bench().client.finishedExecution(id);
		expect(itemsOf(execution, 'Create Once')).toMatchObject([
			{ json: { Id: data.Id, created: false } },
		]);
		expect(await created(order)).toHaveLength(1);
	});
});
