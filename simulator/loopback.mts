import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';

/** The only address on which the simulator, the demo and the tests listen. */
export const LOOPBACK = '127.0.0.1';

const LOOPBACK_NAMES = [LOOPBACK, 'localhost', '[::1]'];
/** No request takes long here, but an idle connection may be kept for the next one. */
const TIMEOUTS = { keepAliveTimeout: 72_000, requestTimeout: 0 };
const CHANGES_NOTHING = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Makes a server that other web pages cannot use, for fastify's `serverFactory`. A browser lets any
 * page send requests to this machine, and a page whose name was rebound to it even read the responses,
 * so every request is checked before any route or body is looked at.
 *
 * @param host the name or address it listens on; one that other machines can reach is a host too
 */
export function serverForThisMachine(host = LOOPBACK): (handler: RequestListener) => Server {
	return (handler) =>
		createServer(TIMEOUTS, (request, response) => {
			const reason = reasonToRefuse(request, host);
			if (reason === undefined) return handler(request, response);
			response.writeHead(403, { 'content-type': 'text/plain; charset=utf-8' });
			return response.end(`Refused: ${reason}\n`);
		});
}

function reasonToRefuse(
	{ method = '', headers: { host = '', origin } }: IncomingMessage,
	listeningOn: string,
): string | undefined {
	if (!isOwnHost(nameIn(`http://${host}`), listeningOn)) {
		return `this server answers to the hosts ${LOOPBACK}, localhost and [::1] only, not to "${host}".`;
	}
	if (origin === undefined) return undefined;
	if (origin === 'null') {
		return CHANGES_NOTHING.includes(method)
			? undefined
			: 'a page that hides its origin (null), as a file or a frame of any website does, must not change anything here.';
	}
	if (LOOPBACK_NAMES.includes(nameIn(origin)) || origin === `http://${host}`) return undefined;
	return `the page's origin "${origin}" is not on this machine.`;
}

/**
 * A name can be rebound, a number can't: where the user lets other machines in, any IP address will do.
 */
function isOwnHost(name: string, listeningOn: string): boolean {
	if (LOOPBACK_NAMES.includes(name)) return true;
	if (LOOPBACK_NAMES.includes(listeningOn)) return false;
	return name === listeningOn || /^(\d+(\.\d+){3}|\[[\da-f:.]+\])$/.test(name);
}

/** The host name in an address, or an empty text when it is no address or has a user name in it. */
function nameIn(address: string): string {
	if (!URL.canParse(address)) return '';
	const { hostname, username } = new URL(address);
	return username === '' ? hostname : '';
}
