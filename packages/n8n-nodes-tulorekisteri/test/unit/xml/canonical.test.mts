import { spawnSync } from 'node:child_process';

import { describe, expect, test } from '@jest/globals';
import { DOMParser } from '@xmldom/xmldom';
import { C14nCanonicalization, ExclusiveCanonicalization } from 'xml-crypto';

import { canonicalise } from '../../../nodes/shared/xml/canonical.ts';
import { readXml } from '../../../nodes/shared/xml/reader.ts';
import { ExternalTools } from '../../../standin/externalTools.mts';
import { PACKAGE_FOLDER } from '../../fixtures/fixtures.mts';

const { installed } = new ExternalTools(PACKAGE_FOLDER);
const xmllint = installed.has('xmllint');
console.info(
	`Canonical forms are compared with xml-crypto's${xmllint ? " and xmllint's" : ' only: xmllint is not installed'}`,
);

const byXmllint = (option: string, document: string) =>
	spawnSync('xmllint', [option, '--nonet', '-'], { input: document, encoding: 'utf8' }).stdout;

const byXmlCrypto = (
	Method: typeof C14nCanonicalization | typeof ExclusiveCanonicalization,
	document: string,
) =>
	new Method().process(new DOMParser().parseFromString(document, 'text/xml').documentElement, {});

const documents: Array<[string, string]> = [
	['an empty element', '<r/>'],
	['an unused declaration', '<a:r xmlns:a="urn:1" xmlns:b="urn:2"><c/></a:r>'],
	['a default namespace taken back', '<r xmlns="urn:1"><c xmlns=""><d/></c><e xmlns="urn:1"/></r>'],
	[
		'a declaration repeated',
		'<a:r xmlns:a="urn:1"><a:c xmlns:a="urn:1"/><a:c xmlns:a="urn:2"/></a:r>',
	],
	['a declaration used deep down', '<r xmlns:a="urn:1"><c><a:d a:x="1"/></c><a:d/></r>'],
	['attributes to sort', '<r xmlns:b="urn:1" xmlns:a="urn:2" z="1" b:c="2" a:c="3" A="4" a="5"/>'],
	['text to escape', '<r>&lt;&amp;&gt;"\'&#13;\ttext ö 🏠</r>'],
	['attribute text to escape', '<r a="&lt;&amp;>&quot;\'&#9;&#10;&#13; ö"/>'],
	['character data', '<r>a<![CDATA[<b>&]]></r>'],
	['white space kept', '<r>\n  <c> x </c>\n</r>'],
	['prefixed children of a default namespace', '<r xmlns="urn:1" xmlns:p="urn:1"><p:c/><c/></r>'],
];

describe('canonical form', () => {
	test.each(documents)('inclusive, like others make it: %s', (_case, document) => {
		const made = canonicalise(readXml(document), { mode: 'inclusive' });
		const second = xmllint
			? byXmllint('--c14n', document)
			: byXmlCrypto(C14nCanonicalization, document);
		expect(made).toBe(second);
		expect(made).toBe(byXmlCrypto(C14nCanonicalization, document));
	});

	test.each(documents)('exclusive, like others make it: %s', (_case, document) => {
		const made = canonicalise(readXml(document), { mode: 'exclusive' });
		const second = xmllint
			? byXmllint('--exc-c14n', document)
			: byXmlCrypto(ExclusiveCanonicalization, document);
		expect(made).toBe(second);
		expect(made).toBe(byXmlCrypto(ExclusiveCanonicalization, document));
	});

	test('leaves one element out, treats listed prefixes inclusively, drops comments', () => {
		const root = readXml('<r xmlns:a="urn:1" xmlns:b="urn:2"><!-- c --><s/><t/></r>');
		const [omit] = root.children.filter((child) => typeof child !== 'string');
		expect(canonicalise(root, { mode: 'exclusive', omit })).toBe('<r><t></t></r>');
		expect(canonicalise(root, { mode: 'exclusive', inclusivePrefixes: ['b', 'none'] })).toBe(
			'<r xmlns:b="urn:2"><s></s><t></t></r>',
		);
	});
});
