import { describe, expect, it } from '@jest/globals';
import { readBundle as readJson } from '../../../dist/nodes/TampuuriTrigger/notifications/readBundle.js';
import { filterFor } from '../../../dist/nodes/TampuuriTrigger/notifications/events.js';
import { canBeRecognised } from '../../../dist/nodes/TampuuriTrigger/notifications/eventKey.js';

const raw = {
	Action: 'IlmoitusUusi',
	Account: 'Esimerkki Oy',
	ReferenceId: 7,
	ReferenceSecondaryId: null,
	ReferenceData: 'Räystäs',
	ReferenceJson: '{"Tila":"avoin"}',
	Timestamp: '2026-11-05T11:40:14.1881319+02:00',
};
const shaped = {
	action: 'IlmoitusUusi',
	account: 'Esimerkki Oy',
	referenceId: 7,
	referenceSecondaryId: null,
	referenceData: 'Räystäs',
	referenceJson: { Tila: 'avoin' },
	timestamp: '2026-11-05T11:40:14.1881319+02:00',
};
const readBundle = (body: unknown) => readJson(body, JSON.stringify(body) ?? '');
const keyOf = (one: object) => readBundle([one]).notifications[0]?.eventKey;
const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);

describe('a bundle', () => {
	it.each<[string, unknown, number | null]>([
		['with its envelope', { Id: 'x', Attempts: 2, Notifications: [raw] }, 2],
		['with the attempt under the library’s name', { Attempt: 1, Notifications: [raw] }, 1],
		['with attempts as text', { Attempts: '3', Notifications: [raw] }, 3],
		['in lower case', { attempts: 5, notifications: [raw] }, 5],
		['as a bare list', [raw], null],
		['as a single notification', raw, null],
		['with one notification in place of the list', { Notifications: raw }, null],
	])('is read %s', (_name, body, attempts) => {
		const { notifications } = readBundle(body);
		expect(notifications).toEqual([
			{ ...shaped, attempts, raw, eventKey: expect.stringMatching(/^[\w-]{43}$/) },
		]);
	});

	it('keeps unknown keys, of a notification in any letter case', () => {
		const odd = { action: 'X', REFERENCEID: '7', Uusi: { ä: [1] } };
		const [notification] = readBundle({ Notifications: [odd] }).notifications;
		expect(notification).toMatchObject({ action: 'X', referenceId: '7', raw: odd });
	});

	it.each<[unknown, unknown]>([
		['{"a":1}', { a: 1 }],
		['[1,2]', [1, 2]],
		['not json', 'not json'],
		['', ''],
		['{"a":', '{"a":'],
		['12345678901234567890', '12345678901234567890'],
		[{ a: 1 }, { a: 1 }],
		[null, null],
		['['.repeat(10_000) + ']'.repeat(10_000), '['.repeat(10_000) + ']'.repeat(10_000)],
	])('has its ReferenceJson %p parsed when it is JSON', (given, expected) => {
		const { notifications } = readBundle([{ ...raw, ReferenceJson: given }]);
		expect(notifications[0]?.referenceJson).toEqual(expected);
	});

	it.each<[unknown]>([
		[undefined],
		[null],
		[5],
		['text'],
		[{}],
		[{ Tapahtuma: 'x' }],
		[[1]],
		[{ Notifications: [null, 5] }],
		[{ Notifications: 'x' }],
		[nested(1_000)],
		[{ Notifications: [{ Action: 'x', Data: nested(200) }] }],
	])('is refused with a reason: %p', (body) => {
		expect(() => readBundle(body)).toThrow(/\w+ .+\./);
	});

	it('passes its good notifications and says which entries are none', () => {
		const deep = { ...raw, Data: nested(200) };
		const { notifications, unreadable } = readBundle([null, raw, deep, { ...raw, X: 1 }, [raw]]);
		expect(notifications.map(({ raw: given }) => given)).toEqual([raw, { ...raw, X: 1 }]);
		expect(unreadable).toEqual([1, 3, 5]);
	});

	it('may be empty', () => {
		expect(readBundle({ Notifications: [] }).notifications).toEqual([]);
	});
});

