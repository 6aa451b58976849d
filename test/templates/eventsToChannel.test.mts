import { describe, expect, test } from '@jest/globals';
import { waitUntil } from '../../demo/waitUntil.mts';
import { mailsOf, SimulatorPages } from './simulatorPages.mts';
import { useTemplateBench } from './templateBench.mts';

const KEY = 'events-to-channel';

describe(`templates/${KEY}.json`, () => {
	const bench = useTemplateBench();

	const pages = () => new SimulatorPages(bench().controlUrl);
	const send = async (event: string, id: number) => await pages().byHand('event', { event, id });

	test('mails inspections and renovations, each once, and nothing else, without a call', async () => {
		const listening = await bench().listen(KEY);
		const before = await pages().calls();
		await send('IlmoitusUusi', 4000001);
		await send('RemonttiUusi', 9000001);
		await mailsOf(bench());
		await send('AsuntotarkastusTilamuutos', 9000002);
		const mails = await mailsOf(bench(), 2);
		expect(mails.map(({ subject }) => subject)).toEqual([
			'Remontti 9000001: uusi',
			'Asuntotarkastus 9000002: tila muuttui',
		]);
		expect(mails[1]?.text).toMatch(
			/^Tapahtuma: AsuntotarkastusTilamuutos\nTili: \S+ Oy \S+\nAika: \d+\.\d+\.\d{4} klo \d+\.\d\d/,
		);
		const again = await bench().redeliver(listening);
		expect(again.status).toBe('success');
		expect(bench().mailbox.mails).toHaveLength(2);
		expect((await pages().calls()) - before).toBe(0);
	});

	test('mails an event that has nothing but its name', async () => {
		const listening = await bench().listen(KEY);
		const Notifications = [{ Action: 'RemonttiHyväksytty' }];
		await bench().deliver(listening, { Id: 'bare', Notifications });
		expect(bench().mailbox.mails).toMatchObject([
			{
				subject: 'Remontti: RemonttiHyväksytty',
				text: 'Tapahtuma: RemonttiHyväksytty\nTili: ei tiedossa\nAika: ei tiedossa',
			},
		]);
	});

	test('keeps an event that the mail server refuses, and mails it once when retried', async () => {
		bench().mailbox.refusal = 'Not now';
		const { stored } = await bench().listen(KEY);
		await send('AsuntotarkastusUusi', 9000003);
		const failed = await waitUntil(
			'A failed execution',
			async () =>
				(await bench().client.executions(stored.id)).find(({ status }) => status === 'error') ??
				false,
			{ limitMs: 60_000 },
		);
		bench().mailbox.refusal = undefined;
		expect(await bench().client.retryExecution(failed.id)).toBe('success');
		expect(bench().mailbox.mails.map(({ subject }) => subject)).toEqual([
			'Asuntotarkastus 9000003: uusi',
		]);
	});
});
