import { describe, expect, test } from '@jest/globals';
import { decide } from '../mail/decide.mts';
import { useTemplateBench } from './templateBench.mts';

const MESSAGE = 'Milloin saan avaimet? ÄÖ <b>';

const bench = useTemplateBench();

describe('templates/contact-form.json', () => {
	const address = '/form/tampuuri-contact';

	const formOf = (...values: string[]) => {
		const form = new FormData();
		values.forEach((value, index) => form.set(`field-${index}`, value));
		return form;
	};

	const send = async (name: string) => {
		await bench().client.publishWorkflow(await bench().import('contact-form'));
		const values = [name, 'vastaus@example.com', 'Avaimet', MESSAGE];
		await bench().caller.post(address, formOf(...values));
	};

	const onePerson = async () => {
		const { data } = await bench().tampuuri.post<{ Id: number }>('osapuolet/henkilot', {
			Etunimi: 'Ainokainen',
			Sukunimi: 'Yksinäinen',
		});
		return data;
	};

	const events = async () =>
		(await bench().writes())
			.filter(({ operation }) => operation === 'POST yhteydenotot')
			.map(({ body }) => body);

	const eventOf = (person: number) => ({
		OsapuoliId: person,
		Yhteydenottotapa: 'Sahkoposti',
		Aihe: 'Avaimet',
		Kuvaus: MESSAGE,
		Lahde: 'Verkkolomake',
	});

	test('is in Finnish from its button to its end', async () => {
		await bench().client.publishWorkflow(await bench().import('contact-form'));
		const page = (await bench().caller.get<string>(address)).data;
		expect(page).toContain('Lähetä');
		expect(page).toContain('Kiitos viestistäsi!');
		// The heading "Form Submitted" of its end is n8n's own.
		expect(page).not.toMatch(/>\s*Submit\s*</);
		expect(page).not.toContain('Form automated');
	});

	test('logs the message at the one person of that name', async () => {
		const created = await onePerson();
		await send('Ainokainen Yksinäinen');
		await bench().tampuuriWrite('POST yhteydenotot');
		expect(await events()).toEqual([eventOf(created.Id)]);
		expect(bench().mails).toEqual([]);
	});

	test('gives the message to a person when Tampuuri refuses it', async () => {
		await onePerson();
		await bench().refuse('yhteydenotot', 400);
		await send('Ainokainen Yksinäinen');
		const { text } = await bench().mailAbout('Yhteydenotto jäi kirjaamatta: Avaimet');
		expect(text).toContain(MESSAGE);
		expect(text).toContain('Juuri nyt ei käy.');
	});

	test.each([
		['nobody', 'Tuntematon Kysyjä', 'Tampuurista ei löytynyt tällä nimellä ketään.'],
		['several', 'Mäntykangas', /Mäntykangas.*: 2\d{6}/],
	])('asks who it is when the name is that of %s, and logs it there', async (_, name, hint) => {
		await send(name);
		const mail = await bench().mailAbout('Yhteydenotto: Avaimet');
		const text = mail.text.replace(/\s+/g, ' ');
		expect(text).toContain(`${name} <vastaus@example.com>`);
		expect(text).toContain(MESSAGE);
		expect(text).toMatch(hint);
		expect(await bench().writes()).toEqual([]);

		const { Id } = await onePerson();
		await decide(mail, formOf(String(Id)));
		await bench().tampuuriWrite('POST yhteydenotot');
		expect(await events()).toEqual([eventOf(Id)]);
	});
});
