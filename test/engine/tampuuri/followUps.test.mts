import { describe, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { inputsOf, pageOf, profileWith } from './listServer.mts';
import { setUpResponder } from './responder.mts';
import { itemsOf, setUp } from './setUp.mts';

const tampuuri = setUp({ units: 20 });
const responder = setUpResponder();

const chosen = { __rl: true, mode: 'id', value: '={{ $json.id }}' };

async function followUps(ids: readonly unknown[], profile = '') {
	const outcome = await tampuuri.run({
		parameters: {
			resource: 'serviceRequest',
			operation: 'getFollowUps',
			serviceRequest: chosen,
			simplify: false,
		},
		items: itemsOf(...ids.map((id) => ({ id }) as IDataObject)),
		credentials: tampuuri.credentials({ ownAddress: responder.url, accountProfile: profile }),
	});
	return { ...outcome, messages: outcome.hints.map(({ message }) => message) };
}

describe('Get Follow-Ups', () => {
	it('reads all service requests once for all items, and finds those with the parent', async () => {
		const rows = Array.from({ length: 620 }, (_, at) => ({
			Id: 1_000 + at,
			ParentId: at % 3 === 0 ? null : at % 3 === 1 ? 7 : '8',
		}));
		responder.reply = (asked) => pageOf(asked, rows);
		const { outputs, error } = await followUps([7, 8, 9]);
		expect(error).toBeUndefined();
		const paired = (outputs[0] ?? []).map(({ json, pairedItem }) => [
			Number(json.ParentId),
			(pairedItem as { item: number }).item,
		]);
		expect(paired.filter(([parent]) => parent === 7)).toHaveLength(207);
		expect(paired.every(([parent, item]) => parent === (item === 0 ? 7 : 8))).toBe(true);
		expect(responder.asked).toHaveLength(3);
	});

	it('asks for them alone where the account is known to search by the parent', async () => {
		responder.reply = (asked) => pageOf(asked, [{ Id: 5, ParentId: inputsOf(asked).YlaId }]);
		const profile = profileWith({}, { 'serviceRequest.getAll.parentServiceRequest': 'YlaId' });
		const { json } = await followUps([7, 8], profile);
		expect(json.map(({ ParentId }) => ParentId)).toEqual([7, 8]);
		expect(responder.asked.map((asked) => inputsOf(asked).YlaId)).toEqual([7, 8]);
	});

	it('says that it can not know them where rows have no parent', async () => {
		responder.reply = (asked) => pageOf(asked, [{ Id: 5 }]);
		const { json, messages } = await followUps([7]);
		expect(json).toEqual([]);
		expect(messages[0]).toMatch(/have no ParentId, so follow-ups are not known$/);
	});
});

describe('Create Follow-Up', () => {
	const create = async (additionalFields: IDataObject, id: unknown = 7) =>
		await tampuuri.run({
			parameters: {
				resource: 'serviceRequest',
				operation: 'createFollowUp',
				serviceRequest: { __rl: true, mode: 'id', value: String(id) },
				title: 'Hanan vaihto',
				taskDescription: 'Vaihda hana.',
				additionalFields: additionalFields as never,
			},
			credentials: tampuuri.credentials({ ownAddress: responder.url }),
		});
	const original = (row: IDataObject) => {
		responder.reply = ({ method }) => ({ body: method === 'GET' ? row : { Id: 99 } });
	};
	const own = { ParentId: 7, Otsikko: 'Hanan vaihto', TyotehtavanKuvaus: 'Vaihda hana.' };
	const centre = { __rl: true, mode: 'id', value: '30' };

	it.each([
		[
			'for the property of the other',
			{ KohdeId: 10, HuoneistoId: '11' },
			{},
			{ KustannuspaikkaId: 10, TilaId: 11 },
		],
		[
			'without a unit where the other has none',
			{ KohdeId: 10, HuoneistoId: null },
			{},
			{ KustannuspaikkaId: 10 },
		],
		[
			'for another property, without its unit',
			{ KohdeId: 10, HuoneistoId: 11 },
			{ costCentre: centre },
			{ KustannuspaikkaId: 30 },
		],
		[
			'for another unit',
			{ KohdeId: 10, HuoneistoId: 11 },
			{ space: centre },
			{ KustannuspaikkaId: 10, TilaId: 30 },
		],
	])('sends it %s', async (_name, row, fields, expected) => {
		original({ Id: 7, ...row });
		const { json, error } = await create(fields);
		expect(error).toBeUndefined();
		expect(json).toEqual([{ Id: 99 }]);
		expect(responder.asked.map(({ method, path, body }) => [method, path, body])).toEqual([
			['GET', 'ilmoitukset/7', undefined],
			['POST', 'ilmoitukset/lisaa', { ...own, ...expected }],
		]);
	});

	it('sends nothing where no property is known, or the other is not there', async () => {
		original({ Id: 7, KohdeId: null });
		expect((await create({})).error?.message).toMatch(
			/^Tampuuri does not say which property service request 7 concerns/,
		);
		responder.reply = () => ({ status: 404, body: { Message: 'Ei löydy' } });
		expect((await create({})).error?.message).toMatch(/Ei löydy/);
		expect(responder.asked.map(({ method }) => method)).toEqual(['GET', 'GET']);
	});

	it('is linked so that Get Follow-Ups finds it', async () => {
		const id = tampuuri.simulator.data.serviceRequests.idAt(3);
		const run = async (operation: string) =>
			await tampuuri.run({
				parameters: {
					resource: 'serviceRequest',
					operation,
					serviceRequest: { __rl: true, mode: 'id', value: String(id) },
					title: 'Jatkotyö',
					taskDescription: 'Tarkista',
				},
			});
		const [created] = (await run('createFollowUp')).json;
		const found = (await run('getFollowUps')).json;
		expect(found.map(({ Id }) => Id)).toEqual([created?.Id]);
		const { record } = tampuuri.simulator.data.serviceRequests.find(Number(created?.Id)) ?? {};
		const parent = tampuuri.simulator.data.serviceRequests.find(id)?.record;
		expect(record).toMatchObject({ KohdeId: parent?.KohdeId, HuoneistoId: parent?.HuoneistoId });
	});

	it.each(['', 'cut'])('with an external reference is created once (%s)', async (fault) => {
		const id = tampuuri.simulator.data.serviceRequests.idAt(3);
		const reference = `jatko-${fault}`;
		const run = async () =>
			await tampuuri.run({
				parameters: {
					resource: 'serviceRequest',
					operation: 'createFollowUp',
					serviceRequest: { __rl: true, mode: 'id', value: String(id) },
					title: 'Jatkotyö',
					taskDescription: 'Tarkista',
					additionalFields: {
						externalReference: reference,
						referenceField: 'additionalTaskInformation',
					},
					options: { settlingTime: 0 },
				},
			});
		if (fault === 'cut') {
			const action = { kind: 'cut', when: 'beforeResponse' } as const;
			tampuuri.simulator.faults.set({ path: 'ilmoitukset/lisaa', action });
		}
		const [first, second] = [await run(), await run()];
		expect([first.error, second.error]).toEqual([undefined, undefined]);
		const Id = expect.any(Number);
		expect(first.json).toEqual([{ Id, created: true }]);
		expect(second.json).toEqual([{ Id: first.json[0]?.Id, created: false }]);
		expect(tampuuri.simulator.data.writes).toMatchObject([
			{ body: { ParentId: id, TyotehtavanLisatiedot: reference } },
		]);
	});
});
