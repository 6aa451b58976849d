import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IHttpRequestOptions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import {
	accountNameOf,
	authenticationHeadersOf,
	baseAddressOf,
	fieldsNamedIn,
	patienceOf,
	profileTextOf,
	secretsOf,
} from '../api/credential';
import { Client, type Sender } from '../api/client';
import type { ApiRequest } from '../api/request';
import { CallFailed, type Failure } from '../errors/failure';
import { messageFor, type FailureMessage } from '../errors/messages';
import { redacted } from '../errors/redaction';
import { isObject, jsonContent, plainText } from '../foreignValues';
import { readProfile } from '../profile/schema';
import { readList } from './response';

type Refused = Extract<Failure, { kind: 'refused' }>;

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

/** Whether a response's text is what the API sends with a refusal, and not a proxy. */
function isRefusal(text: string): boolean {
	return isObject(jsonContent(text));
}

const WRONG_ADDRESS = 'Check the environment or the Base URL, which ends in /v10/api/.';

/** Tampuuri refuses a wrong key or password like a missing right (EVIDENCE.md#authentication). */
const USUALLY_WRONG = 'API Key, User Name and Password';

const ABOUT_RIGHTS = /oikeu|\bright|permission/i;

function refusalText(failure: Refused, words: FailureMessage, accountName: string): string {
	const { status, webPage, said } = failure;
	if (!webPage && (status === 401 || status === 403)) {
		const usually = ABOUT_RIGHTS.test(said.message) ? '' : USUALLY_WRONG;
		const named = fieldsNamedIn(said.message).join(' and ') || usually;
		const first = named === '' ? '' : ` Check ${named} first.`;
		const quote = said.message === '' ? '' : `: ${said.message.replace(/\.$/, '')}`;
		return `${words.message} for account "${accountName}"${quote}.${first} ${words.advice}`;
	}
	if (status === 404) {
		return `The address responds, but there is no Tampuuri API there. ${WRONG_ADDRESS}`;
	}
	if (status === 400) {
		return `The address responds, but not as Tampuuri's API does (400). ${WRONG_ADDRESS} A proxy in between may also have rejected the request.`;
	}
	return `${words.message} (${status}). ${words.advice}`;
}

function resultText(
	{ failure }: CallFailed,
	accountName: string,
	clean: (text: string) => string,
): string {
	const words = messageFor(failure, clean);
	if (failure.kind === 'refused') return refusalText(failure, words, accountName);
	if (failure.kind !== 'unreadable') return `${words.message}. ${words.advice}`;
	if (/^\s*</.test(failure.text)) {
		return `The address responds with a web page instead of Tampuuri's data, as a login page or proxy does. ${WRONG_ADDRESS}`;
	}
	return `${words.message}. ${WRONG_ADDRESS} ${words.advice}`;
}

/**
 * Tests the credential with one cheap, billed read. Only a list proves that the headers were
 * accepted, or a response of the API that rejects the values (400).
 */
export async function testCredential(
	this: ICredentialTestFunctions,
	{ data = {} }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	let text = '';
	try {
		readProfile(profileTextOf(data));
		const send = senderOf(this, authenticationHeadersOf(data));
		const sender: Sender = async (options) => {
			const response = await send(options);
			text = isObject(response) ? plainText(response.body) : '';
			return response;
		};
		const patience = { ...patienceOf(data), timeout: 20_000, retries: 0 };
		const client = new Client({ base: baseAddressOf(data), sender, patience });
		readList({ response: { kind: 'list', fields: [] } }, CHEAP_READ, await client.send(CHEAP_READ));
		return { status: 'OK', message: 'Tampuuri accepted the credential' };
	} catch (error) {
		if (!(error instanceof CallFailed)) {
			return { status: 'Error', message: error instanceof Error ? error.message : String(error) };
		}
		if (error.isRefusedWith(400) && isRefusal(text)) {
			return { status: 'OK', message: 'Tampuuri accepted the credential' };
		}
		const secrets = secretsOf(data).filter((secret) => secret !== accountNameOf(data));
		const clean = (said: string) => redacted(said, secrets);
		return { status: 'Error', message: clean(resultText(error, accountNameOf(data), clean)) };
	}
}
