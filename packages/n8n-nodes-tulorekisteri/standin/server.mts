import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

import {
	responseDocument,
	fault,
	inEnvelope,
	type ResponseStyle,
	type Outcome,
} from './responses.mts';
import { Authority, type Party } from './authority.mts';
import { CertificateService } from './certificateService.mts';
import { administration } from './administration.mts';
import { ExternalTools } from './externalTools.mts';
import { spoil, type Misbehaviour } from './misbehaviour.mts';
import { readRequest, SchemaViolation, type ReadRequest } from './requestReader.mts';

const SERVICE_PATH = '/2017/10/CertificateServices';

export interface StandInOptions {
	/** The package's folder: where the schema for xmllint lies. */
	packageFolder: string;
	/** 0, the default, takes a free port. */
	port?: number;
}

/** A certificate service on this machine, for tests and demos. */
export class StandIn {
	/** Happens to every response until it is taken back. */
	misbehaviour: Misbehaviour | undefined;
	/** Where given, only responses to this operation go wrong. */
	misbehavingOperation: string | undefined;
	canonicalisation: ResponseStyle['canonicalisation'] = 'inclusive';
	readonly service: CertificateService;
	readonly tools: ExternalTools;
	/** A customer of the same authority, for responses that the wrong party signed. */
	private readonly impostor: Party;
	private readonly http: FastifyInstance;

	private constructor(service: CertificateService, impostor: Party, tools: ExternalTools) {
		this.service = service;
		this.impostor = impostor;
		this.tools = tools;
		this.http = Fastify({ forceCloseConnections: true });
		this.http.addContentTypeParser('text/xml', { parseAs: 'string' }, (_request, body, done) =>
			done(null, body),
		);
		this.http.post(SERVICE_PATH, async (request, reply) => await this.response(request, reply));
		administration(this.http, this);
	}

	static async start({ packageFolder, port = 0 }: StandInOptions): Promise<StandIn> {
		const authority = await Authority.create();
		const tools = new ExternalTools(packageFolder);
		const impostor = await authority.newCustomer('7654321-0', {
			from: new Date(),
			to: new Date(Date.now() + 86_400_000),
		});
		const standIn = new StandIn(new CertificateService(authority, tools), impostor, tools);
		await standIn.http.listen({ host: '127.0.0.1', port });
		return standIn;
	}

	get origin(): string {
		const address = this.http.server.address();
		return typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '';
	}

	/** What belongs into the credential's Own Address. */
	get address(): string {
		return this.origin + SERVICE_PATH;
	}

	async stop(): Promise<void> {
		await this.http.close();
	}

	private async response(request: FastifyRequest, reply: FastifyReply): Promise<void> {
		reply.type('text/xml; charset=utf-8');
		const read = this.read(request);
		if (read instanceof SchemaViolation) {
			this.service.journal.push({
				operation: 'unknown',
				outcome: 'fault',
				code: read.message,
				verdicts: [],
			});
			await reply.code(500).send(fault('Client', read.message));
			return;
		}
		const outcome = await this.service.handle(read);
		const isMeant = [undefined, read.schema.operation].includes(this.misbehavingOperation);
		const misbehaviour = isMeant ? this.misbehaviour : undefined;
		const body =
			misbehaviour === 'fault'
				? fault('Server', 'Out of order')
				: this.responseBody(read, outcome, misbehaviour);
		if (misbehaviour === 'fault') reply.code(500);
		if (!misbehaviour || !(await spoil(reply, misbehaviour, body))) await reply.send(body);
	}

	private read(request: FastifyRequest): ReadRequest | SchemaViolation {
		try {
			return readRequest(String(request.body), String(request.headers.soapaction));
		} catch (error) {
			if (error instanceof SchemaViolation) return error;
			throw error;
		}
	}

	private responseBody(
		{ schema }: ReadRequest,
		outcome: Outcome,
		misbehaviour: Misbehaviour | undefined,
	): string {
		const style: ResponseStyle = {
			canonicalisation: this.canonicalisation,
			wrongOrder: misbehaviour === 'wrongOrder',
			duplicated: misbehaviour === 'duplicated',
		};
		const signer = misbehaviour === 'otherSigner' ? this.impostor : this.service.authority.signer;
		const told = misbehaviour === 'emptyOk' ? { status: outcome.status } : outcome;
		const document = responseDocument(
			schema.response,
			told,
			style,
			misbehaviour === 'unsigned' ? undefined : signer,
		);
		return inEnvelope(misbehaviour === 'tampered' ? tampered(document) : document);
	}
}

/** Changes the first character of the retrieval ID, or of the certificate, or of the status. */
function tampered(document: string): string {
	return document.replace(
		/<(RetrievalId|Certificate|ErrorMessage)>(.)/,
		(_match, name: string, first: string) => `<${name}>${first === 'M' ? 'N' : 'M'}`,
	);
}
