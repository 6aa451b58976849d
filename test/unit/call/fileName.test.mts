import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fileNameOf } from '../../../dist/nodes/shared/call/files/fileName.js';
import { runs } from '../../runs.mts';

describe('the name of a file', () => {
	it.each([
		['a token', 'attachment; filename=sopimus.pdf', 'sopimus.pdf'],
		['quotes', 'attachment; filename="Sopimus 12.pdf"', 'Sopimus 12.pdf'],
		['a semicolon in quotes', 'attachment; filename="a;b.pdf"; size=3', 'a;b.pdf'],
		['quotes in quotes', 'attachment; filename="a\\"b\\\\c".pdf', 'c'],
		['an escaped quote', 'attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'],
		['any letter case and blanks', 'ATTACHMENT ;FileName = "a.pdf"', 'a.pdf'],
		['UTF-8', "attachment; filename*=UTF-8''K%C3%A4ytt%C3%B6.pdf", 'Käyttö.pdf'],
		['ISO-8859-1', "attachment; filename*=ISO-8859-1''%E4.pdf", 'ä.pdf'],
		['a language', "attachment; filename*=utf-8'fi'%C3%A4%20%3B.pdf", 'ä ;.pdf'],
		['both names', 'attachment; filename="a.pdf"; filename*=UTF-8\'\'%C3%A4.pdf', 'ä.pdf'],
		['both, the better first', "attachment; filename*=UTF-8''%C3%A4.pdf; filename=a.pdf", 'ä.pdf'],
		['a broken one and another', "attachment; filename=a.pdf; filename*=UTF-8''%E4.pdf", 'a.pdf'],
		['an unknown character set', "attachment; filename=a.pdf; filename*=x''%E4.pdf", 'a.pdf'],
		['only a broken one', "attachment; filename*=UTF-8''%E4%.pdf", '%E4%.pdf'],
		['per cent signs that encode nothing', 'attachment; filename="100%.pdf"', '100%.pdf'],
		['per cent signs that encode', 'attachment; filename="K%C3%A4ytt%C3%B6.pdf"', 'Käyttö.pdf'],
		['an encoded word', 'attachment; filename="=?utf-8?B?S8OkeXR0w7YucGRm?="', 'Käyttö.pdf'],
		[
			'bytes of UTF-8',
			`attachment; filename="${Buffer.from('ä.pdf').toString('latin1')}"`,
			'ä.pdf',
		],
		['bytes of Latin-1', 'attachment; filename="ä.pdf"', 'ä.pdf'],
		['folders', 'attachment; filename="../../etc/passwd"', 'passwd'],
		['folders of Windows', 'attachment; filename="C:\\temp\\a.pdf"', 'a.pdf'],
		['encoded folders', "attachment; filename*=UTF-8''..%2F..%5Ca.pdf", 'a.pdf'],
		['control characters', "attachment; filename*=UTF-8''a%0D%0Ab.pdf", 'ab.pdf'],
		['a name inside another value', 'attachment; x="; filename=b.pdf"; filename=a.pdf', 'a.pdf'],
		['an open quote', 'attachment; filename="a.pdf', 'a.pdf'],
		['only folders', 'attachment; filename="../"', undefined],
		['dots', 'attachment; filename=".."', undefined],
		['nothing', 'attachment; filename=""', undefined],
		['no name', 'attachment', undefined],
		['no header', undefined, undefined],
	])('is read from %s', (_what, header, name) => {
		expect(fileNameOf(header)).toBe(name);
	});

	it('is read as it was written, and never is a path', () => {
		const names = fc
			.string({ unit: 'grapheme', minLength: 1 })
			.filter((name) => /^[^\p{Cc}/\\]+$/u.test(name) && !/^\s*\.*\s*$/.test(name))
			.map((name) => name.trim());
		fc.assert(
			fc.property(names, (name) => {
				const encoded = encodeURIComponent(name).replaceAll("'", '%27');
				expect(fileNameOf(`attachment; filename="x"; filename*=UTF-8''${encoded}`)).toBe(name);
			}),
			{ numRuns: runs(200) },
		);
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(fileNameOf(`attachment; filename${text}`) ?? 'x').toMatch(/^[^/\\\p{Cc}]+$/u);
			}),
			{ numRuns: runs(500) },
		);
	});
});
