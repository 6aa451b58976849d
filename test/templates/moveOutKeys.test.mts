import { afterEach, describe, expect, test } from '@jest/globals';
import { moveOut, sendForm } from './moveOutKeys.mts';
import { SimulatorPages } from './simulatorPages.mts';
import { useTemplateBench } from './templateBench.mts';

const LIST = 'esimerkki/avaimet/selaa';

describe('templates/move-out-keys.json', () => {
	const bench = useTemplateBench({ allowedCalls: 'readsOnly' });
	const pages = () => new SimulatorPages(bench().controlUrl);

	afterEach(async () => {
		expect(await bench().writes()).toEqual([]);
	});

	test('mails a checklist of the keys, by one call', async () => {
		const { data } = await bench().tampuuri.post<{ Items: Array<{ Id: number; Otsikko: string }> }>(
			LIST,
			{ Hakusana: 'A 12', Limit: 50 },
		);
		const before = await pages().calls();
		const { subject, text } = await moveOut(bench(), 'A 12');
		expect((await sendForm('A 12')).status).toBe(401);
		expect((await pages().calls()) - before).toBe(1);
		expect(subject).toBe('Avaimet: huoneisto A 12');
		const keys = data.Items.map(({ Id, Otsikko }) => `[ ] ${Id}, ${Otsikko}`);
		expect(keys.length).toBeGreaterThan(1);
		expect(text).toBe(
			['Muuttopäivä: 31.12.2026', '', 'Palautettavat avaimet:', ...keys].join('\n'),
		);
	});

	test('says that a unit has no keys', async () => {
		await pages().answerWith(LIST, { Offset: 0, Limit: 50, Total: 0, Items: [] });
		expect((await moveOut(bench(), 'B 1')).text).toBe(
			'Muuttopäivä: 31.12.2026\n\nTampuurissa ei ole avaimia tälle huoneistolle.',
		);
	});

	test('tells a person why the keys could not be listed', async () => {
		await bench().refuse(LIST, 400);
		expect(await moveOut(bench(), 'B 1')).toMatchObject({
			subject: 'Avaimet: huoneisto B 1, listaa ei saatu',
			text: expect.stringContaining('Juuri nyt ei käy.'),
		});
	});
});
