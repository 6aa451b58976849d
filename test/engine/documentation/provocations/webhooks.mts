import { jest } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { addressWarning } from '../../../../dist/nodes/TampuuriTrigger/address.js';
import { publishWebhook } from '../../harness/webhook.mts';
import type { PollingSetUp } from '../../polling/setUp.mts';
import * as trigger from '../../trigger/setUp.mts';
import { thrown, type Provocations, type Provoke } from './provoke.mts';

/** What the webhook trigger says. */
export function webhookProvocations(tampuuri: PollingSetUp): Provocations {
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

	return {
		'… is not a whole number from … to …': async () =>
			String((await delivered({}, { options: { window: 0.5 } })).error?.message),
		'The Tampuuri Webhook credential has no secret': published(''),
		'The secret is shorter than … characters': published('short'),
		'The secret holds characters that an address changes': published('a secret with spaces'),
		"This n8n's address (…) is reachable from its own network only. Tampuuri needs a public one: ask whoever runs this n8n to set N8N_WEBHOOK_URL.":
			async () => String(addressWarning('http://localhost:5678/')),
		"This n8n's address does not start with https://. The secret would travel unprotected: put n8n behind TLS before you register the listener.":
			async () => String(addressWarning('http://n8n.example.fi/')),
		'An earlier delivery of the same notifications is still running': stillRunning,
		"Not fetched: the notification is not of the credential's account": noted({ Account: 'Muu' }),
		'Not fetched: No read is known for the event "…"': noted({ Action: 'Mysteeri' }),
		'Not fetched: The record was removed': noted({ Action: 'OsapuoliPoista' }),
		'Not fetched: The notification names no record (ReferenceId)': noted({ ReferenceId: null }),
		'Tampuuri did not return the record': noted({ Action: 'IlmoitusUusi', ReferenceId: 999_999 }),
	};
}
