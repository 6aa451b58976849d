import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AxiosInstance } from 'axios';
import {
	SERVICE_REQUEST_STATES,
	type ServiceRequestState,
} from '../../../simulator/data/serviceRequestStates.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { clientOf } from './calls.mts';

const now = Date.UTC(2026, 6, 1, 9);

const steps = [
	{ verb: 'vastaanota', to: 'vastaanotettu', from: ['avoin', 'odottaa'] },
	{ verb: 'odotukseen', to: 'odottaa', from: ['vastaanotettu'] },
	{ verb: 'kuittaatehdyksi', to: 'tehty', from: ['vastaanotettu', 'odottaa'] },
] as const;

const moves = steps.flatMap(({ verb, to, from }) =>
	SERVICE_REQUEST_STATES.map((state) => ({
		verb,
		to,
		state,
		allowed: from.some((one) => one === state),
	})),
);

describe('a service request', () => {
	let simulator: Simulator;
	let client: AxiosInstance;

	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, units: 10, now: () => now });
		client = clientOf(simulator);
	});

	beforeEach(() => simulator.reset());

	afterAll(() => simulator.close());

	function oneIn(state: ServiceRequestState): number {
		const [request] = simulator.data.serviceRequests.browse({ states: [state] }).slice(0, 1);
		if (!request) throw new Error(`No service request is in the state ${state}.`);
		return request.id;
	}

	const stateOf = (id: number) => simulator.data.serviceRequests.find(id)?.state;
	const move = (id: number, verb: string, body: object = {}) =>
		client.post<unknown>(`ilmoitukset/${id}/${verb}`, body);

	const create = async (more: object = {}) => {
		const { data } = await client.post<{ Id: number }>('ilmoitukset/lisaa', {
			KustannuspaikkaId: simulator.data.properties.idAt(0),
			Otsikko: 'Hana vuotaa',
			TyotehtavanKuvaus: 'Keittiön hana tippuu.',
			...more,
		});
		return data.Id;
	};

	it.each(moves.filter(({ allowed }) => allowed))(
		'goes from $state to $to by $verb',
		async ({ state, verb, to }) => {
			const id = oneIn(state);
			const { status, data } = await move(id, verb, { Kommentti: 'Tullaan huomenna' });
			expect([status, data]).toEqual([204, '']);
			expect(stateOf(id)).toBe(to);
			expect(simulator.data.serviceRequests.find(id)?.record.Tila).toBe(to);
			expect(simulator.data.stateChanges).toEqual([
				{
					time: '2026-07-01T09:00:00.000Z',
					serviceRequestId: id,
					from: state,
					to,
					by: 'mantyla',
					comment: 'Tullaan huomenna',
					body: { Kommentti: 'Tullaan huomenna' },
				},
			]);
		},
	);

	it.each(moves.filter(({ allowed }) => !allowed))(
		"can't go from $state by $verb",
		async ({ state, verb, to }) => {
			const id = oneIn(state);
			const { status, data } = await move(id, verb);
			expect([status, data]).toEqual([
				409,
				{ Message: `Ilmoitus ${id} on tilassa ${state}, eikä sitä voi siirtää tilaan ${to}.` },
			]);
			expect(stateOf(id)).toBe(state);
			expect(simulator.data.stateChanges).toEqual([]);
			expect(simulator.data.writes).toEqual([]);
		},
	);

	it.each(['Kommentti', 'Viesti', 'Lisätiedot', 'kommentti'])(
		'keeps the comment that came as %s',
		async (key) => {
			await move(oneIn('avoin'), 'vastaanota', { IlmoitaOsallisille: true, [key]: 'Käyn ensin ä' });
			expect(simulator.data.stateChanges.at(-1)).toMatchObject({ comment: 'Käyn ensin ä' });
		},
	);

	it('needs no comment', async () => {
		await move(oneIn('avoin'), 'vastaanota');
		expect(simulator.data.stateChanges).toMatchObject([{ comment: null, body: {} }]);
	});

	it('moves out of one filtered browse into the next', async () => {
		const id = oneIn('avoin');
		const idsIn = async (Tila: string) => {
			const { data } = await client.post<{ Items: Array<{ Id: number }> }>('ilmoitukset/selaa', {
				Tila,
				Limit: 250,
			});
			return data.Items.map(({ Id }) => Id);
		};
		await move(id, 'vastaanota');
		expect(await idsIn('avoin')).not.toContain(id);
		expect(await idsIn('vastaanotettu')).toContain(id);
	});

	it("that was created is open, and read under the read model's keys", async () => {
		const { properties, parties } = simulator.data;
		const contractor = parties.companyAt(1);
		const reporter = parties.personAt(3);
		const parent = oneIn('vastaanotettu');
		const id = await create({
			ParentId: parent,
			TilaId: properties.unitIdAt(2),
			TyonsuorittajaId: contractor.id,
			Ilmoittaja: { OsapuoliId: reporter.id },
			SuoritusaikaViimeistaan: '2026-07-15T12:00:00',
			Kiireellisyys: 'Erittäin kiireellinen',
			Kustannusarvio: 120.5,
			TyotehtavanLisatiedot: 'Ovikoodi päämajassa',
		});
		const { data } = await client.post<{ Items: object[]; Total: number }>('ilmoitukset/selaa', {
			Tila: 'avoin',
			TyonsuorittajaId: contractor.id,
			Limit: 250,
		});
		expect(data.Items.at(-1)).toMatchObject({
			Id: id,
			ParentId: parent,
			Tila: 'avoin',
			TyötehtävänOtsikko: 'Hana vuotaa',
			TyötehtävänKuvaus: 'Keittiön hana tippuu.',
			TyötehtävänLisätiedot: 'Ovikoodi päämajassa',
			Kiireellisyys: 'Erittäin kiireellinen',
			SuoritusaikaViimeistään: '2026-07-15T12:00:00.0000000+03:00',
			IlmoitusTehty: '2026-07-01T12:00:00.0000000+03:00',
			Kiinteistö: properties.at(0).name,
			Huoneisto: properties.unitAt(2).name,
			Ilmoittaja: reporter.name,
			IlmoittajanTurvakielto: reporter.nonDisclosure,
			TyonsuorittajaYritysNimi: contractor.name,
			Kustannusarvio: 120.5,
		});
		expect(simulator.data.stateChanges).toMatchObject([
			{ serviceRequestId: id, from: null, to: 'avoin' },
		]);
	});

	it('that a person does is found by the person', async () => {
		const id = await create({ TyonsuorittajaId: simulator.data.parties.personIdAt(0) });
		const found = simulator.data.serviceRequests.browse({
			contractorId: simulator.data.parties.personIdAt(0),
		});
		expect(found.slice(0, 10).map((request) => request.id)).toEqual([id]);
	});

	it('with attachments keeps them', async () => {
		const Liitteet = [{ FileName: 'hanä.jpg', Base64Content: 'QEA=' }];
		const { data } = await client.post<{ Id: number }>('ilmoitukset/base64', {
			KustannuspaikkaId: simulator.data.properties.idAt(0),
			Otsikko: 'Hana vuotaa',
			TyotehtavanKuvaus: 'Keittiön hana tippuu.',
			Liitteet,
		});
		expect(simulator.data.serviceRequests.find(data.Id)?.given).toMatchObject({ Liitteet });
	});

	it('is finished from outside the API, once its follow-up tasks are done', async () => {
		const id = oneIn('tehty');
		const child = await create({ ParentId: id });
		const finish = () =>
			client.post<unknown>(`${simulator.controlUrl}service-requests/${id}/finish`);
		expect(await finish()).toMatchObject({
			status: 409,
			data: { Message: `Ilmoituksen ${id} jatkotehtävä ${child} on tekemättä.` },
		});
		await move(child, 'vastaanota');
		await move(child, 'kuittaatehdyksi');
		expect((await finish()).status).toBe(204);
		expect(stateOf(id)).toBe('valmis');
		expect(simulator.data.stateChanges.at(-1)).toMatchObject({ to: 'valmis', by: 'simulator' });
	});

	it("can't be finished before it is done, nor when there is none", async () => {
		const finish = (id: number) =>
			client.post(`${simulator.controlUrl}service-requests/${id}/finish`);
		expect((await finish(oneIn('avoin'))).status).toBe(409);
		expect((await finish(5)).status).toBe(404);
	});
});
