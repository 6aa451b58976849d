import fastify, { type FastifyInstance } from 'fastify';
import { LOOPBACK, serverForThisMachine } from '../simulator/loopback.mts';
import type { ReceivedMail } from './mailbox.mts';
import { addPages, type Caller } from './otherSystemsPage.mts';

/** A request that another system received. */
export interface Arrival {
	time: Date;
	method: string;
	/** Host and path as the template names them: `crm.example.com/api/leads/7`. */
	address: string;
	/** JSON, or a file's bytes. */
	body: unknown;
}

/** A response body, or a function that makes it from what was sent. */
type ResponseBody = object | ((sent: unknown) => object);

/** The hosts that the templates name for the user's own systems. */
const HOST = /https:\/\/([a-z]+\.example\.com)/g;

export interface OtherSystemsOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	/** The systems that call n8n when somebody presses their button on the page. */
	callers?: readonly Caller[];
	/** What the mailbox page shows. */
	mails?: readonly ReceivedMail[];
}

/**
 * Stands in for every system but Tampuuri that a template calls, and keeps what arrives. The page at its
 * address shows it.
 */
export class OtherSystems {
	readonly arrivals: Arrival[] = [];
	private readonly responses = new Map<string, { status: number; body: ResponseBody }>();
	private readonly server: FastifyInstance;

	private constructor(
		server: FastifyInstance,
		shown: { callers: readonly Caller[]; mails: readonly ReceivedMail[] },
	) {
		this.server = server;
		server.removeAllContentTypeParsers();
		server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) =>
			done(null, text === '' ? undefined : JSON.parse(String(text))),
		);
		server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) =>
			done(null, bytes),
		);
		addPages(server, { ...shown, arrivals: this.arrivals });
		server.all('/*', (request, reply) => {
			const { method, url, body } = request;
			const address = url.slice(1);
			this.arrivals.push({ time: new Date(), method, address, body });
			const response = this.responses.get(`${method} ${address}`) ?? { status: 200, body: {} };
			const given = typeof response.body === 'function' ? response.body(body) : response.body;
			return reply.code(response.status).send(given);
		});
	}

	static async open({
		port = 0,
		callers = [],
		mails = [],
	}: OtherSystemsOptions = {}): Promise<OtherSystems> {
		const systems = new OtherSystems(
			fastify({ forceCloseConnections: true, serverFactory: serverForThisMachine() }),
			{ callers, mails },
		);
		await systems.server.listen({ host: LOOPBACK, port });
		return systems;
	}

	/** The address of the page about these systems. */
	get url(): string {
		return `${this.server.listeningOrigin}/`;
	}

	/** The address here that stands in for a host that a template or credential names. */
	addressOf(host: string): string {
		return `${this.server.listeningOrigin}/${host}`;
	}

	/** A template's text with these systems instead of the ones it names. */
	inPlaceOfExamples(template: string): string {
		return template.replaceAll(HOST, `${this.server.listeningOrigin}/$1`);
	}

	/** Sets the response to a request from now on; the default is `{}` with status 200. */
	respondTo(method: string, address: string, body: ResponseBody, status = 200): void {
		this.responses.set(`${method} ${address}`, { status, body });
	}

	/** The bodies that arrived at an address. */
	arrivedAt(method: string, address: string): unknown[] {
		return this.arrivals
			.filter((arrival) => arrival.method === method && arrival.address === address)
			.map(({ body }) => body);
	}

	forget(): void {
		this.arrivals.length = 0;
		this.responses.clear();
	}

	async close(): Promise<void> {
		await this.server.close();
	}
}
