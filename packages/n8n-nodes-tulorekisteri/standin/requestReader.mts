import { DOMParser } from '@xmldom/xmldom';

import {
	DIGITAL_SIGNATURE,
	MESSAGES,
	SERVICE,
	SOAP,
	type Field,
	type MessageSchema,
} from './schema.mts';

/** A request that keeps to the schema, taken apart. */
export interface ReadRequest {
	schema: MessageSchema;
	/** Element name → text. */
	fields: Record<string, string>;
	/** The application document as it was sent, cut out of its envelope. */
	document: string;
	/** The detached document's signature, where the schema has one. */
	signature?: Element;
}

/** Told to the client as a SOAP fault. */
export class SchemaViolation extends Error {}

/**
 * Takes a request apart and holds it against the schema: envelope, namespaces, order, lengths.
 * Works on xmldom's tree; shares no code with the nodes.
 * @throws SchemaViolation
 */
export function readRequest(body: string, soapAction: string): ReadRequest {
	if (body.includes('<!DOCTYPE')) throw new SchemaViolation('document type declaration');
	// xmldom lets control characters pass as white space.
	if ([...body].some((character) => character < ' ' && !'\t\n\r'.includes(character))) {
		throw new SchemaViolation('control character');
	}
	const envelope = parse(body).documentElement;
	expectName(envelope, SOAP, 'Envelope');
	const soapBody = childElements(envelope).at(-1);
	expectName(soapBody, SOAP, 'Body');
	const [root, ...more] = childElements(soapBody);
	const schema = MESSAGES.find(({ request }) => request === root?.localName);
	if (!root || !schema || more.length > 0) throw new SchemaViolation('unknown message');
	expectName(root, SERVICE, schema.request);
	if (soapAction !== `"${schema.operation}"`) throw new SchemaViolation(`SOAPAction ${soapAction}`);

	const document = cutOut(body);
	const detached = parse(document).documentElement;
	const { fields, signature } = readFields(detached, schema);
	return { schema, fields, document, ...(signature && { signature }) };
}

function readFields(root: Element, schema: MessageSchema) {
	const children = childElements(root);
	const signature = schema.signed ? children.pop() : undefined;
	if (schema.signed) expectName(signature, DIGITAL_SIGNATURE, 'Signature');
	const fields: Record<string, string> = {};
	for (const field of schema.fields) {
		if (children[0]?.localName !== field.name) {
			if (field.optional) continue;
			throw new SchemaViolation(
				`${field.name} was expected, not ${children[0]?.localName ?? 'the end'}`,
			);
		}
		const element = children.shift();
		// The schema has no elementFormDefault: only the message element is in the namespace.
		expectName(element, null, field.name);
		fields[field.name] = checked(field, element.textContent ?? '');
	}
	if (children.length > 0) throw new SchemaViolation(`${children[0]?.localName} was not expected`);
	return { fields, signature };
}

function checked(field: Field, text: string): string {
	if (text === '') throw new SchemaViolation(`${field.name} is empty`);
	if (field.longest !== undefined && [...text].length > field.longest)
		throw new SchemaViolation(`${field.name} is too long`);
	if (field.oneOf && !field.oneOf.includes(text))
		throw new SchemaViolation(`${field.name} is not one of its values`);
	if (field.longestBytes !== undefined) {
		const bytes = Buffer.from(text, 'base64');
		if (bytes.toString('base64') !== text.replace(/\s/g, ''))
			throw new SchemaViolation(`${field.name} is not base64`);
		if (bytes.length > field.longestBytes) throw new SchemaViolation(`${field.name} is too long`);
	}
	return text;
}

function cutOut(body: string): string {
	const match = /<(?:[\w.-]+:)?Body(?:\s[^>]*)?>([\s\S]*)<\/(?:[\w.-]+:)?Body>/.exec(body);
	return match?.[1]?.trim() ?? '';
}

function parse(xml: string): Document {
	const refuse = (message: string) => {
		throw new SchemaViolation(message);
	};
	return new DOMParser({
		errorHandler: { warning: refuse, error: refuse, fatalError: refuse },
	}).parseFromString(xml, 'text/xml');
}

function childElements(parent: Element | undefined): Element[] {
	const children: Element[] = [];
	for (let node = parent?.firstChild ?? null; node; node = node.nextSibling) {
		if (isElement(node)) children.push(node);
		else if (node.nodeType !== node.TEXT_NODE || node.nodeValue?.trim())
			throw new SchemaViolation('stray content');
	}
	return children;
}

function isElement(node: Node): node is Element {
	return node.nodeType === node.ELEMENT_NODE;
}

function expectName(
	element: Element | undefined,
	namespace: string | null,
	localName: string,
): asserts element is Element {
	if (element?.localName !== localName || (element.namespaceURI || null) !== namespace) {
		throw new SchemaViolation(
			`${localName} in its namespace was expected, not ${element?.nodeName ?? 'nothing'}`,
		);
	}
}
