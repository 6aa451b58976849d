export interface XmlAttribute {
	prefix: string;
	localName: string;
	namespace: string;
	value: string;
}

/** Prefix → namespace; the default namespace has the prefix ''. */
export type NamespaceScope = ReadonlyMap<string, string>;

export interface XmlElement {
	prefix: string;
	localName: string;
	namespace: string;
	attributes: XmlAttribute[];
	/** Declared on this very element. */
	declarations: NamespaceScope;
	/** In force on this element, its own declarations included. */
	scope: NamespaceScope;
	children: Array<XmlElement | string>;
}

/** The element children, texts left out. */
export function elementsOf(parent: XmlElement): XmlElement[] {
	return parent.children.filter((child) => typeof child !== 'string');
}

/** The element children of that local name; with a namespace given, only those in it. */
export function childrenNamed(
	parent: XmlElement,
	localName: string,
	namespace?: string,
): XmlElement[] {
	return elementsOf(parent).filter(
		(child) =>
			child.localName === localName && (namespace === undefined || child.namespace === namespace),
	);
}

/** All text inside an element, in document order. */
export function textOf(element: XmlElement): string {
	return element.children
		.map((child) => (typeof child === 'string' ? child : textOf(child)))
		.join('');
}

/**
 * The element as the root of a document of its own: of what the surrounding document declared, only the
 * prefixes the element really uses stay. The service signs its response so, and puts it into the
 * envelope afterwards.
 */
export function detach(element: XmlElement): XmlElement {
	const declarations = new Map(element.declarations);
	for (const prefix of prefixesUsedIn(element)) {
		const namespace = element.scope.get(prefix);
		if (namespace !== undefined && !declarations.has(prefix)) declarations.set(prefix, namespace);
	}
	return inScope({ ...element, declarations }, new Map());
}

function inScope(element: XmlElement, surrounding: NamespaceScope): XmlElement {
	const scope = scopeWith(surrounding, element.declarations);
	return {
		...element,
		scope,
		children: element.children.map((child) =>
			typeof child === 'string' ? child : inScope(child, scope),
		),
	};
}

/** What is in force on an element. Most declare nothing: they share their parent's scope. */
export function scopeWith(
	surrounding: NamespaceScope,
	declarations: NamespaceScope,
): NamespaceScope {
	return declarations.size === 0 ? surrounding : new Map([...surrounding, ...declarations]);
}

function prefixesUsedIn(element: XmlElement): Set<string> {
	const used = new Set([element.prefix, ...attributePrefixes(element)]);
	for (const child of elementsOf(element)) {
		for (const prefix of prefixesUsedIn(child)) {
			if (!child.declarations.has(prefix)) used.add(prefix);
		}
	}
	return used;
}

/** Prefixes of an element's attributes; an attribute without a prefix has no namespace. */
export function attributePrefixes(element: XmlElement): string[] {
	return element.attributes.map(({ prefix }) => prefix).filter((prefix) => prefix !== '');
}
