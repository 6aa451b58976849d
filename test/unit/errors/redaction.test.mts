import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkedIdentityCode } from '../../../dist/nodes/shared/identityCode.js';
import { redacted, withoutIdentityCodes } from '../../../dist/nodes/shared/errors/redaction.js';
import { secretsOf } from '../../../dist/nodes/shared/api/credential.js';
import { runs } from '../../runs.mts';
import { codeSpellings, identityCode, secret, secretSpellings } from './spellings.mts';

const MASK = '******-****';

describe('identity codes', () => {
	it.each([
		'010180-923A',
		'010180+9237',
		'010203A932K',
		'311299Y954c',
		'010190\u2013925A',
		'010190\u2011925A',
		'010190\u2212925A',
		'010190\u00ad925A',
		'010190-\u00ad925A',
		'010190 - 925A',
		'010190%2D925A',
		'010190%2d925A',
		'010190%E2%80%93925A',
		'010190\\u002d925A',
		'010190&#45;925A',
		'010190&ndash;925A',
		'010190\u00e2\u20ac\u201c925A',
		'０１０１９０－９２５Ａ',
	])('are masked: %s', (code) => {
		expect(withoutIdentityCodes(`Henkilö ${code} löytyi.`)).toBe(`Henkilö ${MASK} löytyi.`);
	});

	it.each([
		['010190-925A_sopimus.pdf', `${MASK}_sopimus.pdf`],
		['Hetu010190-925A', `Hetu${MASK}`],
		['vuokra_010190-925A-2026.pdf', `vuokra_${MASK}-2026.pdf`],
		['{"010190-925A":{"Nimi":"x"}}', `{"${MASK}":{"Nimi":"x"}}`],
		['Henkilotunnus: "010190925A"', `Henkilotunnus: "${MASK}"`],
		['{"Henkil\\u00f6tunnus":"010190 925A"}', `{"Henkil\\u00f6tunnus":"${MASK}"}`],
		['Hetut: ["010190925A", "020202234B"]', `Hetut: ["${MASK}", "${MASK}"]`],
		['Henkilötunnus on jo käytössä: 010190925a.', `Henkilötunnus on jo käytössä: ${MASK}.`],
	])('are masked in %s', (text, expected) => {
		expect(withoutIdentityCodes(text)).toBe(expected);
	});

	it.each([
		'2026-11-05',
		'2026-11-05T11:40:14.1881319+02:00',
		'ilmoitus 442766',
		'1234567-8',
		'+358401234567',
		'202611-0012',
		'999999-9999',
		'310226-1234',
		'010126-0001',
		'1010190-9251',
		'010190-92512',
		'010190925A',
		'Hetu puuttuu ilmoitukselta 442766, summa 1234567890',
		'd2f0101909251a7c9e',
	])('are not seen in %s', (text) => {
		expect(withoutIdentityCodes(text)).toBe(text);
	});

	it('are not seen in 10 000 numbers that are none', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 999_999 }),
				fc.constantFrom('-', '+', '', '.', ' ', '/', ':', 'A'),
				fc.integer({ min: 0, max: 9_999 }),
				(first, between, last) => {
					const [left, right] = [String(first).padStart(6, '0'), String(last).padStart(4, '0')];
					const number = `${left}${between}${right}`;
					fc.pre(checkedIdentityCode(number).problem === 'form');
					expect(withoutIdentityCodes(`Lasku ${number}, viite`)).toBe(`Lasku ${number}, viite`);
				},
			),
			{ numRuns: runs(10_000) },
		);
	});

	it('are masked in any spelling and surroundings', () => {
		fc.assert(
			fc.property(
				identityCode,
				fc.constantFrom(...codeSpellings),
				fc.constantFrom(
					['', ''],
					['Hetu', '_x.pdf'],
					['{"', '":1}'],
					['a/', '?b=1'],
					['_', '-1-2'],
				),
				(code, spell, [before, after]) => {
					const text = `${before}${spell(code)}${after}`;
					expect(withoutIdentityCodes(text)).toBe(`${before}${MASK}${after}`);
				},
			),
			{ numRuns: runs(2_000) },
		);
	});
});

describe('secrets', () => {
	it('are masked in any spelling, and in any that follows another', () => {
		fc.assert(
			fc.property(
				secret,
				fc.constantFrom(...Object.entries(secretSpellings)),
				fc.string({ maxLength: 5 }),
				(password, [name, spell], beside) => {
					const secrets = secretsOf({ password });
					fc.pre(secrets.length > 0);
					const echoed = spell(secrets[0] ?? '');
					fc.pre(echoed !== '' && !beside.includes('•'));
					const masked = redacted(`${beside} ${echoed} ${beside}`, secrets);
					expect([name, masked]).toEqual([name, expect.stringContaining('•••')]);
					expect([name, masked.includes(echoed)]).toEqual([name, false]);
				},
			),
			{ numRuns: runs(500) },
		);
	});

	it.each([
		['as JSON', 'S\\u00e4l\\"\\\\\\/ 1', 'Säl"\\/ 1'],
		['as HTML', 'S&auml;l&quot;&lt;1&amp;', 'Säl"<1&'],
		['as HTML in numbers', 'S&#228;l&#xE4;1', 'Sälä1'],
		['percent-encoded', 'S%C3%A4l%c3%a4+1', 'Sälä 1'],
		['percent-encoded as Latin-1, twice', 'S%25E4l%25e4', 'Sälä'],
		['as Latin-1 of UTF-8', 'SÃ¤lÃ¤', 'Sälä'],
		['as Windows-1252 of UTF-8', 'Ã„lÃ„', 'ÄlÄ'],
		['as Latin-1 of UTF-8 in JSON', 'S\\u00c3\\u00a4l\\u00c3\\u00a4', 'Sälä'],
		['as UTF-8 of Latin-1', 'S\ufffdl\ufffd', 'Sälä'],
		['with joined blanks', 'Säl ä', 'Säl  \t ä'],
		['in another case', 'SÄLÄ', 'sälä'],
		['decomposed', 'Sa\u0308la\u0308', 'Sälä'],
	])('are masked %s', (_how, echoed, password) => {
		expect(redacted(`Login ${echoed}!`, secretsOf({ password }))).toBe('Login •••!');
	});

	it.each(['', 'x', 'xy', 'xyz'])('are masked in base64, whatever comes before: "%s"', (before) => {
		const echoed = Buffer.from(`${before}Sälä:sänä1?>`).toString('base64');
		const masked = redacted(`Basic ${echoed}`, ['Sälä:sänä1?>']);
		expect(masked).toContain('•••');
		expect(masked.length).toBeLessThan(22);
	});
});

describe('a text of 1 MB', () => {
	const secrets = secretsOf({
		apiKey: 'AAAA-BBBB',
		customerName: 'a a a a a a a a a a a',
		accountName: '\\\\"\\"\\"\\%%%%25',
		username: 'ääää??????ääääÃ¤',
		password: '&amp;&amp;&amp;+++ +',
	});
	const pieces = [
		'a ',
		'a',
		' ',
		'\\',
		'?',
		'%25',
		'&amp;',
		'010190',
		'Henkil',
		'Hetu',
		'ä',
		'\ufffd',
	];

	it.each(pieces)('of "%s" is masked in time', (piece) => {
		const text = piece.repeat(1_000_000 / piece.length);
		// What is not linear takes longer than any test may.
		expect(redacted(text, secrets)).toEqual(expect.any(String));
	});
});
