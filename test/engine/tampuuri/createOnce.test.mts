import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { FaultAction } from '../../../simulator/faults/fault.mts';
import { itemsOf, setUp } from './setUp.mts';

const tampuuri = setUp({ units: 20 });

const CREATE = 'ilmoitukset/lisaa';
const SETTLING = 0.05;

let last = 0;
/** A reference that no other test has: what was created is remembered for the whole process. */
const newReference = () => `web-${(last += 1)}`;

/** Without what is undefined: a collection has only what was added. */
const defined = (fields: IDataObject) => JSON.parse(JSON.stringify(fields)) as IDataObject;

const serviceRequest = (
	fields: IDataObject = {},
	options: IDataObject = { settlingTime: SETTLING },
) =>
	({
		resource: 'serviceRequest',
		operation: 'create',
		costCentre: { __rl: true, mode: 'id', value: '1000001' },
		title: 'Hana vuotaa',
		taskDescription: 'Keittiön hana vuotaa, ÄÖ',
		additionalFields: defined({
			externalReference: '={{ $json.reference }}',
			referenceField: 'additionalTaskInformation',
			...fields,
		}),
		options,
	}) as INodeParameters;

const run = async (
	references: readonly unknown[],
	parameters = serviceRequest(),
	credentials = tampuuri.credentials(),
) =>
	await tampuuri.run({
		parameters,
		credentials,
		items: itemsOf(...references.map((reference) => ({ reference }) as IDataObject)),
		onError: 'continueErrorOutput',
	});

/** What somebody else creates. */
async function createByOther(reference: string): Promise<unknown> {
	const { json } = await tampuuri.run({
		parameters: serviceRequest({
			externalReference: undefined,
			additionalTaskInformation: `Muu\n[${reference}]`,
		}),
	});
	return json[0]?.Id;
}

const fault = (action: FaultAction, more: { times?: number | 'always'; skip?: number } = {}) =>
	tampuuri.simulator.faults.set({ path: CREATE, ...more, action });

/** The records that have the reference in any field. */
const madeWith = (reference: string) =>
	tampuuri.simulator.data.writes.filter(({ body }) => JSON.stringify(body).includes(reference));

const callsOf = (path: string) =>
	tampuuri.simulator.requestLog.entries.filter((entry) => entry.path.endsWith(path)).length;

const messages = ({ hints }: Awaited<ReturnType<typeof run>>) =>
	hints.map(({ message }) => message).join('\n');