describe('an event key', () => {
	it('stays the same in every delivery of the same event', () => {
		const backwards = Object.fromEntries(Object.entries(raw).reverse());
		expect(keyOf(backwards)).toBe(keyOf(raw));
		expect(keyOf({ ...raw, ATTEMPTS: 2 })).toBe(keyOf(raw));
		const again = readBundle({ Attempts: 4, Notifications: [raw] }).notifications[0];
		expect(again?.eventKey).toBe(keyOf(raw));
	});

	it.each([
		{ Action: 'IlmoitusTilamuutos' },
		{ Account: 'Toinen Oy' },
		{ Account: 'esimerkki oy' },
		{ ReferenceId: 8 },
		{ ReferenceId: '7' },
		{ ReferenceJson: { Tila: 'avoin' } },
		{ Uusi: null },
		{ ReferenceSecondaryId: 7 },
		{ ReferenceData: 'Rännit' },
		{ ReferenceJson: '{"Tila":"tehty"}' },
		{ Timestamp: '2026-11-05T11:40:14.1881320+02:00' },
	])('differs when %p', (change) => {
		expect(keyOf({ ...raw, ...change })).not.toBe(keyOf(raw));
	});

	it('tells nothing from the text "null"', () => {
		const [none, text] = [null, 'null'].map((id) => keyOf({ ...raw, ReferenceSecondaryId: id }));
		expect(none).not.toBe(text);
	});

	it.each<[string | null, boolean]>([
		['2026-11-05T11:40:14+02:00', true],
		['2026-11-05T00:00:01', true],
		['2026-11-05T00:00:00.5', true],
		['5.11.2026 11:40:14', true],
		['1762335614000', true],
		['/Date(1762335614000+0200)/', true],
		['2026-10-25T03:30:00+03:00', true],
		['2026-10-25T03:30:00', false],
		['2026-11-05T00:00:00', false],
		['2026-11-05T00:00:00.000+02:00', false],
		['2026-11-05T11:40', false],
		['2026-11-05', false],
		['20261105', false],
		[null, false],
	])('can be compared where the event has an exact time: %p is %p', (timestamp, expected) => {
		expect(canBeRecognised({ timestamp })).toBe(expected);
	});

	it('is not confused by values that run into one another', () => {
		const one = { Action: 'A', ReferenceId: '1', ReferenceSecondaryId: '23' };
		const other = { Action: 'A', ReferenceId: '12', ReferenceSecondaryId: '3' };
		expect(keyOf(one)).not.toBe(keyOf(other));
	});
});

describe('the filter', () => {
	const everything = { events: ['*'], otherEvents: [], accounts: [] };
	const nothing = { events: [], otherEvents: [], accounts: [] };
	const event = (action: string, account: string | null = 'Tili') => ({ action, account });
	it.each<[string, Parameters<typeof filterFor>[0], ReturnType<typeof event>, boolean]>([
		['all events', everything, event('Mitä vain'), true],
		['no event', nothing, event('IlmoitusUusi'), false],
		['a name', { ...nothing, events: ['IlmoitusUusi'] }, event('ilmoitusuusi'), true],
		['another name', { ...nothing, events: ['IlmoitusUusi'] }, event('IlmoitusUusin'), false],
		['a typed name', { ...nothing, otherEvents: ['osapuoliuusi'] }, event('OsapuoliUusi'), true],
		['a group', { ...nothing, events: ['group:party'] }, event('OsapuoliPoista'), true],
		['another group', { ...nothing, events: ['group:party'] }, event('SopimusPaata'), false],
		['an account', { ...everything, accounts: ['tili'] }, event('X', ' Tili '), true],
		['another account', { ...everything, accounts: ['Muu'] }, event('X'), false],
		['no account given', { ...everything, accounts: ['Muu'] }, event('X', null), false],
		['a group’s value is no name', { ...nothing, events: ['group:x'] }, event('X'), false],
	])('knows %s', (_name, wanted, notification, expected) => {
		expect(filterFor(wanted)(notification)).toBe(expected);
	});
});
