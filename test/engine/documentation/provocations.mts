import { Readable } from 'node:stream';
import { jest } from '@jest/globals';
import type { IDataObject, ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { HelpSites } from '../../../dist/nodes/Tampuuri/directory/site/helpSite.js';
import { pagingHints } from '../../../dist/nodes/Tampuuri/execution/hints.js';
import { wordsFor } from '../../../dist/nodes/shared/errors/words.js';
import { fetchHelpPage } from '../../../dist/nodes/shared/transport/helpPage.js';
import { addressWarning } from '../../../dist/nodes/TampuuriTrigger/delivery/addressWarning.js';
import { TampuuriApi } from '../../../dist/credentials/TampuuriApi.credentials.js';
import type { FaultAction } from '../../../simulator/faults/fault.mts';
import { searchList, storeFile, testCredential } from '../harness/index.mts';
import { publishWebhook } from '../harness/webhook.mts';
import { setUpPolling } from '../polling/setUp.mts';
import { TAMPUURI } from '../tampuuri/setUp.mts';
import * as trigger from '../trigger/setUp.mts';

/** Makes the nodes say a message, and gives what they said. */
type Provoke = () => Promise<string>;

const byId = (value: unknown): INodeParameters => ({
	__rl: true,
	mode: 'id',
	value: String(value),
});
const byExpression = (value: unknown) => byId(`={{ ${JSON.stringify(value)} }}`);

const LIST = { resource: 'serviceRequest', operation: 'getAll', limit: 10 };
const ALL = { ...LIST, returnAll: true };
const REQUEST = {
	resource: 'serviceRequest',
	operation: 'create',
	costCentre: byId(1000001),
	title: 'Kitchen tap',
	taskDescription: 'It leaks',
};
const CHARGE = { resource: 'lease', operation: 'addCharge', lease: byId(3000001) };
const PATH_CALL = { resource: 'customApiCall', operation: 'call' };
const byPath = (value: string): INodeParameters => ({ __rl: true, mode: 'path', value });
const FILE = {
	resource: 'document',
	operation: 'addToProperty',
	property: byId(1000001),
	category: 'Muut',
	binaryFields: 'data',
};

/** What was thrown, as text. */
async function thrown(work: Promise<unknown>): Promise<string> {
	return await work.then(
		() => 'Nothing was thrown',
		(error: unknown) => (error instanceof Error ? error.message : String(error)),
	);
}

/** One provocation for each message of the page about troubles. */
export function setUpProvocations(): { provocations: Readonly<Record<string, Provoke>> } {
	const tampuuri = setUpPolling({ units: 60, sizes: { serviceRequests: 600 } });

	const said =
		(parameters: INodeParameters, changes: Record<string, string> = {}): Provoke =>
		async () => {
			const credentials = tampuuri.credentials(changes);
			return String((await tampuuri.run({ parameters, credentials })).error?.message);
		};

	const saidAfter =
		(action: FaultAction, parameters: INodeParameters = LIST): Provoke =>
		async () => {
			tampuuri.simulator.faults.set({ times: 'always', action });
			return await said({ ...parameters, options: { retries: 0 } })();
		};
	const refusal = (status: number) =>
		saidAfter({ kind: 'status', status, body: { Message: 'Ei' } });

	/** What an HTTP Request step with the credential asks for. */
	const sentTo = async (url: string) => {
		const { authenticate } = new TampuuriApi();
		if (typeof authenticate !== 'function') throw new Error('The credential has no fence');
		return await authenticate({ environment: 'production' }, { url });
	};

	/** The first hint that warns. */
	const hinted =
		(parameters: INodeParameters, action?: FaultAction): Provoke =>
		async () => {
			if (action) tampuuri.simulator.faults.set({ skip: 1, times: 'always', action });
			const { hints, error } = await tampuuri.run({ parameters });
			return String(error?.message ?? hints.find(({ type }) => type === 'warning')?.message);
		};

	const onTest =
		(changes: Record<string, string>): Provoke =>
		async () => {
			const { tampuuriApi = {} } = tampuuri.credentials(changes);
			return (await testCredential(tampuuri.nodeTypes, 'tampuuriApi', tampuuriApi)).message;
		};

	const withFile =
		(content: Buffer, parameters: INodeParameters = {}): Provoke =>
		async () => {
			const file = await storeFile(content, { fileName: 'a.pdf', mimeType: 'application/pdf' });
			const items = [{ json: {}, binary: { data: file } }];
			return String(
				(await tampuuri.run({ parameters: { ...FILE, ...parameters }, items })).error?.message,
			);
		};

	const listed =
		(method: string, filter?: string, changes: Record<string, string> = {}): Provoke =>
		async () =>
			await thrown(
				searchList(tampuuri.nodeTypes, method, {
					type: TAMPUURI,
					credentials: tampuuri.credentials(changes),
					filter,
				}),
			);

	/** A Help site that answers with one page, whatever is asked. */
	const helpPage = async (statusCode: number, body: unknown) =>
		await fetchHelpPage(
			{ helpers: { httpRequest: async () => ({ statusCode, body }) } } as unknown as Pick<
				ILoadOptionsFunctions,
				'helpers'
			>,
			new URL('https://help.test/Help'),
		);
	const emptySite = () =>
		new HelpSites().at(new URL('https://help.test/'), async () => '<h1>-</h1>');

	const published =
		(secret: string): Provoke =>
		async () =>
			await thrown(
				publishWebhook(tampuuri.nodeTypes, {
					type: trigger.TRIGGER,
					credentials: { tampuuriWebhookApi: { secret } },
				}),
			);

	const delivered = async (
		notification: Record<string, unknown>,
		parameters: INodeParameters = { fetchFullRecord: true },
	) => {
		const Account = tampuuri.simulator.account.values.account;
		return await trigger.deliver(
			tampuuri.nodeTypes,
			[trigger.notification(1, { Account, ...notification })],
			{ parameters, credentials: { ...trigger.credentials, ...tampuuri.credentials() } },
		);
	};
	const noted =
		(notification: Record<string, unknown>): Provoke =>
		async () =>
			String((await delivered(notification)).json('Trigger')[0]?.recordNote);

	const polled =
		(parameters: INodeParameters, body?: IDataObject[]): Provoke =>
		async () => {
			if (body) tampuuri.simulator.faults.set({ action: { kind: 'status', status: 200, body } });
			return await thrown(tampuuri.publish(parameters).poll());
		};
	const ANY_LIST = { event: 'anyList', path: 'ilmoitukset/selaa', method: 'POST', body: '{}' };

	/** The clock leaps with each look at it, so that waiting for an earlier delivery is over at once. */
	const stillRunning: Provoke = async () => {
		let now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => (now += 61_000));
		try {
			const deliveries = [1, 2].map(() => delivered({}, { respond: 'lastNode' }));
			const outcomes = await Promise.all(deliveries);
			return String(outcomes.map(({ error }) => error?.message).find(Boolean));
		} finally {
			clock.mockRestore();
		}
	};

	const provocations: Readonly<Record<string, Provoke>> = {
		'Tampuuri refused the key, user name or password': refusal(403),
		'Tampuuri refused the key, user name or password for account "…"': onTest({ password: 'x' }),
		'The address answers, but there is no Tampuuri API at it.': async () =>
			await onTest({ ownAddress: `${tampuuri.simulator.url}elsewhere/` })(),
		"The credential's … is empty": said(LIST, { customerName: '' }),
		"The credential's … holds a line break or control character": said(LIST, { apiKey: 'a\nb' }),
		"The credential's … holds a character that can't be sent": said(LIST, { accountName: '”a”' }),
		"The credential's Own Address is not a web address": said(LIST, { ownAddress: 'tampuuri' }),
		"The credential's Own Address must start with https://": said(LIST, {
			ownAddress: 'http://tampuuri.test/',
		}),
		"The credential's Own Address must not hold a user name or password": said(LIST, {
			ownAddress: 'https://a:b@tampuuri.test/',
		}),
		'The Tampuuri credential is not sent to this address': async () =>
			await thrown(sentTo('https://elsewhere.test/')),
		"Nothing answers at Tampuuri's address": said(
			{ ...LIST, options: { retries: 0 } },
			{ ownAddress: 'http://127.0.0.1:9/' },
		),
		"Tampuuri's address was not found": async () =>
			wordsFor({ kind: 'unreachable', code: 'ENOTFOUND', sent: 'no' }).message,
		'Tampuuri did not answer in time': async () => {
			tampuuri.simulator.faults.set({ delay: 3_000 });
			return await said({ ...LIST, options: { retries: 0, timeout: 1 } })();
		},
		'The connection to Tampuuri broke off': saidAfter({ kind: 'cut', when: 'beforeAnswer' }),
		"The certificate of Tampuuri's address is not to be trusted": async () =>
			wordsFor({ kind: 'unreachable', code: 'UNTRUSTED_CERTIFICATE', sent: 'no' }).message,
		"Tampuuri's address points on to …": saidAfter({
			kind: 'redirect',
			location: 'https://login.test/',
		}),
		"Tampuuri's answer could not be read as JSON": saidAfter({ kind: 'badJson' }),

		'Tampuuri did not accept the values sent': refusal(400),
		'Tampuuri did not find what was asked for': refusal(404),
		'Tampuuri does not offer this operation': refusal(405),
		'Tampuuri did not allow the change in the present state': refusal(409),
		'Tampuuri asks to be called less often': refusal(429),
		'Tampuuri refused the call': refusal(418),
		'Tampuuri could not process the call': refusal(500),

		'… is empty': said({ ...REQUEST, title: "={{ '' }}" }),
		'… are both empty': said({ resource: 'property', operation: 'create' }),
		'… is not an ID: "…"': said({ ...REQUEST, costCentre: byExpression('Mäntylä') }),
		'… is not a number: "…"': said({ ...CHARGE, additionalFields: { amount: "={{ 'much' }}" } }),
		'… is not a whole number: …': said({ ...CHARGE, additionalFields: { chargeTypeId: 1.5 } }),
		'… is …': said({ ...CHARGE, additionalFields: { chargeTypeId: 0 } }),
		'… is … characters long': said({ ...REQUEST, title: 'x'.repeat(256) }),
		'… is neither true nor false: "…"': said({
			...REQUEST,
			additionalFields: { private: "={{ 'maybe' }}" },
		}),
		'… is not a date: "…"': said({
			resource: 'lease',
			operation: 'end',
			lease: byId(3000001),
			endDate: 'tomorrow',
		}),
		'… is not one word: "…"': said({
			resource: 'document',
			operation: 'getChanges',
			documentType: 'a/b',
			changedAfter: '2026-01-01',
		}),
		'… is not valid JSON': said({ ...REQUEST, additionalFields: { additionalFieldsJson: '{' } }),
		'… has the wrong shape': said({ ...REQUEST, additionalFields: { additionalFieldsJson: '[]' } }),
		'… holds the key "…"': said({
			...REQUEST,
			additionalFields: { additionalFieldsJson: '{"__proto__":1}' },
		}),
		'… holds a slash': said({
			...PATH_CALL,
			apiOperation: { __rl: true, mode: 'list', value: 'GET tiedostot/{avain}' },
			fields: {
				mappingMode: 'defineBelow',
				value: { 'path:text:avain': 'a/b' },
				schema: [{ id: 'path:text:avain', displayName: 'avain', required: true, type: 'string' }],
			},
		}),
		'… is not a number from … to …': said({ ...LIST, options: { timeout: 0 } }),
		'… is not a whole number from … to …': async () =>
			String((await delivered({}, { options: { window: 0.5 } })).error?.message),
		'… is not a number from 0 up': polled({
			event: 'changedDocuments',
			documentType: 'Kohde',
			options: { overlap: -1 },
		}),
		'Limit is not a whole number from 1 up': said({ ...LIST, limit: 0.5 }),
		'The name for … can\'t be "…"': said({ ...LIST, options: { fieldNameState: '__proto__' } }),
		'There is no operation "…" for "…"': said({ ...LIST, operation: 'fly' }),
		'There is no method "…"': said({
			...PATH_CALL,
			apiOperation: byPath('kohteet/1'),
			method: 'FETCH',
		}),
		'The path "…" can\'t be used': said({ ...PATH_CALL, apiOperation: byPath('../kohteet') }),
		'The file "…" is empty': withFile(Buffer.alloc(0)),
		'The file "…" is … MB large': withFile(Buffer.alloc(2_000_000), {
			options: { largestFile: 1 },
		}),
		'… persons have this identity code: IDs …': saidAfter(
			{ kind: 'status', status: 200, body: [{ Id: 11 }, { Id: 12 }] },
			{ resource: 'person', operation: 'findOrCreate', identityCode: '010190-932H' },
		),

		'Stopped before more than … calls were made (Call Budget), at item … of …. What was read until then is kept; the rest was not done.':
			hinted({ ...ALL, options: { callBudget: 1 } }),
		'Not returned, so archived or unknown: …': hinted({
			resource: 'party',
			operation: 'getAll',
			partyIds: '999999999',
		}),
		'The list changed while it was read: no row is doubled, but one may be missing. Run again for an exact list.':
			hinted(ALL, { kind: 'insertedRow' }),
		'Tampuuri gave fewer rows than it announced.': hinted(ALL, { kind: 'pageCap', rows: 0 }),
		'Tampuuri gave the same page twice, so reading stopped there. The list may be longer.': hinted(
			ALL,
			{ kind: 'ignoredOffset' },
		),
		'Reading stopped at a million rows. Use filters to get the rest.': async () =>
			String(
				pagingHints({ received: 1_000_000, total: undefined, notices: ['pageCeiling'] })[0]
					?.message,
			),

		'Tampuuri offers no search of … by name. Open the list again and type the ID: the name is then shown.':
			listed('leaseList', 'Mäntylä'),
		"Tampuuri's Help site at … does not answer": listed('operationList', undefined, {
			ownAddress: 'http://127.0.0.1:9/',
		}),
		"Tampuuri's Help site answered … for …": async () => await thrown(helpPage(500, '')),
		"The index of Tampuuri's Help site lists no operation": async () =>
			await thrown(emptySite().index()),
		"The page of Tampuuri's Help site is too large to be one": async () =>
			await thrown(helpPage(200, Readable.from([Buffer.alloc(5_000_000)]))),
		'The Help page of … … shows none': async () =>
			await thrown(emptySite().operation({ method: 'GET', path: 'kohteet/{id}' })),

		'The Tampuuri Webhook credential has no secret': published(''),
		'The secret is shorter than … characters': published('short'),
		'The secret holds characters that an address changes': published('a secret with spaces'),
		"This n8n's address (…) is reachable from its own network only. Tampuuri needs a public one: set WEBHOOK_URL in n8n's environment.":
			async () => String(addressWarning('http://localhost:5678/')),
		"This n8n's address does not start with https://. The secret would travel unprotected: put n8n behind TLS before you register the listener.":
			async () => String(addressWarning('http://n8n.example.fi/')),
		'An earlier delivery of the same notifications is still running': stillRunning,
		"Not fetched: the notification is not of the credential's account": noted({ Account: 'Muu' }),
		'Not fetched: No read is known for the event "…"': noted({ Action: 'Mysteeri' }),
		'Not fetched: The record was removed': noted({ Action: 'OsapuoliPoista' }),
		'Not fetched: The notification names no record (ReferenceId)': noted({ ReferenceId: null }),
		'Tampuuri did not return the record': noted({ Action: 'IlmoitusUusi', ReferenceId: 999_999 }),

		'One poll needs more than the … calls of its Call Budget': polled({
			...ANY_LIST,
			options: { callBudget: 1 },
		}),
		'Nothing in Tampuuri to show as a sample': async () =>
			await thrown(
				tampuuri
					.publish({ event: 'newServiceRequests', filters: { property: byId(999_999) } })
					.test(),
			),
		'There is no event "…"': polled({ event: 'nothing' }),
		'Lease IDs (Sopimukset) is empty': polled({ event: 'leasesEnding', leaseIds: '' }),
		'Days is not a whole number from 0 up': polled({
			event: 'leasesEnding',
			leaseIds: '3000001',
			days: 0.5,
		}),
		'… … is not known to read only': polled({ ...ANY_LIST, path: 'ilmoitukset/1/vastaanota' }),
		'A row has no field "…" to know it by': polled({ ...ANY_LIST, idField: 'Tunniste' }),
		'None of the rows has a field "…"': polled({
			event: 'leasesEnding',
			leaseIds: '3000001',
			endDateField: 'Paattymispaiva',
		}),
		'The list holds … rows, more than the … that can be compared': polled(
			ANY_LIST,
			Array.from({ length: 20_001 }, (_, index) => ({ Id: index + 1 })),
		),
	};
	return { provocations };
}
