import type { Environment } from './environment';
import { Refusal } from '../errors/refusal';
import { escapeText, isXmlText } from '../xml/text';

export const SERVICE_NAMESPACE = 'http://certificates.vero.fi/2017/10/certificateservices';
export const SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';

/** Longest values, in characters. Source: the service's XML schema. */
export const LIMITS = {
	customerId: 30,
	customerName: 100,
	transferId: 32,
	transferPassword: 16,
	retrievalId: 32,
} as const;

/** Longest certificate request, in bytes before base64. Source: the service's XML schema. */
const LONGEST_CERTIFICATE_REQUEST = 10_240;

/** A request, not yet in its envelope: `document` is in canonical form, so it can be signed as it stands. */
export interface Message {
	/** The SOAPAction. */
	operation: 'signNewCertificate' | 'renewCertificate' | 'getCertificate';
	responseName: string;
	document: string;
}

export interface Customer {
	environment: Environment;
	customerId: string;
	customerName: string;
}

/** The first retrieval: with the one-time codes of the order. */
export function signNewCertificate(
	customer: Customer,
	codes: { transferId: string; transferPassword: string },
	certificateRequest: Buffer,
): Message {
	return message('signNewCertificate', 'SignNewCertificate', [
		...customerFields(customer),
		required('TransferId', 'transfer ID', codes.transferId, LIMITS.transferId),
		required(
			'TransferPassword',
			'transfer password',
			codes.transferPassword,
			LIMITS.transferPassword,
		),
		certificateRequestField(certificateRequest),
	]);
}

/** Renewal: has to be signed (`signature/sign`) with the key of the certificate in force. */
export function renewCertificate(customer: Customer, certificateRequest: Buffer): Message {
	return message('renewCertificate', 'RenewCertificate', [
		...customerFields(customer),
		certificateRequestField(certificateRequest),
	]);
}

/** Fetches a certificate that was asked for; may be repeated. */
export function getCertificate(customer: Customer, retrievalId: string): Message {
	return message('getCertificate', 'GetCertificate', [
		...customerFields(customer),
		required('RetrievalId', 'retrieval ID', retrievalId, LIMITS.retrievalId),
	]);
}

/** Puts a finished document, signed or not, into its SOAP 1.1 envelope without touching it. */
export function inEnvelope(document: string): string {
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<soapenv:Envelope xmlns:soapenv="${SOAP_NAMESPACE}"><soapenv:Body>`,
		document,
		'</soapenv:Body></soapenv:Envelope>',
	].join('');
}

function message(operation: Message['operation'], name: string, fields: string[]): Message {
	const root = `cer:${name}Request`;
	return {
		operation,
		responseName: `${name}Response`,
		document: `<${root} xmlns:cer="${SERVICE_NAMESPACE}">${fields.join('')}</${root}>`,
	};
}

function customerFields({ environment, customerId, customerName }: Customer): string[] {
	return [
		field('Environment', environment.name),
		required('CustomerId', 'customer ID in the credential', customerId, LIMITS.customerId),
		...(customerName === ''
			? []
			: [
					required(
						'CustomerName',
						'customer name in the credential',
						customerName,
						LIMITS.customerName,
					),
				]),
	];
}

function certificateRequestField(certificateRequest: Buffer): string {
	if (certificateRequest.length > LONGEST_CERTIFICATE_REQUEST) {
		throw new Refusal(
			'The certificate request (CSR) is too long',
			'Make a new one with Key: Create.',
		);
	}
	return field('CertificateRequest', certificateRequest.toString('base64'));
}

/** The value itself stays out of the refusal: it may be a one-time code. */
function required(element: string, label: string, value: string, longest: number): string {
	if (value === '') throw new Refusal(`The ${label} is missing`, 'Fill it in.');
	if ([...value].length > longest) {
		throw new Refusal(
			`The ${label} is too long`,
			`The service takes ${longest} characters at most.`,
		);
	}
	if (/[\t\n\r]/.test(value) || !isXmlText(value)) {
		throw new Refusal(
			`The ${label} contains a line break or a control character`,
			'Copy it again, without line breaks.',
		);
	}
	return field(element, value);
}

function field(element: string, value: string): string {
	return `<${element}>${escapeText(value)}</${element}>`;
}
