import 'reflect-metadata';
import { createPrivateKey, X509Certificate as NodeCertificate, type KeyObject } from 'node:crypto';

import {
	BasicConstraintsExtension,
	KeyUsageFlags,
	KeyUsagesExtension,
	X509CertificateGenerator,
	type JsonName,
	type PublicKeyType,
} from '@peculiar/x509';

const RSA = {
	name: 'RSASSA-PKCS1-v1_5',
	hash: 'SHA-256',
	publicExponent: new Uint8Array([1, 0, 1]),
	modulusLength: 2048,
};
const DAY = 24 * 60 * 60 * 1000;

export interface Party {
	certificate: NodeCertificate;
	privateKey: KeyObject;
}

interface Issuer extends Party {
	name: JsonName;
	keys: CryptoKeyPair;
}

export interface Validity {
	from: Date;
	to: Date;
}

/**
 * A throw-away certificate authority, shaped like the real one: a root, one authority for the customers'
 * certificates, and another for the certificate the service signs its responses with.
 */
export class Authority {
	private readonly customers: Issuer;
	private readonly services: Issuer;
	/** What the service signs its responses with. */
	readonly signer: Party;

	readonly root: NodeCertificate;

	private constructor(root: NodeCertificate, customers: Issuer, services: Issuer, signer: Party) {
		this.root = root;
		this.customers = customers;
		this.services = services;
		this.signer = signer;
	}

	static async create(now = new Date()): Promise<Authority> {
		const validity = {
			from: new Date(now.getTime() - DAY),
			to: new Date(now.getTime() + 3650 * DAY),
		};
		const root = await newIssuer('Stand-In Root CA', validity);
		const customers = await newIssuer('Stand-In Data Providers Issuing CA', validity, root);
		const services = await newIssuer('Stand-In IR Services Issuing CA', validity, root);
		const signer = await newParty('Stand-In Certificate Service', validity, services);
		return new Authority(root.certificate, customers, services, signer);
	}

	/** What belongs into the credential's Trusted Authority. */
	get trusted(): NodeCertificate {
		return this.services.certificate;
	}

	/** A customer's certificate for a public key, as a certificate request carries it. */
	async issueFor(
		publicKey: PublicKeyType,
		customerId: string,
		validity: Validity,
	): Promise<NodeCertificate> {
		return await issue(publicKey, nameOf(customerId), validity, this.customers);
	}

	/** A key and certificate of a customer, both made here. */
	async newCustomer(customerId: string, validity: Validity): Promise<Party> {
		return await newParty(customerId, validity, this.customers);
	}

	/** Whether this authority issued a customer's certificate. */
	issued(certificate: NodeCertificate): boolean {
		return (
			certificate.checkIssued(this.customers.certificate) &&
			certificate.verify(this.customers.certificate.publicKey)
		);
	}
}

async function newIssuer(commonName: string, validity: Validity, parent?: Issuer): Promise<Issuer> {
	const keys = await newKeys();
	const name = nameOf(commonName);
	const extensions = [
		new BasicConstraintsExtension(true, undefined, true),
		new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
	];
	const certificate = await X509CertificateGenerator.create({
		subject: name,
		issuer: parent?.name ?? name,
		publicKey: keys.publicKey,
		signingKey: (parent?.keys ?? keys).privateKey,
		notBefore: validity.from,
		notAfter: validity.to,
		signingAlgorithm: RSA,
		extensions,
	});
	return {
		name,
		keys,
		privateKey: await exported(keys),
		certificate: new NodeCertificate(Buffer.from(certificate.rawData)),
	};
}

async function newParty(commonName: string, validity: Validity, issuer: Issuer): Promise<Party> {
	const keys = await newKeys();
	return {
		privateKey: await exported(keys),
		certificate: await issue(keys.publicKey, nameOf(commonName), validity, issuer),
	};
}

async function issue(
	publicKey: PublicKeyType,
	subject: JsonName,
	validity: Validity,
	issuer: Issuer,
): Promise<NodeCertificate> {
	const certificate = await X509CertificateGenerator.create({
		subject,
		issuer: issuer.name,
		publicKey,
		signingKey: issuer.keys.privateKey,
		notBefore: validity.from,
		notAfter: validity.to,
		signingAlgorithm: RSA,
		extensions: [
			new BasicConstraintsExtension(false, undefined, true),
			new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
		],
	});
	return new NodeCertificate(Buffer.from(certificate.rawData));
}

async function newKeys(): Promise<CryptoKeyPair> {
	return await crypto.subtle.generateKey(RSA, true, ['sign', 'verify']);
}

async function exported(keys: CryptoKeyPair): Promise<KeyObject> {
	const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
	return createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
}

function nameOf(commonName: string): JsonName {
	return [{ C: ['FI'] }, { O: ['Stand-In'] }, { CN: [commonName] }];
}
