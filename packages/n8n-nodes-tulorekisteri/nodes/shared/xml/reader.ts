import { Refusal } from '../errors/refusal';
import { scopeWith, type NamespaceScope, type XmlAttribute, type XmlElement } from './element';
import { isXmlText } from './text';

/** Far above what the service sends, and low enough that no document keeps n8n busy. */
const MOST = { elements: 2000, attributes: 500, namespaceDeclarations: 50, nesting: 64 } as const;
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';
const NAME = String.raw`[\p{L}_][\p{L}\p{N}\u00B7._-]*`;
const TAG_NAME = new RegExp(String.raw`(?:(${NAME}):)?(${NAME})`, 'uy');
const ATTRIBUTE = new RegExp(
	String.raw`\s+(?:(${NAME}):)?(${NAME})\s*=\s*("[^"<]*"|'[^'<]*')`,
	'uy',
);
const TAG_END = /\s*(\/?)>/y;
const XML_DECLARATION = /^\uFEFF?<\?xml\s[^<>]*\?>/;
const NAMED_CHARACTERS: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
};

const TOO_MANY = {
	elements: 'it contains too many elements',
	attributes: 'it contains too many attributes',
	namespaceDeclarations: 'it contains too many namespace declarations',
} as const;

/** Name → value of the tag's attributes, namespace declarations among them, as written. */
interface WrittenAttribute {
	prefix: string;
	localName: string;
	value: string;
}

/**
 * Reads a whole XML document, namespaces resolved, character references decoded.
 * A document type declaration, a processing instruction or anything not well-formed is refused:
 * entities are the classic way to make a reader load files or eat memory.
 * @throws Refusal
 */
export function readXml(document: string): XmlElement {
	return new XmlReader(document.replace(/\r\n?/g, '\n')).read();
}

class XmlReader {
	private readonly source: string;
	private position = 0;
	private readonly counts = { elements: 0, attributes: 0, namespaceDeclarations: 0 };

	constructor(source: string) {
		this.source = source;
		if (!isXmlText(source)) throw notXml('it contains characters XML does not allow');
	}

	read(): XmlElement {
		this.position = XML_DECLARATION.exec(this.source)?.[0].length ?? 0;
		this.skipBlanksAndComments();
		const root = this.readElement(new Map([['xml', XML_NAMESPACE]]), 0);
		this.skipBlanksAndComments();
		if (this.position !== this.source.length) throw notXml('something follows its root element');
		return root;
	}

	private readElement(surrounding: NamespaceScope, depth: number): XmlElement {
		if (depth > MOST.nesting) throw notXml('its elements are nested too deep');
		if (!this.take('<')) throw notXml('an element was expected');
		this.count('elements', 1);
		const [prefix, localName] = this.takeName();
		const written = this.takeAttributes();
		const declarations = declarationsIn(written);
		this.count('namespaceDeclarations', declarations.size);
		const scope = scopeWith(surrounding, declarations);
		const element: XmlElement = {
			prefix,
			localName,
			namespace: namespaceOf(prefix, scope, ''),
			attributes: attributesIn(written, scope),
			declarations,
			scope,
			children: [],
		};
		if (this.takeTagEnd() === 'closed') return element;
		this.readContent(element, depth);
		return element;
	}

	private readContent(element: XmlElement, depth: number): void {
		let text = '';
		for (;;) {
			const next = this.source.indexOf('<', this.position);
			if (next === -1) throw notXml('it ends in the middle');
			text += decodeText(this.source.slice(this.position, next));
			this.position = next;
			if (this.take('<![CDATA[')) {
				text += this.takeUntil(']]>');
			} else if (!this.takeComment()) {
				if (text !== '') element.children.push(text);
				text = '';
				if (this.take('</')) return this.closeElement(element);
				this.refuseMarkup();
				element.children.push(this.readElement(element.scope, depth + 1));
			}
		}
	}

	private closeElement(element: XmlElement): void {
		const [prefix, localName] = this.takeName();
		if (prefix !== element.prefix || localName !== element.localName) {
			throw notXml('its start and end tags do not match');
		}
		if (this.takeTagEnd() === 'closed') throw notXml('an end tag is malformed');
	}

	private takeName(): [string, string] {
		const match = this.takePattern(TAG_NAME);
		if (!match) throw notXml('a tag is malformed');
		return [match[1] ?? '', match[2] ?? ''];
	}

