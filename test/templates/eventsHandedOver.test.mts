import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '../../demo/waitUntil.mts';
import { useTemplateBench } from './templateBench.mts';

const KEY = 'events-handed-over';

const bench = useTemplateBench();

const newRequest = async () => {
	const { data } = await bench().tampuuri.post<{ Id: number }>('ilmoitukset/lisaa', {
		KustannuspaikkaId: 1000001,
		Otsikko: 'Hana vuotaa',
		TyotehtavanKuvaus: 'Hana vuotaa',
		Kiireellisyys: 'Heti',
	});
	return data.Id;
};

describe('templates/events-handed-over.json', () => {
	test('answers once the steps are started, which run on their own', async () => {
		const { stored } = await bench().listen(KEY);
		const id = await newRequest();
		expect(await bench().mailAbout(`Ilmoitus ${id}: IlmoitusUusi`)).toMatchObject({
			text: 'Hana vuotaa',
		});
		await waitUntil(
			'Two executions that have succeeded',
			async () => {
				const executions = await bench().client.executions(stored.id);
				return executions.filter(({ status }) => status === 'success').length === 2;
			},
			{ limitMs: 60_000, everyMs: 200 },
		);
	});

	test('leaves steps that fail under Executions, and takes no event in twice', async () => {
		await bench().refuse('ilmoitukset/{id}', 500);
		const listening = await bench().listen(KEY);
		await newRequest();
		const failed = async () => {
			const executions = await bench().client.executions(listening.stored.id);
			return executions.filter(({ status }) => status === 'error').length;
		};
		await waitUntil('A failed execution', async () => (await failed()) === 1, {
			limitMs: 60_000,
			everyMs: 200,
		});
		const again = await bench().redeliver(listening);
		expect(again.status).toBe('success');
		expect(await failed()).toBe(1);
	});
});
