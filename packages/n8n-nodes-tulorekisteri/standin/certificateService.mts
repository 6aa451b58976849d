import { randomBytes, type X509Certificate } from 'node:crypto';

import { Pkcs10CertificateRequest } from '@peculiar/x509';

import type { Outcome } from './responses.mts';
import type { Authority } from './authority.mts';
import type { ExternalTools, ToolVerdict } from './externalTools.mts';
import type { ReadRequest } from './requestReader.mts';
import { checkSignature } from './signatureCheck.mts';

const DAY = 24 * 60 * 60 * 1000;
const VALIDITY_DAYS = 730;
const RENEWAL_WINDOW_DAYS = 60;
const TRANSFER_CODE_DAYS = 14;

export interface Order {
	customerId: string;
	transferId: string;
	transferPassword: string;
	sentAt: Date;
	used: boolean;
}

/** One request and what became of it, for tests and demos to look at. Passwords are not kept. */
export interface JournalEntry {
	operation: string;
	outcome: 'OK' | 'FAIL' | 'fault';
	code?: string;
	verdicts: ToolVerdict[];
}

interface Retrieval {
	customerId: string;
	certificate: X509Certificate;
	getsUntilReady: number;
}

/**
 * Refusals. PKI020 is the only code of the real service whose meaning is known; the PKI9xx are this stand-in's own.
 */
const FAILURES = {
	wrongCodes: ['PKI020', 'Wrong transfer credentials'],
	lapsedCodes: ['PKI901', 'The transfer credentials have lapsed (code of the stand-in)'],
	badRequest: ['PKI902', 'The certificate request is not acceptable (code of the stand-in)'],
	badSignature: ['PKI903', 'The signature is not acceptable (code of the stand-in)'],
	outsideWindow: ['PKI904', 'The certificate cannot be renewed now (code of the stand-in)'],
	sameKey: ['PKI905', 'A renewal needs a new key (code of the stand-in)'],
	unknownRetrieval: ['PKI906', 'Unknown retrieval (code of the stand-in)'],
	notReady: ['PKI907', 'The certificate is not ready (code of the stand-in)'],
} as const;

/** The business of the stand-in: one-time codes, issuing, renewing, readiness. Knows nothing of HTTP. */
export class CertificateService {
	/** How many times getCertificate says "not ready" first. */
	getsUntilReady = 0;
	/** Added to the machine's clock. */
	daysAhead = 0;
	readonly journal: JournalEntry[] = [];
	readonly authority: Authority;
	private readonly tools: ExternalTools;
	private readonly orders = new Map<string, Order>();
	private readonly retrievals = new Map<string, Retrieval>();

	constructor(authority: Authority, tools: ExternalTools) {
		this.authority = authority;
		this.tools = tools;
	}

	now(): Date {
		return new Date(Date.now() + this.daysAhead * DAY);
	}

	/** An order was made: transfer codes as they come by secure e-mail. */
	order(customerId: string): Order {
		const order = {
			customerId,
			transferId: String(randomBytes(5).readUIntBE(0, 5)).padStart(11, '1'),
			transferPassword: randomBytes(12).toString('base64'),
			sentAt: this.now(),
			used: false,
		};
		this.orders.set(order.transferId, order);
		return order;
	}

	/** Carries out a request that keeps to the schema. */
	async handle(request: ReadRequest): Promise<Outcome> {
		const verdicts = this.verdictsOn(request);
		const outcome = verdicts.every(({ accepted }) => accepted)
			? await this.carryOut(request)
			: fail(request.schema.signed ? 'badSignature' : 'badRequest');
		const [error] = outcome.errors ?? [];
		this.journal.push({
			operation: request.schema.operation,
			outcome: outcome.status,
			...(error && { code: error.code }),
			verdicts,
		});
		return outcome;
	}