describe('a service request with an external reference', () => {
	it('keeps the reference in its field and says that it was created', async () => {
		const reference = newReference();
		const { json, error } = await run([reference]);
		expect(error).toBeUndefined();
		expect(json).toEqual([{ Id: expect.any(Number), created: true }]);
		expect(madeWith(reference)).toMatchObject([{ body: { TyotehtavanLisatiedot: reference } }]);
	});

	it.each([
		['title', 'Otsikko', 'Hana vuotaa [%]'],
		['taskDescription', 'TyotehtavanKuvaus', 'Keittiön hana vuotaa, ÄÖ\n[%]'],
	])('adds it in brackets to what %s has', async (referenceField, key, text) => {
		const reference = newReference();
		await run([reference], serviceRequest({ referenceField }));
		expect(madeWith(reference)).toMatchObject([{ body: { [key]: text.replace('%', reference) } }]);
		tampuuri.simulator.requestLog.clear();
		const again = await run([reference], serviceRequest({ referenceField }));
		expect(again.json).toMatchObject([{ created: false }]);
		expect(tampuuri.simulator.requestLog.entries).toEqual([]);
	});

	it('is found when Tampuuri has it, in one reading for all items of a run', async () => {
		const references = [newReference(), newReference(), newReference()];
		const made = await Promise.all(references.map(createByOther));
		tampuuri.simulator.requestLog.clear();
		const { json } = await run([...references, newReference()]);
		expect(json).toEqual([
			...made.map((Id) => ({ Id, created: false })),
			{ Id: expect.any(Number), created: true },
		]);
		const { total } = tampuuri.simulator.data.serviceRequests.browse({});
		expect(callsOf('ilmoitukset/selaa')).toBe(Math.max(1, Math.ceil((total - 1) / 250)));
		expect(callsOf(CREATE)).toBe(1);
	});

	it('that two records have is the first of them, and it is said', async () => {
		const reference = newReference();
		const ids = [await createByOther(reference), await createByOther(reference)];
		const outcome = await run([reference]);
		expect(outcome.json).toEqual([{ Id: ids[0], created: false }]);
		expect(messages(outcome)).toContain(
			`Several records have the external reference "${reference}": IDs ${ids.join(', ')}`,
		);
	});

	it('is created once for five executions at once, also with five items each', async () => {
		const references = [newReference(), newReference()];
		const items = [...references, ...references, references[0]];
		const outcomes = await Promise.all(Array.from({ length: 5 }, async () => await run(items)));
		for (const reference of references) expect(madeWith(reference)).toHaveLength(1);
		const rows = outcomes.flatMap(({ json }) => json);
		expect(rows.filter(({ created }) => created)).toHaveLength(2);
		expect(new Set(rows.map(({ Id }) => Id)).size).toBe(2);
	});

	it.each([
		['a connection cut before it was made', { kind: 'cut', when: 'beforeHandling' }, 2],
		['a connection cut after it was made', { kind: 'cut', when: 'beforeResponse' }, 1],
		['a response cut in the middle', { kind: 'cut', when: 'midBody' }, 1],
		['a 500 before it was made', { kind: 'status', status: 500 }, 2],
		['a 503 after it was made', { kind: 'status', status: 503, afterHandling: true }, 1],
		['a 504 a moment before it is made', { kind: 'status', status: 504, handledAfter: 20 }, 1],
		['a response that is no JSON', { kind: 'truncatedJson' }, 1],
	] as const)('is settled after %s', async (_what, action, sent) => {
		const reference = newReference();
		fault(action);
		const outcome = await run([reference]);
		const [made] = madeWith(reference);
		expect(outcome.json).toEqual([{ Id: made?.id, created: true }]);
		expect(madeWith(reference)).toHaveLength(1);
		expect(callsOf(CREATE)).toBe(sent);
		expect(messages(outcome)).toContain(
			sent === 1 ? `did not confirm it, but it is there (ID ${made?.id})` : 'sent once more',
		);
		expect(messages(outcome)).toContain(`Changed in Tampuuri: Create a service request (ID`);
		expect(messages(outcome).includes('including 1 retry')).toBe(sent === 2);
		expect(messages(outcome)).not.toContain('Several records');
	});

	it('says that it was not created when it was sent twice in vain', async () => {
		const reference = newReference();
		fault({ kind: 'status', status: 500 }, { times: 2 });
		const { outputs } = await run([reference]);
		const [, [failed] = []] = outputs;
		expect(failed?.json.error).toMatch(/^Not created: Tampuuri could not process the request/);
		expect(failed?.error?.description).toContain('a reading after each showed');
		expect(callsOf(CREATE)).toBe(2);
		expect((await run([reference])).json).toMatchObject([{ created: true }]);
		expect(madeWith(reference)).toHaveLength(1);
	});

	it('is not sent again when Tampuuri refused it', async () => {
		const reference = newReference();
		fault({ kind: 'status', status: 400 });
		const { outputs } = await run([reference]);
		expect(outputs[1]?.[0]?.json.error).toMatch(/^Tampuuri rejected the values/);
		expect(callsOf(CREATE)).toBe(1);
		expect((await run([reference])).json).toMatchObject([{ created: true }]);
	});

	it('may have been created when nothing can be read, and is settled by the next run', async () => {
		const reference = newReference();
		fault({ kind: 'cut', when: 'beforeResponse' });
		tampuuri.simulator.faults.set({
			path: 'ilmoitukset/selaa',
			skip: 1,
			times: 8,
			action: { kind: 'status', status: 503 },
		});
		const first = await run([reference]);
		const second = await run([reference]);
		for (const [place, { outputs }] of [first, second].entries()) {
			const failed = outputs[1]?.[0];
			expect(failed?.json.error).toMatch(
				place === 0
					? /^May have been created: The connection to Tampuuri was lost/
					: /^May have been created by an earlier run/,
			);
			expect(failed?.error?.description).toContain(`Search for "${reference}" in Tampuuri before`);
		}
		const [made] = madeWith(reference);
		expect((await run([reference])).json).toEqual([{ Id: made?.id, created: false }]);
		expect(callsOf(CREATE)).toBe(1);
	});

	it('does not even start when what is there can not be read now', async () => {
		tampuuri.simulator.faults.set({
			path: 'ilmoitukset/selaa',
			times: 'always',
			action: { kind: 'status', status: 503 },
		});
		const { outputs } = await run([newReference()]);
		expect(outputs[1]).toHaveLength(1);
		expect(callsOf(CREATE)).toBe(0);
	});

	it('is created though the account may not list, with a warning', async () => {
		tampuuri.simulator.faults.set({
			path: 'ilmoitukset/selaa',
			times: 'always',
			action: { kind: 'status', status: 403 },
		});
		const reference = newReference();
		const outcome = await run([reference]);
		expect(outcome.json).toMatchObject([{ created: true }]);
		expect(messages(outcome)).toContain('Tampuuri could not be asked whether');
	});

	it.each([
		['nothing', null, /^External Reference is empty/],
		['blanks', '  ', /^External Reference is empty/],
		['an object', { a: 1 }, /^External Reference is not a reference/],
		['brackets', 'a] [b', /^External Reference is not a reference/],
		['two lines', 'a\nb', /^External Reference is not a reference/],
		['101 characters', 'ä'.repeat(101), /^External Reference is not a reference/],
	])('is refused before any call with %s', async (_what, reference, message) => {
		const { outputs } = await run([reference]);
		expect(outputs[1]?.[0]?.json.error).toMatch(message);
		expect(tampuuri.simulator.requestLog.entries).toEqual([]);
	});

	it('needs to know the field, and keeps within its length', async () => {
		const none = await run([newReference()], serviceRequest({ referenceField: '' }));
		expect(none.outputs[1]?.[0]?.json.error).toMatch(/^Reference Field is empty/);
		const long = { ...serviceRequest({ referenceField: 'title' }), title: 'ä'.repeat(250) };
		const tooLong = await run([newReference()], long);
		expect(tooLong.outputs[1]?.[0]?.json.error).toMatch(/Title .* is 259 characters long/);
		expect(tampuuri.simulator.requestLog.entries).toEqual([]);
	});

	it('takes numbers, and what is written ä in two ways, for the same', async () => {
		const number = 10_000 + last;
		expect((await run([number, String(number), ` ${number} `])).json).toMatchObject([
			{ created: true },
			{ created: false },
			{ created: false },
		]);
		const name = `tilaus-${(last += 1)}-ä`;
		const { json } = await run([name.normalize('NFC'), name.normalize('NFD')]);
		expect(json.map(({ created }) => created)).toEqual([true, false]);
	});
});

describe('a preview of a creation with an external reference', () => {
	const readsOnly = () => tampuuri.credentials({ allowedCalls: 'readsOnly' });

	it('shows the reference in its field, once for two items with the same', async () => {
		const reference = newReference();
		const outcome = await run([reference, reference], serviceRequest(), readsOnly());
		expect(outcome.json).toMatchObject([
			{
				created: true,
				Id: expect.any(Number),
				body: { TyotehtavanLisatiedot: reference },
				calls: 2,
			},
			{ created: false, preview: expect.stringContaining('a real run would change nothing') },
		]);
		expect(outcome.json[1]?.Id).toBe(outcome.json[0]?.Id);
		expect(madeWith(reference)).toEqual([]);
		expect((await run([reference])).json).toMatchObject([{ created: true }]);
	});

	it('says that nothing would be created when it is there', async () => {
		const reference = newReference();
		const Id = await createByOther(reference);
		const outcome = await run([reference], serviceRequest(), readsOnly());
		expect(outcome.json).toMatchObject([{ Id, created: false }]);
		expect(messages(outcome)).toContain('Preview: no changes would be made');
	});
});
