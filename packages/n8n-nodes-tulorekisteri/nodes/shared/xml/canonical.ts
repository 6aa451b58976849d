import { attributePrefixes, type NamespaceScope, type XmlElement } from './element';
import { escapeAttribute, escapeText } from './text';

export interface Canonicalisation {
	/** Exclusive C14N 1.0 writes only the declarations an element uses; inclusive C14N 1.0 all that are in force. */
	mode: 'exclusive' | 'inclusive';
	/** Exclusive only: prefixes to treat as inclusive C14N does (InclusiveNamespaces/@PrefixList). */
	inclusivePrefixes?: string[];
	/** An element to leave out: the enveloped signature. */
	omit?: XmlElement;
}

/**
 * Canonical form of an element and everything in it, comments left out.
 * Attributes of the `xml:` namespace are not inherited by the apex: the service's messages have none.
 */
export function canonicalise(apex: XmlElement, how: Canonicalisation): string {
	return write(apex, new Map(), how);
}

function write(element: XmlElement, written: NamespaceScope, how: Canonicalisation): string {
	const nowWritten = new Map(written);
	const declarations = prefixesToWrite(element, how)
		.sort(byText)
		.map((prefix) => {
			const namespace = element.scope.get(prefix) ?? '';
			if ((written.get(prefix) ?? '') === namespace) return '';
			nowWritten.set(prefix, namespace);
			return ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escapeAttribute(namespace)}"`;
		});
	const attributes = [...element.attributes]
		.sort(
			(one, other) =>
				byText(one.namespace, other.namespace) || byText(one.localName, other.localName),
		)
		.map(
			({ prefix, localName, value }) =>
				` ${qualified(prefix, localName)}="${escapeAttribute(value)}"`,
		);
	const name = qualified(element.prefix, element.localName);
	const content = element.children
		.filter((child) => child !== how.omit)
		.map((child) =>
			typeof child === 'string' ? escapeText(child) : write(child, nowWritten, how),
		);
	return `<${name}${declarations.join('')}${attributes.join('')}>${content.join('')}</${name}>`;
}

function prefixesToWrite(element: XmlElement, how: Canonicalisation): string[] {
	const used = [element.prefix, ...attributePrefixes(element)];
	const inForce =
		how.mode === 'inclusive'
			? [...element.scope.keys()]
			: (how.inclusivePrefixes ?? []).filter((prefix) => element.scope.has(prefix));
	return [...new Set([...used, ...inForce])].filter((prefix) => prefix !== 'xml');
}

function qualified(prefix: string, localName: string): string {
	return prefix === '' ? localName : `${prefix}:${localName}`;
}

function byText(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
