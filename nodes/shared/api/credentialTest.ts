import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { CallFailed } from '../errors/failure';
import { messageFor } from '../errors/messages';
import { redacted } from '../errors/redaction';
import { accountNameOf, authenticationHeadersOf, baseAddressOf, secretsOf } from './credential';
import { DEFAULT_SETTINGS, type ApiRequest } from './request';
import { Client, type Sender } from './client';

/** One row of service requests: the cheapest read whose path is known (webinar). */
const CHEAP_READ: ApiRequest = {
	method: 'POST',
	path: 'ilmoitukset/selaa',
	body: { Offset: 0, Limit: 1 },
	access: 'read',
};

/**
 * n8n only gives credential tests its older request function, which names the options differently.
 */
function senderOf(context: ICredentialTestFunctions, headers: Record<string, string>): Sender {
	return async ({ url, method, body, headers: others, timeout }: IHttpRequestOptions) => {
		const { helpers } = context;
		return (await helpers.request({
			uri: url,
			method,
			body,
			headers: { ...others, ...headers },
			timeout,
			resolveWithFullResponse: true,
			simple: false,
			followRedirect: false,
			followAllRedirects: false,
		})) as unknown;
	};
}

function resultText(
	failed: CallFailed,
	accountName: string,
	clean: (text: string) => string,
): string {
	const { failure } = failed;
	const { message, advice } = messageFor(failure, clean);
	if (failure.kind !== 'refused') return `${message}. ${advice}`;
	if (!failure.webPage && (failure.status === 401 || failure.status === 403)) {
		return `Tampuuri rejected the API key, user name or password for account "${accountName}". ${advice}`;
	}
	if (failure.status === 404) {
		return 'The address responds, but there is no Tampuuri API there. Check the environment or the Base URL, which ends in /v10/api/.';
	}
	return `${message} (${failure.status}). ${advice}`;
}

/**
 * Tests the credential with one cheap, billed read. A response that only rejects the values (400)
 * proves that the headers were accepted.
 */
export async function testCredential(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const headers = authenticationHeadersOf(data);
		const client = new Client(baseAddressOf(data), senderOf(this, headers), undefined);
		await client.send(CHEAP_READ, { ...DEFAULT_SETTINGS, timeout: 20_000, retries: 0 });
		return { status: 'OK', message: 'Tampuuri accepted the credential' };
	} catch (error) {
		if (!(error instanceof CallFailed)) {
			return { status: 'Error', message: error instanceof Error ? error.message : String(error) };
		}
		const { failure } = error;
		if (failure.kind === 'refused' && failure.status === 400) {
			return { status: 'OK', message: 'Tampuuri accepted the credential' };
		}
		const secrets = secretsOf(data).filter((secret) => secret !== accountNameOf(data));
		const clean = (text: string) => redacted(text, secrets);
		return { status: 'Error', message: clean(resultText(error, accountNameOf(data), clean)) };
	}
}
