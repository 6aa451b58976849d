import { describe, expect, test } from '@jest/globals';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { contactCard } from './drives/crm.mts';
import { useTemplateBench } from './templateBench.mts';

const bench = useTemplateBench();

const anyStatus = { validateStatus: () => true };
const send = async (path: string, body: object) => {
	const address = `/webhook/${path}`;
	const { status, data } = await bench().caller.post<unknown>(address, body, anyStatus);
	return [status, data];
};
const publish = async (key: string) => {
	const stored = await bench().import(key);
	await bench().client.publishWorkflow(stored);
	return stored;
};
const writes = async () =>
	(await bench().writes()).map(({ operation, body }) => ({ operation, body }));

describe('templates/crm-contact-changes.json', () => {
	const card = () => contactCard(bench().simulator.data.parties.at(0).id);

	test('writes the whole card to the party', async () => {
		await publish('crm-contact-changes');
		expect(await send('tampuuri-contact-change', card())).toEqual([200, { updated: true }]);
		expect(await writes()).toEqual([
			{
				operation: 'PUT osapuolet/{osapuoli-id}',
				body: {
					Etunimi: 'Äijä',
					Sukunimi: 'Öljymäki',
					Sahkoposti: 'uusi@example.com',
					Puhelin: '+358 40 1111111',
					Katuosoite: 'Uusikatu 1',
					Postinumero: '00100',
					Postitoimipaikka: 'Helsinki',
				},
			},
		]);
	});

	test('sends nothing of half a card', async () => {
		await publish('crm-contact-changes');
		const half = { ...card(), phone: undefined };
		const [status, data] = await send('tampuuri-contact-change', half);
		expect([status, data]).toEqual([400, expect.objectContaining({ updated: false })]);
		expect(await writes()).toEqual([]);
	});

	test('tells the CRM and a person what Tampuuri refuses', async () => {
		await publish('crm-contact-changes');
		const unknown = { ...card(), partyId: 999 };
		const [status, data] = await send('tampuuri-contact-change', unknown);
		expect([status, data]).toEqual([
			422,
			{ updated: false, message: expect.stringContaining('999') },
		]);
		const { text } = await bench().mailAbout('Osapuoli 999: yhteystiedot');
		expect(text).toContain('999');
	});
});

describe('templates/crm-bookings.json', () => {
	let last = 0;
	const booking = (
		action: 'start' | 'end',
		date: string,
		bookingId = `s-${Date.now()}-${(last += 1)}`,
	) => ({
		bookingId,
		action,
		date,
		...(action === 'start' && { leaseId: 3000001, chargeTypeId: 2, amount: 12.5 }),
	});
	const PATH = 'tampuuri-booking';

	test('adds one charge for a booking sent five times at once, and ends it', async () => {
		await publish('crm-bookings');
		const start = booking('start', '2027-01-01');
		const responses = await Promise.all(
			Array.from({ length: 5 }, async () => await send(PATH, start)),
		);
		const [[, first] = []] = responses;
		expect(responses).toEqual(
			responses.map(() => [200, { done: true, chargeId: expect.any(String) }]),
		);
		expect(new Set(responses.map(([, data]) => JSON.stringify(data))).size).toBe(1);
		const end = booking('end', '2027-03-31', start.bookingId);
		expect(await send(PATH, end)).toEqual([200, first]);
		expect(await send(PATH, end)).toEqual([200, first]);
		expect(await bench().writes()).toMatchObject([
			{
				operation: 'POST sopimukset/{sopimus_id}/maksulajit/lisaa',
				path: { sopimus_id: 3000001 },
				body: { MaksulajiId: 2, Summa: 12.5, Alkupvm: expect.stringContaining('2027-01-01') },
			},
			{
				operation: 'POST sopimukset/{sopimus_id}/maksulajit/{maksulaji_id}/paata',
				path: {
					sopimus_id: 3000001,
					maksulaji_id: Number((first as { chargeId: string }).chargeId),
				},
				body: { Loppupvm: expect.stringContaining('2027-03-31') },
			},
		]);
	});

	test('knows no charge of a booking that it never had, and tells what Tampuuri refuses', async () => {
		await publish('crm-bookings');
		const [status] = await send(PATH, booking('end', '2027-03-31'));
		expect(status).toBe(404);
		await bench().refuse('sopimukset/{sopimus_id}/maksulajit/lisaa', 400, 1);
		const start = booking('start', '2027-01-01');
		expect(await send(PATH, start)).toEqual([
			422,
			{ done: false, message: expect.stringContaining('Juuri nyt ei käy.') },
		]);
		await bench().mailAbout(`Varaus ${start.bookingId}`);
		expect(await writes()).toEqual([]);
		expect(await send(PATH, start)).toEqual([200, expect.objectContaining({ done: true })]);
	});
});

describe('templates/property-search-export.json', () => {
	const SITE = 'website.example.com/api/units';

	test('sends the units and nothing but what may be public', async () => {
		const stored = await bench().import('property-search-export');
		const execution = await bench().run(stored, 'Every Night at Three');
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const [sent] = bench().systems.arrivedAt('PUT', SITE) as Array<{ units: object[] }>;
		const { properties } = bench().simulator.data;
		const all = properties.all();
		const units = all.slice(0, all.total).filter(({ kind }) => kind === 'unit');
		expect(sent?.units).toHaveLength(units.length);
		expect(sent?.units[0]).toEqual({
			id: units[0]?.id,
			name: expect.stringContaining(String(units[0]?.name)),
			propertyId: units[0]?.parentId,
		});
		expect(itemsOf(execution, 'Properties').length).toBeGreaterThan(units.length);
	});

	test('tells a person when the web site does not take them', async () => {
		bench().systems.respondTo('PUT', SITE, { message: 'no' }, 500);
		await bench().run(await bench().import('property-search-export'), 'Every Night at Three');
		expect((await bench().mailAbout('Huoneistot jäivät')).text).toContain('500');
	});
});
