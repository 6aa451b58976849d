import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { readEnvironment } from '../dist/nodes/shared/api/environment.js';
import { readCertificateRequest } from '../dist/nodes/shared/keys/certificateRequest.js';
import {
	readCertificate,
	readCertificates,
	readPrivateKey,
} from '../dist/nodes/shared/keys/pem.js';
import { signDocument } from '../dist/nodes/shared/signature/sign.js';
import { readResponse } from '../dist/nodes/shared/api/response.js';
import {
	getCertificate,
	inEnvelope,
	renewCertificate,
	signNewCertificate,
	type Message,
} from '../dist/nodes/shared/api/messages.js';

const USAGE = `Asks the certificate service once, keeps its raw response in a file, and prints what the nodes make of it.
For someone with access of their own: nothing else in this project talks to the real service.

  node tools/askService.mts get   --customer-id ID --retrieval-id ID
  node tools/askService.mts sign  --customer-id ID --transfer-id ID --request request.pem     (TRANSFER_PASSWORD in the environment)
  node tools/askService.mts renew --customer-id ID --request request.pem --certificate c.pem --key k.pem   (KEY_PASSPHRASE, if any)

  --environment test|production|own   default test        --address URL         with own, e.g. a test bench
  --customer-name NAME                                    --trusted ca.pem      checks who signed the response
  --save FILE                         default response.xml`;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		environment: { type: 'string', default: 'test' },
		address: { type: 'string', default: '' },
		'customer-id': { type: 'string', default: '' },
		'customer-name': { type: 'string', default: '' },
		'retrieval-id': { type: 'string', default: '' },
		'transfer-id': { type: 'string', default: '' },
		request: { type: 'string', default: '' },
		certificate: { type: 'string', default: '' },
		key: { type: 'string', default: '' },
		trusted: { type: 'string', default: '' },
		save: { type: 'string', default: 'response.xml' },
	},
});

const customer = {
	environment: readEnvironment(values.environment, values.address, 'TEST'),
	customerId: values['customer-id'],
	customerName: values['customer-name'],
};

function messageFor(operation: string | undefined): Message | undefined {
	const request = () => readCertificateRequest(readFileSync(values.request, 'utf8')).der;
	if (operation === 'get') return getCertificate(customer, values['retrieval-id']);
	if (operation === 'sign') {
		const transferPassword = process.env.TRANSFER_PASSWORD ?? '';
		return signNewCertificate(
			customer,
			{ transferId: values['transfer-id'], transferPassword },
			request(),
		);
	}
	if (operation !== 'renew') return undefined;
	const message = renewCertificate(customer, request());
	const key = readPrivateKey(readFileSync(values.key, 'utf8'), process.env.KEY_PASSPHRASE ?? '');
	const certificate = readCertificate(readFileSync(values.certificate, 'utf8'));
	return { ...message, document: signDocument(message.document, key, certificate) };
}

async function ask({ operation, document, responseName }: Message): Promise<void> {
	const response = await fetch(customer.environment.address, {
		method: 'POST',
		redirect: 'manual',
		headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: `"${operation}"` },
		body: inEnvelope(document),
	});
	const body = Buffer.from(await response.arrayBuffer());
	writeFileSync(values.save, body);
	console.log(
		`HTTP ${response.status} ${response.headers.get('content-type')}; raw response in ${values.save}`,
	);
	const authorities = values.trusted ? readCertificates(readFileSync(values.trusted, 'utf8')) : [];
	const { certificate, ...read } = readResponse(
		response.status,
		body,
		responseName,
		authorities,
		new Date(),
	);
	console.log(JSON.stringify({ ...read, certificate: certificate?.toString('base64') }, null, 2));
}

const message = messageFor(positionals[0]);
if (message) {
	await ask(message);
} else {
	console.log(USAGE);
	process.exitCode = 1;
}
