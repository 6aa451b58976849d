import { describe, expect, test } from '@jest/globals';

import { childrenNamed, detach, elementsOf, textOf } from '../../../nodes/shared/xml/element.ts';
import { readXml } from '../../../nodes/shared/xml/reader.ts';

describe('reading XML', () => {
	test('resolves namespaces', () => {
		const root = readXml(
			'<a:r xmlns:a="one" xmlns="two"><c a:x="1" y="2"/><d xmlns=""><a:e xmlns:a="three"/></d></a:r>',
		);
		expect([root.namespace, ...elementsOf(root).map(({ namespace }) => namespace)]).toEqual([
			'one',
			'two',
			'',
		]);
		expect(elementsOf(root)[0]?.attributes).toEqual([
			{ prefix: 'a', localName: 'x', namespace: 'one', value: '1' },
			{ prefix: '', localName: 'y', namespace: '', value: '2' },
		]);
		expect(childrenNamed(root, 'd').flatMap(elementsOf)[0]?.namespace).toBe('three');
		expect(childrenNamed(root, 'c', 'one')).toEqual([]);
	});

	test.each([
		['named characters', '<r>&lt;&amp;&gt;&quot;&apos;</r>', '<&>"\''],
		['numbered characters', '<r>&#228;&#xf6;&#x1F3E0;&#13;</r>', 'äö🏠\r'],
		['line ends', '<r>a\r\nb\rc\n</r>', 'a\nb\nc\n'],
		['character data', '<r>a<![CDATA[<&]]>b</r>', 'a<&b'],
		['comments', '<!-- x --><r>a<!-- ]]> -->b</r><!-- y -->', 'ab'],
		[
			'a declaration and a byte order mark',
			'\uFEFF<?xml version="1.0" encoding="UTF-8"?>\n<r>a</r>\n',
			'a',
		],
		['text inside elements', '<r>a<b>c</b>d</r>', 'acd'],
	])('decodes %s', (_case, document, text) => {
		expect(textOf(readXml(document))).toBe(text);
	});

	test('normalises attribute values', () => {
		const root = readXml('<r a="1\n2\t3" b=\'"&#10;&quot;\'/>');
		expect(root.attributes.map(({ value }) => value)).toEqual(['1 2 3', '"\n"']);
	});

	test.each([
		['a document type', '<!DOCTYPE r><r/>', 'DTD'],
		[
			'a document type after the declaration',
			'<?xml version="1.0"?> <!DOCTYPE r [<!ENTITY x "y">]><r>&x;</r>',
			'DTD',
		],
		['markup inside', '<r><!ENTITY x "y"></r>', 'DTD'],
		['an unknown entity', '<r>&nbsp;</r>', 'entity'],
		['an entity in an attribute', '<r a="&x;"/>', 'entity'],
		['a bare ampersand', '<r>a & b</r>', 'entity'],
		['an ampersand at the end', '<r>a &amp</r>', 'entity'],
		['a character that is none', '<r>&#0;</r>', 'entity'],
		['a number of a surrogate', '<r>&#xD800;</r>', 'entity'],
		['a number out of range', '<r>&#x110000;</r>', 'entity'],
		['a control character', '<r>\u0007</r>', 'characters'],
		['half a character', '<r>\uD83C</r>', 'characters'],
		['a processing instruction', '<r><?php x?></r>', 'processing instruction'],
		['a processing instruction first', '<?x y?><r/>', 'processing instruction'],
		['mismatched tags', '<r><a></b></r>', 'match'],
		['mismatched prefixes', '<x:r xmlns:x="1" xmlns:y="1"></y:r>', 'match'],
		['a missing end', '<r><a/>', 'ends'],
		['an unfinished comment', '<r><!-- </r>', 'ends'],
		['a dash too many', '<r><!-- a -- b --></r>', 'comment'],
		['two roots', '<r/><r/>', 'follows'],
		['text after the root', '<r/>x', 'follows'],
		['text before the root', 'x<r/>', 'expected'],
		['nothing', '', 'expected'],
		['an undeclared prefix', '<x:r/>', 'not declared'],
		['an undeclared prefix of an attribute', '<r x:a="1"/>', 'not declared'],
		['an attribute twice', '<r a="1" a="2"/>', 'twice'],
		['an attribute twice by namespace', '<r xmlns:a="1" xmlns:b="1" a:x="" b:x=""/>', 'twice'],
		['a declaration twice', '<r xmlns:a="1" xmlns:a="1"/>', 'twice'],
		['a prefix undeclared again', '<r xmlns:a=""/>', 'namespace declaration'],
		['the xmlns prefix declared', '<r xmlns:xmlns="1"/>', 'namespace declaration'],
		['no quotes', '<r a=1/>', 'malformed'],
		['no blank between attributes', '<r a="1"b="2"/>', 'malformed'],
		['an angle bracket in an attribute', '<r a="<"/>', 'malformed'],
		['two colons', '<a:b:c xmlns:a="1"/>', 'not declared'],
		['a name that is none', '<1r/>', 'malformed'],
		['the end of character data in text', '<r>]]></r>', 'text is malformed'],
		['too deep', `${'<r>'.repeat(100)}${'</r>'.repeat(100)}`, 'deep'],
		['HTML', '<html><body><br></body></html>', 'match'],
	])('refuses %s', (_case, document, reason) => {
		expect(() => readXml(document)).toThrow(reason);
	});

	test('takes a large flat response in its stride', () => {
		const document = `<r>${'<a>&amp;</a>'.repeat(1900)}</r>`;
		expect(textOf(readXml(document))).toHaveLength(1900);
	});
});

describe('detaching an element', () => {
	test('keeps of the surroundings only what is used', () => {
		const envelope = readXml(
			'<s:e xmlns:s="1" xmlns:p="2" xmlns="3"><p:r xmlns:q="4"><c/><x xmlns="5" s:a=""/></p:r></s:e>',
		);
		const [inside] = elementsOf(envelope);
		const root = inside && detach(inside);
		expect([...(root?.scope ?? [])].sort()).toEqual([
			['', '3'],
			['p', '2'],
			['q', '4'],
			['s', '1'],
		]);
		const unused = readXml('<s:e xmlns:s="1"><r><s:c xmlns:s="2"/></r></s:e>');
		expect([...elementsOf(unused).map(detach)].map(({ scope }) => [...scope])).toEqual([[]]);
	});
});
