import { describe, expect, test } from '@jest/globals';
import type { Workflow } from '../../demo/n8nClient.mts';
import { approve } from '../mail/decide.mts';
import { useTemplateBench } from './templateBench.mts';

const bench = useTemplateBench();

describe('templates/apartment-application.json', () => {
	/** The template keeps nothing of a run that went well; a test looks into it. */
	const kept = (workflow: Workflow): Workflow => ({
		...workflow,
		settings: { ...workflow.settings, saveDataSuccessExecution: 'all' },
	});

	const apply = async (firstName: string, lastName: string) => {
		const stored = await bench().import('apartment-application', kept);
		await bench().client.publishWorkflow(stored);
		const form = new FormData();
		const values = [
			firstName,
			lastName,
			'hakija@example.com',
			'040 1234567',
			'2027-02-01',
			'Kaksio <b>, parveke',
		];
		values.forEach((value, index) => form.set(`field-${index}`, value));
		await bench().caller.post('/form/tampuuri-application', form);
		return stored;
	};

	const application = (person: unknown) => ({
		operation: 'POST yhteydenotot',
		body: {
			OsapuoliId: person,
			Yhteydenottotapa: 'Sahkoposti',
			Aihe: 'Asuntohakemus',
			Kuvaus: expect.stringContaining('Kaksio <b>, parveke'),
			Lahde: 'Verkkolomake',
		},
	});

	test('logs the application of a known person', async () => {
		const { data } = await bench().tampuuri.post<{ Id: number }>('osapuolet/henkilot', {
			Etunimi: 'Ainokainen',
			Sukunimi: 'Yksinäinen',
		});
		await apply('Ainokainen', 'Yksinäinen');
		await bench().tampuuriWrite('POST yhteydenotot');
		expect((await bench().writes()).slice(1)).toMatchObject([application(data.Id)]);
		expect(bench().mails).toEqual([]);
	});

	test('creates a new person only when the office approves it', async () => {
		await apply('Säde', 'Uudenkorva');
		const mail = await bench().mailAbout('Asuntohakemus: Säde Uudenkorva');
		expect(mail.to).toEqual(['isannointi@example.com']);
		expect(mail.text.replace(/\s+/g, ' ')).toContain('Kaksio <b>, parveke');
		expect(await bench().writes()).toEqual([]);
		await approve(mail, true);
		await bench().tampuuriWrite('POST yhteydenotot');
		expect(await bench().writes()).toMatchObject([
			{
				operation: 'POST osapuolet/henkilot',
				body: { Etunimi: 'Säde', Sukunimi: 'Uudenkorva', Sahkoposti: 'hakija@example.com' },
			},
			application(expect.any(Number)),
		]);
	});

	test('creates nothing when it does not', async () => {
		const stored = await apply('Säde', 'Uudenkorva');
		const mail = await bench().mailAbout('Asuntohakemus: Säde Uudenkorva');
		await approve(mail, false);
		expect((await bench().executionOf(stored)).status).toBe('success');
		expect(await bench().writes()).toEqual([]);
	});
});
