import { describe, expect, test } from '@jest/globals';
import { useTemplateBench } from './templateBench.mts';

const MAIL = 'mail.example.com/api/send';

const bench = useTemplateBench();

describe('templates/contact-form.json', () => {
	const send = async (name: string) => {
		await bench().client.publishWorkflow(await bench().import('contact-form'));
		const form = new FormData();
		const values = [name, 'vastaus@example.com', 'Avaimet', 'Milloin saan avaimet? ÄÖ'];
		values.forEach((value, index) => form.set(`field-${index}`, value));
		await bench().caller.post('/form/tampuuri-contact', form);
	};

	const onePerson = async () => {
		const { data } = await bench().tampuuri.post<{ Id: number }>('osapuolet/henkilot', {
			Etunimi: 'Ainokainen',
			Sukunimi: 'Yksinäinen',
		});
		return data;
	};

	test('logs the message at the one person of that name', async () => {
		const created = await onePerson();
		await send('Ainokainen Yksinäinen');
		await bench().tampuuriWrite('POST yhteydenotot');
		const [event] = (await bench().writes()).filter(
			({ operation }) => operation === 'POST yhteydenotot',
		);
		expect(event?.body).toEqual({
			OsapuoliId: created.Id,
			Yhteydenottotapa: 'Sahkoposti',
			Aihe: 'Avaimet',
			Kuvaus: 'Milloin saan avaimet? ÄÖ',
			Lahde: 'Verkkolomake',
		});
		expect(bench().systems.arrivals).toEqual([]);
	});

	test('gives the message to a person when Tampuuri refuses it', async () => {
		await onePerson();
		await bench().refuse('yhteydenotot', 400);
		await send('Ainokainen Yksinäinen');
		expect(await bench().arrival('POST', MAIL)).toEqual({
			subject: 'Yhteydenotto: Avaimet',
			text: expect.stringContaining('Milloin saan avaimet? ÄÖ'),
			persons: 1,
			problem: expect.stringContaining('Juuri nyt ei käy.'),
		});
	});

	test.each([
		['nobody', 'Tuntematon Kysyjä', 0],
		['several', 'Mäntykangas', expect.any(Number)],
	])('asks a person when the name is that of %s', async (_, name, persons) => {
		await send(name);
		expect(await bench().arrival('POST', MAIL)).toEqual({
			subject: 'Yhteydenotto: Avaimet',
			text: `${name} <vastaus@example.com>\nMilloin saan avaimet? ÄÖ`,
			persons,
		});
		expect(await bench().writes()).toEqual([]);
	});
});
