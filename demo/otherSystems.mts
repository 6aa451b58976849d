import fastify, { type FastifyInstance } from 'fastify';
import { LOOPBACK } from '../simulator/loopback.mts';
import { addPage, type Caller } from './otherSystemsPage.mts';

/** A call that another system got. */
export interface Arrival {
	time: Date;
	method: string;
	/** Host and path as the template names them: `crm.example.com/api/leads/7`. */
	address: string;
	/** JSON, or a file's bytes. */
	body: unknown;
}

/** What to answer; a function is given what was sent. */
type Answer = object | ((sent: unknown) => object);

/** The hosts that the templates name in the place of the user's own systems. */
const HOST = /https:\/\/([a-z]+\.example\.com)/g;

export interface OtherSystemsOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	/** Which of these systems call n8n, at the press of a button on the page about them. */
	callers?: readonly Caller[];
}

/**
 * Stands in for every system but Tampuuri that a template calls, and keeps what arrives. A page at its
 * address shows that.
 */
export class OtherSystems {
	readonly arrivals: Arrival[] = [];
	private readonly responses = new Map<string, { status: number; body: Answer }>();
	private readonly server: FastifyInstance;

	private constructor(server: FastifyInstance, callers: readonly Caller[]) {
		this.server = server;
		server.removeAllContentTypeParsers();
		server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, text, done) =>
			done(null, text === '' ? undefined : JSON.parse(String(text))),
		);
		server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, bytes, done) =>
			done(null, bytes),
		);
		addPage(server, this.arrivals, callers);
		server.all('/*', (request, reply) => {
			const { method, url, body } = request;
			const address = url.slice(1);
			this.arrivals.push({ time: new Date(), method, address, body });
			const answer = this.responses.get(`${method} ${address}`) ?? { status: 200, body: {} };
			const given = typeof answer.body === 'function' ? answer.body(body) : answer.body;
			return reply.code(answer.status).send(given);
		});
	}

	static async open({ port = 0, callers = [] }: OtherSystemsOptions = {}): Promise<OtherSystems> {
		const systems = new OtherSystems(fastify({ forceCloseConnections: true }), callers);
		await systems.server.listen({ host: LOOPBACK, port });
		return systems;
	}

	/** Where the page about these systems is. */
	get url(): string {
		return `${this.server.listeningOrigin}/`;
	}

	/** Where these systems answer for a host that a template or credential names. */
	addressOf(host: string): string {
		return `${this.server.listeningOrigin}/${host}`;
	}

	/** A template's text with these systems in the place of the ones it names. */
	inPlaceOfExamples(template: string): string {
		return template.replaceAll(HOST, `${this.server.listeningOrigin}/$1`);
	}

	/** What to answer from now on; otherwise it is `{}` with status 200. */
	answer(method: string, address: string, body: Answer, status = 200): void {
		this.responses.set(`${method} ${address}`, { status, body });
	}

	/** What arrived at an address. */
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
