import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';

import { parseWorkflow, type StoredWorkflow } from '../../../../demo/n8nClient.mts';
import { waitUntil } from '../../../../demo/waitUntil.mts';
import { hasImapServer, ImapServer } from '../../../../demo/imapServer.mts';
import { TemplateBench } from './bench.mts';

jest.setTimeout(420_000);

const DAY = 86_400_000;
const SECOND = 1000;
const TIMED = { limitMs: 150_000 };

let bench: TemplateBench;
let imapServer: ImapServer;
let published: StoredWorkflow | undefined;
beforeAll(async () => {
	bench = await TemplateBench.start();
	if (!hasImapServer) return;
	imapServer = await ImapServer.start();
	await bench.readMailsFrom(imapServer);
}, 900_000);
afterAll(async () => {
	await bench.stop();
	if (hasImapServer) await imapServer.stop();
}, 60_000);
beforeEach(async () => {
	if (published) await bench.client.deleteWorkflow(published.id);
	published = undefined;
	bench.reset();
	// A workflow that is new reads what lies there unread.
	if (hasImapServer) await imapServer.empty();
});

if (!hasImapServer) console.info('Dovecot is not installed: no template reads a real mailbox');
const withImapServer = hasImapServer ? describe : describe.skip;

const publish = async (file: string, change: (text: string) => string = (text) => text) => {
	const made = JSON.stringify(await bench.template(file, {}));
	published = await bench.publish(parseWorkflow(change(made)));
	return published;
};
/** Sent so long ago that 14 days are over in so many seconds. */
const lapsingIn = (seconds: number) => new Date(Date.now() - 14 * DAY + seconds * SECOND);
const noneLeft = async (id: string) =>
	await waitUntil(
		'The end of every execution',
		async () => (await bench.client.executions(id)).length === 0,
		TIMED,
	);
const dayOf = (date: Date) => date.toISOString().slice(0, 10);

const FINNISH = 'fi/transfer-code-reminders.json';
const FINNISH_MAIL = 'Sinulle on turvasähköposti Verohallinnolta';

withImapServer.each([
	['transfer-code-reminders.json', 'A secure e-mail for you', 'days left'],
	[FINNISH, FINNISH_MAIL, 'päivää jäljellä'],
])('templates/%s, with a real mailbox', (file, subject, reminder) => {
	test("counts from the mail's day, stops at a press of the button, keeps no other mail", async () => {
		const { id } = await publish(file);
		const date = new Date(Date.now() - 4.5 * DAY);
		await imapServer.deliver({ subject: 'Lunch?', date }, { subject, date });
		const [mail] = await bench.mailsAbout(`9 ${reminder}`, 1);
		expect(mail?.text).toContain(dayOf(new Date(date.getTime() + 14 * DAY)));
		await bench.press({ html: mail?.html ?? '' }, true);
		await noneLeft(id);
		expect(bench.mailbox.mails).toHaveLength(1);
	});

	test('reminds of each of several mails that came at the same moment', async () => {
		await publish(file);
		const dates = [3.5, 6.5].map((days) => new Date(Date.now() - days * DAY));
		await imapServer.deliver(...dates.map((date) => ({ subject, date })));
		await bench.mailAbout(`10 ${reminder}`);
		await bench.mailAbout(`7 ${reminder}`);
	});

	test('tells a person when the day of a mail cannot be read', async () => {
		await publish(file, (text) => text.replace('={{ $json.date }}', '={{ $json.nothing }}'));
		await imapServer.deliver({ subject, date: new Date() });
		const { text } = await bench.mailAbout(
			file.startsWith('fi/') ? 'on pysähtynyt' : 'has stopped',
		);
		expect(text).toContain('A date is missing');
	});
});

// Takes minutes of real time, which its twin, equal but for its texts, need not take too.
withImapServer(`templates/${FINNISH}, in the course of time`, () => {
	test('reminds again in time, and says once that the codes have lapsed', async () => {
		const { id } = await publish(FINNISH, (text) =>
			text.replace('"daysBefore":[7,3,1]', `"daysBefore":"={{ [${(40 * SECOND) / DAY}] }}"`),
		);
		await imapServer.deliver({ subject: FINNISH_MAIL, date: lapsingIn(90) });
		await bench.mailsAbout(': 0 päivää jäljellä', 2);
		await bench.mailAbout('ovat vanhentuneet');
		await noneLeft(id);
		expect(bench.mailbox.mails).toHaveLength(3);
	});
});
