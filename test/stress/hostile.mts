import axios from 'axios';
import fc from 'fast-check';
import pLimit from 'p-limit';
import { publishToSink, type Place } from './exactness.mts';
import { countExecutions } from './storedExecutions.mts';
import { listenerAddress } from './triggerWorkflow.mts';

export interface HostileResult {
	readonly bodies: number;
	readonly answers: Readonly<Record<string, number>>;
	/** Answers 500 and above, or none. */
	readonly failures: number;
	/** Executions that n8n stored for calls without the secret. */
	readonly storedForStrangers: number;
}

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const named = (key: string, value: string) => `{"Action":"X","${key}":${value}}`;

/** What a person would try. */
const HAND_WRITTEN: readonly string[] = [
	'',
	'null',
	'0',
	'"text"',
	'[]',
	'{}',
	'{"Notifications":null}',
	'{"Notifications":[null]}',
	'{"Notifications":[[[]]]}',
	'{"Notifications":{"Action":{}}}',
	'{"__proto__":{"Action":"X"},"Action":"Y"}',
	'{"constructor":{"prototype":{"x":1}},"Action":"Y"}',
	'{"Notifications":[{"__proto__":null,"Action":"Y"}]}',
	'{"Action":"={{ $env.HOME }}"}',
	named('ReferenceJson', '"={{ $secrets }}"'),
	named('ReferenceJson', '"{\\"__proto__\\":{\\"x\\":1}}"'),
	named('Timestamp', '{"toString":1}'),
	named('ReferenceId', '1e999'),
	named('ReferenceId', '-0'),
	named('Account', '"\\u0000\\ud800"'),
	named('ReferenceData', `"${'a'.repeat(1_000_000)}"`),
	deep(200_000),
	`{"Notifications":${deep(50_000)}}`,
	named('ReferenceJson', JSON.stringify(deep(50_000))),
	`[${'{},'.repeat(20_000)}{}]`,
	`{"Notifications":[${'{"Action":"X"},'.repeat(5_000)}{"Action":"X"}]}`,
	'<xml><Action>X</Action></xml>',
	'Action=X&Account=Y',
	'\uFEFF{"Action":"X"}',
];

const generated: fc.Arbitrary<string> = fc.oneof(
	fc.json(),
	fc.string(),
	fc
		.record(
			{
				Action: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
				Account: fc.jsonValue(),
				ReferenceId: fc.jsonValue(),
				ReferenceJson: fc.oneof(fc.json(), fc.jsonValue()),
				Timestamp: fc.jsonValue(),
			},
			{ requiredKeys: [] },
		)
		.chain((one) => fc.constantFrom(one, [one], { Notifications: [one] }, { notifications: one }))
		.map((body) => JSON.stringify(body)),
);

/**
 * Not XML: n8n 2.41 parses that of all its webhooks with one parser, before it asks a node, and after
 * some malformed documents this parser answers no further one.
 */
const TYPES = [
	'application/json',
	'text/plain',
	'application/x-www-form-urlencoded',
	'application/octet-stream',
];

/** Sends bodies nobody should send, half of them without the secret. */
export async function sendHostile(
	{ start, userFolder, sink }: Place,
	count: number,
): Promise<HostileResult> {
	const n8n = await start(0);
	try {
		const { stored, webhookId } = await publishToSink(n8n, 'onReceived', sink);
		const address = listenerAddress(n8n.url, webhookId);
		const bodies = [...HAND_WRITTEN, ...fc.sample(generated, { numRuns: count, seed: 5 })];
		const answers: Record<string, number> = {};
		const limit = pLimit(16);
		const sendAll = async (url: string, chosen: readonly string[]) => {
			await Promise.all(
				chosen.map((body, index) =>
					limit(async () => {
						const type = TYPES[index % 8 === 0 ? Math.floor(index / 8) % TYPES.length : 0];
						const status = await axios
							.post(url, Buffer.from(body), {
								headers: { 'Content-Type': type },
								validateStatus: () => true,
								maxRedirects: 0,
								timeout: 60_000,
							})
							.then((answer) => answer.status)
							.catch(() => 0);
						answers[status] = (answers[status] ?? 0) + 1;
					}),
				),
			);
		};
		const isGenerated = (index: number) => index >= HAND_WRITTEN.length;
		await sendAll(
			address.replace(/secret=.*/, 'secret=wrong-wrong-wrong-wrong'),
			bodies.filter((_, index) => !isGenerated(index) || index % 2 === 0),
		);
		const storedForStrangers = countExecutions(userFolder, stored.id);
		await sendAll(
			address,
			bodies.filter((_, index) => !isGenerated(index) || index % 2 === 1),
		);
		const failures = Object.entries(answers)
			.filter(([status]) => Number(status) >= 500 || status === '0')
			.reduce((sum, [, number]) => sum + number, 0);
		return { bodies: bodies.length, answers, failures, storedForStrangers };
	} finally {
		await n8n.stop();
	}
}