	private takeAttributes(): WrittenAttribute[] {
		const attributes: WrittenAttribute[] = [];
		for (let match = this.takePattern(ATTRIBUTE); match; match = this.takePattern(ATTRIBUTE)) {
			this.count('attributes', 1);
			const raw = (match[3] ?? '').slice(1, -1).replace(/[\t\n]/g, ' ');
			attributes.push({
				prefix: match[1] ?? '',
				localName: match[2] ?? '',
				value: decodeReferences(raw),
			});
		}
		return attributes;
	}

	private count(what: keyof typeof this.counts, more: number): void {
		this.counts[what] += more;
		if (this.counts[what] > MOST[what]) throw notXml(TOO_MANY[what]);
	}

	private takeTagEnd(): 'open' | 'closed' {
		const match = this.takePattern(TAG_END);
		if (!match) throw notXml('a tag is malformed');
		return match[1] === '/' ? 'closed' : 'open';
	}

	private takePattern(pattern: RegExp): RegExpExecArray | null {
		pattern.lastIndex = this.position;
		const match = pattern.exec(this.source);
		if (match) this.position = pattern.lastIndex;
		return match;
	}

	private take(literal: string): boolean {
		if (!this.source.startsWith(literal, this.position)) return false;
		this.position += literal.length;
		return true;
	}

	private takeUntil(end: string): string {
		const stop = this.source.indexOf(end, this.position);
		if (stop === -1) throw notXml('it ends in the middle');
		const content = this.source.slice(this.position, stop);
		this.position = stop + end.length;
		return content;
	}

	private takeComment(): boolean {
		if (!this.take('<!--')) return false;
		if (this.takeUntil('-->').includes('--')) throw notXml('a comment is malformed');
		return true;
	}

	private skipBlanksAndComments(): void {
		do this.takePattern(/\s*/y);
		while (this.takeComment());
		this.refuseMarkup();
	}

	private refuseMarkup(): void {
		if (this.source.startsWith('<!', this.position)) {
			throw notXml('it contains a document type declaration (DTD), which is never accepted');
		}
		if (this.source.startsWith('<?', this.position)) {
			throw notXml('it contains a processing instruction, which is never accepted');
		}
	}
}

function declarationsIn(written: WrittenAttribute[]): NamespaceScope {
	const declarations = new Map<string, string>();
	for (const { prefix, localName, value } of written) {
		const declared =
			prefix === 'xmlns' ? localName : localName === 'xmlns' && prefix === '' ? '' : null;
		if (declared === null) continue;
		if (declarations.has(declared)) throw notXml('an attribute is given twice');
		if (declared === 'xmlns' || value === XMLNS_NAMESPACE || (declared !== '' && value === '')) {
			throw notXml('a namespace declaration is malformed');
		}
		declarations.set(declared, value);
	}
	return declarations;
}

function attributesIn(written: WrittenAttribute[], scope: NamespaceScope): XmlAttribute[] {
	const attributes = written
		.filter(
			({ prefix, localName }) => prefix !== 'xmlns' && !(prefix === '' && localName === 'xmlns'),
		)
		.map((attribute) => ({
			...attribute,
			namespace: attribute.prefix === '' ? '' : namespaceOf(attribute.prefix, scope),
		}));
	const names = new Set(attributes.map(({ namespace, localName }) => `${namespace} ${localName}`));
	if (names.size !== attributes.length) throw notXml('an attribute is given twice');
	return attributes;
}

function namespaceOf(prefix: string, scope: NamespaceScope, fallback?: string): string {
	const namespace = scope.get(prefix) ?? (prefix === '' ? fallback : undefined);
	if (namespace === undefined) throw notXml('a prefix is used that is not declared');
	return namespace;
}

function decodeText(raw: string): string {
	if (raw.includes(']]>')) throw notXml('its text is malformed');
	return decodeReferences(raw);
}

function decodeReferences(raw: string): string {
	return raw.replace(/&([^;&]*)(;?)/g, (_reference, name: string, end: string) => {
		const character = end === ';' ? (NAMED_CHARACTERS[name] ?? numberedCharacter(name)) : undefined;
		if (character === undefined) throw notXml('it refers to an entity, which is never accepted');
		return character;
	});
}

function numberedCharacter(name: string): string | undefined {
	const match = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
	if (!match) return undefined;
	const code = match[1] === undefined ? Number(match[2]) : parseInt(match[1], 16);
	if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
	const character = String.fromCodePoint(code);
	return isXmlText(character) ? character : undefined;
}

function notXml(reason: string): Refusal {
	return new Refusal(
		`The response is not the XML this service sends: ${reason}`,
		'Check that the address is the certificate service and that no proxy or gateway in between responds in its place.',
		'service',
	);
}