	private verdictsOn({ document, fields, schema }: ReadRequest): ToolVerdict[] {
		const { CertificateRequest: certificateRequest } = fields;
		return [
			...this.tools.message(document),
			...(schema.signed ? this.tools.signature(document) : []),
			...(certificateRequest
				? this.tools.certificateRequest(Buffer.from(certificateRequest, 'base64'))
				: []),
		];
	}

	private async carryOut(request: ReadRequest): Promise<Outcome> {
		switch (request.schema.operation) {
			case 'signNewCertificate':
				return await this.signNew(request);
			case 'renewCertificate':
				return await this.renew(request);
			default:
				return this.get(request);
		}
	}

	private async signNew({ fields }: ReadRequest): Promise<Outcome> {
		const order = this.orders.get(fields.TransferId ?? '');
		const known =
			order !== undefined &&
			!order.used &&
			order.customerId === fields.CustomerId &&
			order.transferPassword === fields.TransferPassword;
		if (!known) return fail('wrongCodes');
		if (this.now().getTime() - order.sentAt.getTime() > TRANSFER_CODE_DAYS * DAY)
			return fail('lapsedCodes');
		const certificateRequest = await readCertificateRequest(fields.CertificateRequest ?? '');
		if (!certificateRequest) return fail('badRequest');
		order.used = true;
		return await this.issue(certificateRequest, order.customerId);
	}

	private async renew({ document, fields, signature }: ReadRequest): Promise<Outcome> {
		const verdict = signature && checkSignature(document, signature);
		if (!verdict?.valid) return fail('badSignature');
		const { certificate } = verdict;
		const isTheirs =
			this.authority.issued(certificate) &&
			certificate.subject.split('\n').includes(`CN=${fields.CustomerId}`);
		if (!isTheirs) return fail('badSignature');
		const left = new Date(certificate.validTo).getTime() - this.now().getTime();
		if (left < 0 || left > RENEWAL_WINDOW_DAYS * DAY) return fail('outsideWindow');
		const certificateRequest = await readCertificateRequest(fields.CertificateRequest ?? '');
		if (!certificateRequest) return fail('badRequest');
		const oldKey = certificate.publicKey.export({ type: 'spki', format: 'der' });
		if (oldKey.equals(Buffer.from(certificateRequest.publicKey.rawData))) return fail('sameKey');
		return await this.issue(certificateRequest, fields.CustomerId ?? '');
	}

	private get({ fields }: ReadRequest): Outcome {
		const retrieval = this.retrievals.get(fields.RetrievalId ?? '');
		if (!retrieval || retrieval.customerId !== fields.CustomerId) return fail('unknownRetrieval');
		if (retrieval.getsUntilReady > 0) {
			retrieval.getsUntilReady -= 1;
			return fail('notReady');
		}
		return { status: 'OK', certificate: retrieval.certificate.raw };
	}

	private async issue(request: Pkcs10CertificateRequest, customerId: string): Promise<Outcome> {
		const from = this.now();
		const validity = { from, to: new Date(from.getTime() + VALIDITY_DAYS * DAY) };
		const certificate = await this.authority.issueFor(request.publicKey, customerId, validity);
		const retrievalId = randomBytes(16).toString('hex');
		this.retrievals.set(retrievalId, {
			customerId,
			certificate,
			getsUntilReady: this.getsUntilReady,
		});
		return { status: 'OK', retrievalId };
	}
}

async function readCertificateRequest(
	base64: string,
): Promise<Pkcs10CertificateRequest | undefined> {
	try {
		const request = new Pkcs10CertificateRequest(Buffer.from(base64, 'base64'));
		const { algorithm } = request.publicKey;
		const isAcceptable = 'modulusLength' in algorithm && algorithm.modulusLength === 2048;
		return isAcceptable && (await request.verify()) ? request : undefined;
	} catch {
		return undefined;
	}
}

function fail(reason: keyof typeof FAILURES): Outcome {
	const [code, message] = FAILURES[reason];
	return { status: 'FAIL', errors: [{ code, message }] };
}
