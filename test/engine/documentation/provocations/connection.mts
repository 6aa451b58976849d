import { TampuuriApi } from '../../../../dist/credentials/TampuuriApi.credentials.js';
import { wordsFor } from '../../../../dist/nodes/shared/errors/messages.js';
import { testCredential } from '../../harness/index.mts';
import type { PollingSetUp } from '../../polling/setUp.mts';
import { LIST, said, saidAfter, thrown, type Provocations, type Provoke } from './provoke.mts';

/** What an HTTP Request step with the credential asks for. */
const sentTo = async (url: string) => {
	const { authenticate } = new TampuuriApi();
	if (typeof authenticate !== 'function') throw new Error('The credential has no fence');
	return await authenticate({ environment: 'production' }, { url });
};

/** Faults of credential and connection, and refusals by Tampuuri. */
export function connectionProvocations(tampuuri: PollingSetUp): Provocations {
	const refusal = (status: number) =>
		saidAfter(tampuuri, { kind: 'status', status, body: { Message: 'Ei' } });

	const onTest =
		(changes: Record<string, string>): Provoke =>
		async () => {
			const { tampuuriApi = {} } = tampuuri.credentials(changes);
			return (await testCredential(tampuuri.nodeTypes, 'tampuuriApi', tampuuriApi)).message;
		};

	return {
		'Tampuuri refused the key, user name or password': refusal(403),
		'Tampuuri refused the key, user name or password for account "…"': onTest({ password: 'x' }),
		'The address answers, but there is no Tampuuri API at it.': async () =>
			await onTest({ ownAddress: `${tampuuri.simulator.url}elsewhere/` })(),
		"The credential's … is empty": said(tampuuri, LIST, { customerName: '' }),
		"The credential's … holds a line break or control character": said(tampuuri, LIST, {
			apiKey: 'a\nb',
		}),
		"The credential's … holds a character that can't be sent": said(tampuuri, LIST, {
			accountName: '”a”',
		}),
		"The credential's Own Address is not a web address": said(tampuuri, LIST, {
			ownAddress: 'tampuuri',
		}),
		"The credential's Own Address must start with https://": said(tampuuri, LIST, {
			ownAddress: 'http://tampuuri.test/',
		}),
		"The credential's Own Address must not hold a user name or password": said(tampuuri, LIST, {
			ownAddress: 'https://a:b@tampuuri.test/',
		}),
		'The Tampuuri credential is not sent to this address': async () =>
			await thrown(sentTo('https://elsewhere.test/')),
		"Nothing answers at Tampuuri's address": said(
			tampuuri,
			{ ...LIST, options: { retries: 0 } },
			{ ownAddress: 'http://127.0.0.1:9/' },
		),
		"Tampuuri's address was not found": async () =>
			wordsFor({ kind: 'unreachable', code: 'ENOTFOUND', sent: 'no' }).message,
		'Tampuuri did not answer in time': async () => {
			tampuuri.simulator.faults.set({ delay: 3_000 });
			return await said(tampuuri, { ...LIST, options: { retries: 0, timeout: 1 } })();
		},
		'The connection to Tampuuri broke off': saidAfter(tampuuri, {
			kind: 'cut',
			when: 'beforeResponse',
		}),
		"The certificate of Tampuuri's address is not to be trusted": async () =>
			wordsFor({ kind: 'unreachable', code: 'UNTRUSTED_CERTIFICATE', sent: 'no' }).message,
		"Tampuuri's address points on to …": saidAfter(tampuuri, {
			kind: 'redirect',
			location: 'https://login.test/',
		}),
		"Tampuuri's answer could not be read as JSON": saidAfter(tampuuri, { kind: 'badJson' }),

		'Tampuuri did not accept the values sent': refusal(400),
		'Tampuuri did not find what was asked for': refusal(404),
		'Tampuuri does not offer this operation': refusal(405),
		'Tampuuri did not allow the change in the present state': refusal(409),
		'Tampuuri asks to be called less often': refusal(429),
		'Tampuuri refused the call': refusal(418),
		'Tampuuri could not process the call': refusal(500),
	};
}
