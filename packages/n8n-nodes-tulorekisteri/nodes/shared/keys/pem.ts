import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';

import { attempt, Refusal } from '../errors/refusal';
import { decode, TAG } from './der';
import { isSameKey } from './keyPair';

const PRIVATE_KEY_LABELS = ['PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'RSA PRIVATE KEY'];
const OPENSSL_FROM_PKCS12 =
	'Take it apart first: "openssl pkcs12 -in file.p12 -clcerts -nokeys" gives the certificate, "openssl pkcs12 -in file.p12 -nocerts" the key.';

/** DER bytes as PEM (RFC 7468). */
export function toPem(label: string, der: Buffer): string {
	const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
	return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

/**
 * The first certificate in a text: PEM or bare base64.
 * @throws Refusal naming what was pasted instead
 */
export function readCertificate(text: string): X509Certificate {
	const der = readDer(text, ['CERTIFICATE']);
	const certificate = der && attempt(() => new X509Certificate(der));
	if (certificate) return certificate;
	throw new Refusal('The certificate could not be read', adviceOn(text, 'CERTIFICATE'));
}

/**
 * All certificates in a text of PEM blocks.
 * @throws Refusal when there is none, or one of them is damaged
 */
export function readCertificates(text: string): [X509Certificate, ...X509Certificate[]] {
	const blocks = blocksIn(text).filter(({ label }) => label === 'CERTIFICATE');
	const [first, ...more] = blocks;
	if (!first) return [readCertificate(text)];
	return [readCertificate(first.pem), ...more.map(({ pem }) => readCertificate(pem))];
}

/** Of the certificates in one text, the one for that key; else the one that is no authority. */
export function leafOf(
	certificates: readonly [X509Certificate, ...X509Certificate[]],
	key?: KeyObject,
): X509Certificate {
	return (
		certificates.find(({ publicKey }) => key && isSameKey(publicKey, key)) ??
		certificates.find(({ ca }) => !ca) ??
		certificates[0]
	);
}

/**
 * The private key in a text: PKCS#8 (encrypted or not) or PKCS#1.
 * @throws Refusal naming what is wrong: another kind of file, no passphrase, a wrong passphrase
 */
export function readPrivateKey(text: string, passphrase: string): KeyObject {
	const block = blocksIn(text).find(({ label }) => PRIVATE_KEY_LABELS.includes(label));
	if (!block) {
		throw new Refusal('The private key could not be read', adviceOn(text, 'PRIVATE KEY'));
	}
	const encrypted = block.label.startsWith('ENCRYPTED') || block.pem.includes('Proc-Type:');
	if (encrypted && passphrase === '') {
		throw new Refusal(
			'The private key is encrypted and no passphrase is given',
			'Fill in the passphrase in the credential.',
		);
	}
	const key = attempt(() => createPrivateKey({ key: block.pem, passphrase }));
	if (!key) {
		throw encrypted
			? new Refusal(
					'The passphrase does not open the private key',
					'Check that the passphrase in the credential is the one the key was encrypted with.',
				)
			: new Refusal(
					'The private key is damaged',
					'Paste the whole text again, first and last line included.',
				);
	}
	if (key.asymmetricKeyType !== 'rsa') {
		throw new Refusal('The private key is not an RSA key', 'The service works with RSA keys only.');
	}
	return key;
}

/** DER bytes of the first PEM block with one of the labels, or of a bare base64 text. */
export function readDer(text: string, labels: string[]): Buffer | undefined {
	const blocks = blocksIn(text);
	const block = blocks.find(({ label }) => labels.includes(label));
	if (block) return Buffer.from(block.base64, 'base64');
	return blocks.length === 0 ? fromBase64(text) : undefined;
}

interface PemBlock {
	label: string;
	base64: string;
	/** The block as OpenSSL wants it, line ends mended. */
	pem: string;
}

const FIRST_LINE = /-----BEGIN ([A-Z0-9 ]+)-----/g;
/** Its content ends at the next five dashes, so no text makes the search go over the same lines twice. */
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*(?:-(?!----)[^-]*)*)-----END \1-----/g;

/** Fields for one line only, and JSON, turn line ends into blanks or `\n`: both are mended here. */
function blocksIn(text: string): PemBlock[] {
	const mended = text.replaceAll('\\n', '\n');
	const blocks = mended.matchAll(BLOCK);
	return [...blocks].map(([whole, label = '', content = '']) => {
		const base64 = content.replace(/\s/g, '');
		const pem = content.includes('Proc-Type:')
			? whole
			: toPem(label, Buffer.from(base64, 'base64'));
		return { label, base64, pem };
	});
}

/** The bytes of a base64 text, white space aside; undefined where anything else stands in it. */
export function fromBase64(text: string): Buffer | undefined {
	const compact = text.replace(/\s/g, '');
	const isBase64 = compact.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(compact);
	return isBase64 ? Buffer.from(compact, 'base64') : undefined;
}

function adviceOn(text: string, wanted: 'CERTIFICATE' | 'PRIVATE KEY'): string {
	const labels = blocksIn(text).map(({ label }) => label);
	const finished = new Set(labels);
	const unfinished = [...text.matchAll(FIRST_LINE)].find(([, label = '']) => !finished.has(label));
	if (text.trim() === '')
		return `The field is empty. Paste the text that starts with -----BEGIN ${wanted}-----.`;
	if (isPkcs12(text)) return `This is a PKCS#12 file (.p12, .pfx). ${OPENSSL_FROM_PKCS12}`;
	if (unfinished) {
		return `The text is cut: it has no line -----END ${unfinished[1]}-----. Paste it again, first and last line included.`;
	}
	if (labels.includes(wanted)) return 'The text is damaged or cut. Paste it again in full.';
	if (labels.includes('CERTIFICATE REQUEST'))
		return 'This is a certificate request (CSR), not what the service gave back.';
	if (labels.includes('CERTIFICATE'))
		return 'This is a certificate. The private key is the text made together with the request.';
	if (labels.some((label) => label.endsWith('PRIVATE KEY'))) return adviceOnKey(labels, wanted);
	return `Paste the whole text, from -----BEGIN ${wanted}----- to -----END ${wanted}-----.`;
}

function adviceOnKey(labels: string[], wanted: 'CERTIFICATE' | 'PRIVATE KEY'): string {
	if (wanted === 'CERTIFICATE')
		return 'This is a private key. It belongs in the field Private Key.';
	return labels.includes('OPENSSH PRIVATE KEY')
		? 'This is an SSH key. The service takes RSA keys as PEM text only: make one with Key: Create.'
		: 'This is not an RSA key, and the service takes no other. Make one with Key: Create.';
}

/** PKCS#12 begins with version 3 (RFC 7292); its bytes pasted as text lose themselves, its base64 does not. */
function isPkcs12(text: string): boolean {
	const der = fromBase64(text) ?? Buffer.from(text, 'latin1');
	const [file] = decode(der) ?? [];
	const [version] = (file?.tag === TAG.sequence && decode(file.content)) || [];
	return version?.tag === TAG.integer && version.content.equals(Buffer.from([3]));
}
