import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import axios from 'axios';
import { openPlace, type OpenPlace } from '../agents/place.mts';
import { runTask } from '../agents/runTasks.mts';
import { TASKS, type Task } from '../agents/tasks.mts';
import { signedIn, surroundingsNow } from '../e2e/surroundings.mts';

jest.setTimeout(120_000);

/** One task of each kind: of each pair that is approved and refused, both. */
const TEN = [
	'Listaa avoimet vikailmoitukset.',
	'Näytä vikailmoituksen 4000007 tiedot.',
	'Milloin vuokrasopimus 3000001 päättyy?',
	'Paljonko on sopimuksen 3000003 saldo päivänä 31.10.2026?',
	'Etsi henkilö nimeltä ”Ränninsuu”.',
	'Näytä kohteen 1000001 huoltokalenteri vuodelle 2026.',
	'Vastaanota ilmoitus 4000004.',
	'Ota työ 4000009 vastaan.',
	'Päätä vuokrasopimus 3000006 päivänä 31.12.2026.',
	'Päätä vuokrasopimus 3000007 päivänä 31.1.2027.',
];

const taskOf = (text: string): Task => {
	const found = TASKS.find(({ task }) => task === text);
	if (found === undefined) throw new Error(`There is no task "${text}"`);
	return found;
};

const open = async (settings?: { isReviewed: boolean }) => {
	const { simulatorControlUrl: controlUrl, credential } = surroundingsNow();
	return await openPlace(signedIn(), { controlUrl, tampuuri: credential }, settings);
};

const control = async (path: string, body: object = {}) =>
	await axios.post(`${surroundingsNow().simulatorControlUrl}${path}`, body);

describe("n8n's agent with Tampuuri's tools", () => {
	let place: OpenPlace;
	beforeAll(async () => {
		place = await open();
	});
	beforeEach(async () => await control('reset'));
	afterAll(async () => await place.close());

	test.each(TEN)('does: %s', async (text) => {
		const task = taskOf(text);
		const { isRight, unapproved, bytes, answer } = await runTask(place, task);
		expect({ isRight, unapproved, answer }).toEqual({
			isRight: true,
			unapproved: 0,
			answer: expect.stringContaining(task.reviewer === 'refuses' ? 'rejected' : 'Tampuurista: '),
		});
		expect(bytes).toBeGreaterThan(0);
		expect(bytes).toBeLessThanOrEqual(9_000);
	});
});

describe('what the agent is told', () => {
	let place: OpenPlace;
	beforeAll(async () => {
		place = await open({ isReviewed: false });
	});
	beforeEach(async () => {
		await control('reset');
		place.told();
	});
	afterAll(async () => await place.close());

	const told = async (text: string) => {
		const { execution } = await started(place, text);
		return { text: place.told(), execution };
	};

	test('of an empty list: that it is empty', async () => {
		const { text } = await told('Etsi henkilö nimeltä ”Eiketäänmissään”.');
		expect(text).toContain('No rows were found.');
	});

	test('of refused values: each field and what to do', async () => {
		const body = {
			Message: 'Virhe.',
			ModelState: { 'model.Loppupvm': ['Päivä on liian aikainen.'] },
		};
		const action = { kind: 'status', status: 400, body };
		await control('faults', { path: 'sopimukset/3000006/paatasopimus', times: 1, action });
		const { text } = await told('Päätä vuokrasopimus 3000006 päivänä 31.12.2026.');
		expect(text).toContain('Tampuuri rejected the values');
		expect(text).toContain('Päivä on liian aikainen.');
		expect(text).toContain('POST sopimukset/3000006/paatasopimus returned 400');
	});

	test('of a change without a response: that its outcome is unknown', async () => {
		const action = { kind: 'status', status: 503, body: {} };
		await control('faults', { path: 'sopimukset/3000006/paatasopimus', times: 1, action });
		const { text } = await told('Päätä vuokrasopimus 3000006 päivänä 31.12.2026.');
		expect(text).toContain('The change was sent once, but its outcome is unknown.');
	});
});

async function started({ client, stored }: OpenPlace, chatInput: string) {
	const given = { sessionId: 'test', action: 'sendMessage', chatInput };
	return { execution: await client.runWorkflow(stored.id, 'Question', given) };
}
