/** The service's MESSAGES as its XML schema orders and bounds them. Shared by nothing in the nodes on purpose. */

export const SERVICE = 'http://certificates.vero.fi/2017/10/certificateservices';
export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
export const DIGITAL_SIGNATURE = 'http://www.w3.org/2000/09/xmldsig#';

export interface Field {
	name: string;
	optional?: true;
	/** Longest text, in characters. */
	longest?: number;
	oneOf?: string[];
	/** Longest content, in bytes, of base64. */
	longestBytes?: number;
}

const CUSTOMER: Field[] = [
	{ name: 'Environment', oneOf: ['PRODUCTION', 'TEST'] },
	{ name: 'CustomerId', longest: 30 },
	{ name: 'CustomerName', longest: 100, optional: true },
];
const CERTIFICATE_REQUEST: Field = { name: 'CertificateRequest', longestBytes: 10240 };

export interface MessageSchema {
	operation: string;
	request: string;
	response: string;
	fields: Field[];
	signed: boolean;
}

export const MESSAGES: MessageSchema[] = [
	{
		operation: 'signNewCertificate',
		request: 'SignNewCertificateRequest',
		response: 'SignNewCertificateResponse',
		fields: [
			...CUSTOMER,
			{ name: 'TransferId', longest: 32 },
			{ name: 'TransferPassword', longest: 16 },
			CERTIFICATE_REQUEST,
		],
		signed: false,
	},
	{
		operation: 'renewCertificate',
		request: 'RenewCertificateRequest',
		response: 'RenewCertificateResponse',
		fields: [...CUSTOMER, CERTIFICATE_REQUEST],
		signed: true,
	},
	{
		operation: 'getCertificate',
		request: 'GetCertificateRequest',
		response: 'GetCertificateResponse',
		fields: [...CUSTOMER, { name: 'RetrievalId', longest: 32 }],
		signed: false,
	},
];
