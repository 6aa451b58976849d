import type { FastifyReply } from 'fastify';

/** Ways a response can go wrong on its way; each happens after the request was carried out. */
export const MISBEHAVIOURS = [
	'cut', // the connection breaks in the middle of the response
	'documentType', // a DTD with an entity
	'duplicated', // an element twice
	'emptyOk', // OK without a retrieval ID or certificate
	'fault', // a SOAP fault
	'html', // a gateway's error page
	'huge', // more than a megabyte
	'internalError', // HTTP 500 without XML
	'notUtf8', // bytes that are no UTF-8
	'otherSigner', // signed by a customer's certificate
	'redirect', // HTTP 302 to elsewhere
	'slow', // nothing for five seconds
	'stalled', // half a response, then nothing
	'tampered', // one character changed after signing
	'unsigned', // no signature
	'wrongOrder', // elements against the schema's order
] as const;

export type Misbehaviour = (typeof MISBEHAVIOURS)[number];

const SLOWNESS = 5000;

/** Spoils a response that is ready to be sent; false where the misbehaviour is not one of the wire. */
export async function spoil(
	reply: FastifyReply,
	misbehaviour: Misbehaviour,
	body: string,
): Promise<boolean> {
	switch (misbehaviour) {
		case 'cut':
			reply.hijack();
			reply.raw.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': body.length });
			reply.raw.write(body.slice(0, body.length / 2), () => reply.raw.destroy());
			return true;
		case 'documentType':
			await reply.send(`<!DOCTYPE x [<!ENTITY e "entity">]>${body}`);
			return true;
		case 'html':
			await reply
				.code(502)
				.type('text/html')
				.send('<html><body><h1>Bad Gateway</h1></body></html>');
			return true;
		case 'huge':
			await reply.send(`${body}<!--${'x'.repeat(2 * 1024 * 1024)}-->`);
			return true;
		case 'internalError':
			await reply.code(500).type('text/plain').send('Internal Server Error');
			return true;
		case 'notUtf8':
			await reply.send(Buffer.concat([Buffer.from(body), Buffer.from([0xff, 0xfe])]));
			return true;
		case 'redirect':
			await reply.code(302).header('Location', '/standin/elsewhere').send(body);
			return true;
		case 'slow':
			await new Promise((resolve) => {
				const timer = setTimeout(resolve, SLOWNESS);
				reply.raw.on('close', () => {
					clearTimeout(timer);
					resolve(undefined);
				});
			});
			return false;
		case 'stalled':
			reply.hijack();
			reply.raw.writeHead(200, { 'Content-Type': 'text/xml', 'Content-Length': body.length });
			reply.raw.write(body.slice(0, body.length / 2));
			return true;
		default:
			return false;
	}
}
