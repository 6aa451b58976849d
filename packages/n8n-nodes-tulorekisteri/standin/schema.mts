/** The service's messages as its XML schema orders and bounds them. Shared by nothing in the nodes on purpose. */

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

const customer: Field[] = [
	{ name: 'Environment', oneOf: ['PRODUCTION', 'TEST'] },
	{ name: 'CustomerId', longest: 30 },
	{ name: 'CustomerName', longest: 100, optional: true },
];
const certificateRequest: Field = { name: 'CertificateRequest', longestBytes: 10240 };

export interface MessageSchema {
	operation: string;
	request: string;
	response: string;
	fields: Field[];
	signed: boolean;
}

export const messages: MessageSchema[] = [
	{
		operation: 'signNewCertificate',
		request: 'SignNewCertificateRequest',
		response: 'SignNewCertificateResponse',
		fields: [
			...customer,
			{ name: 'TransferId', longest: 32 },
			{ name: 'TransferPassword', longest: 16 },
			certificateRequest,
		],
		signed: false,
	},
	{
		operation: 'renewCertificate',
		request: 'RenewCertificateRequest',
		response: 'RenewCertificateResponse',
		fields: [...customer, certificateRequest],
		signed: true,
	},
	{
		operation: 'getCertificate',
		request: 'GetCertificateRequest',
		response: 'GetCertificateResponse',
		fields: [...customer, { name: 'RetrievalId', longest: 32 }],
		signed: false,
	},
];
