import { createHash } from 'node:crypto';

/** Of one text, both languages; templates are made in each, so that the twins cannot drift apart. */
export type Language = 'en' | 'fi';
export type Say = (english: string, finnish: string) => string;

export type Target = string | [name: string, input: number];

export interface Step {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	position: [number, number];
	/** Where each output leads: a step's name, and which of its inputs where it has several. */
	to: Target[][];
	[setting: string]: unknown;
}

const OURS = 'n8n-nodes-tulorekisteri.tulorekisteri';
const BASE = 'n8n-nodes-base';
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 5000 };
const FROM = 'n8n@example.com';
const TO = 'payroll@example.com';

export type At = [column: number, row: number];
const placed = ([column, row]: At): [number, number] => [column * 220, row * 160];

export function step(
	name: string,
	type: string,
	typeVersion: number,
	at: At,
	parameters: Record<string, unknown>,
	...to: Target[][]
): Step {
	return { name, type: `${BASE}.${type}`, typeVersion, position: placed(at), parameters, to };
}

/** A step of this package; a failed item goes to its second output where one is given. */
export function ours(
	name: string,
	[resource, operation]: [string, string],
	at: At,
	parameters: Record<string, unknown>,
	...to: Target[][]
): Step {
	return {
		name,
		type: OURS,
		typeVersion: 1,
		position: placed(at),
		parameters: { resource, operation, ...parameters },
		...(to.length > 1 && { onError: 'continueErrorOutput' }),
		to,
	};
}

export function trigger(name: string, parameters: Record<string, unknown>, to: string[]): Step {
	return {
		name,
		type: `${OURS}Trigger`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			pollTimes: { item: [{ mode: 'everyDay', hour: 3, minute: 15 }] },
			...parameters,
		},
		to: [to],
	};
}

/** Whether an expression is true: yes to the first output, no to the second. */
export function when(name: string, expression: string, at: At, yes: string[], no: string[]): Step {
	return step(name, 'if', 2.3, at, { conditions: isTrue(expression), options: {} }, yes, no);
}

export function isTrue(expression: string): Record<string, unknown> {
	return {
		combinator: 'and',
		options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 3 },
		conditions: [
			{
				id: 'condition',
				leftValue: `={{ ${expression} }}`,
				rightValue: '',
				operator: { type: 'boolean', operation: 'true', singleValue: true },
			},
		],
	};
}

/** A mail to the person in charge, tried three times. */
export function mail(name: string, at: At, subject: string, text: string, ...to: string[][]): Step {
	const parameters = {
		fromEmail: FROM,
		toEmail: TO,
		subject: `=${subject}`,
		emailFormat: 'text',
		text: `=${text}`,
		options: { appendAttribution: false },
	};
	return { ...step(name, 'emailSend', 2.1, at, parameters, ...to), ...RETRY };
}

/** A mail with buttons, tried three times; the workflow waits for a press, but no longer than the limit. */
export function ask(
	name: string,
	at: At,
	{ subject, message, buttons, limit }: Question,
	to: string[],
): Step {
	const [approveLabel, disapproveLabel] = buttons;
	const parameters = {
		operation: 'sendAndWait',
		fromEmail: FROM,
		toEmail: TO,
		subject: `=${subject}`,
		message: `=${message}`,
		responseType: 'approval',
		approvalOptions: {
			values: disapproveLabel
				? { approvalType: 'double', approveLabel, disapproveLabel }
				: { approvalType: 'single', approveLabel },
		},
		options: { appendAttribution: false, limitWaitTime: { values: limit } },
	};
	const asking = step(name, 'emailSend', 2.1, at, parameters, to);
	return { ...asking, ...RETRY, webhookId: idOf(`ask ${name}`) };
}

export interface Question {
	subject: string;
	message: string;
	buttons: [approve: string, disapprove?: string];
	limit: Record<string, unknown>;
}

/** What n8n runs when any step of this workflow fails, with nothing else to set up. */
export function failure(say: Say, workflow: string, row: number): Step[] {
	const onFailure = say('When a Step Fails', 'Kun vaihe epäonnistuu');
	const tell = say('Tell That a Step Failed', 'Kerro, että vaihe epäonnistui');
	const error = '{{ $json.execution?.error?.message ?? $json.trigger?.error?.message }}';
	const advice = "{{ $json.execution?.error?.description ?? '' }}";
	const where = "{{ $json.execution?.url ?? '' }}";
	return [
		step(onFailure, 'errorTrigger', 1, [0, row], {}, [tell]),
		mail(
			tell,
			[1, row],
			say(`"${workflow}" has stopped`, `"${workflow}" on pysähtynyt`),
			say(
				`A step of the workflow "${workflow}" has failed.\n\n${error}\n${advice}\n\nStep: {{ $json.execution?.lastNodeExecuted ?? '' }}\nExecution: ${where}`,
				`Työnkulun "${workflow}" vaihe epäonnistui.\n\n${error}\n${advice}\n\nVaihe: {{ $json.execution?.lastNodeExecuted ?? '' }}\nSuoritus: ${where}`,
			),
		),
	];
}

export function note(say: Say, at: At, content: string): Step {
	const parameters = { content, width: 640, height: 280 };
	return step(say('How It Works', 'Näin se toimii'), 'stickyNote', 1, at, parameters);
}

/** Stable, so that a template made again is the same file. */
export function idOf(text: string): string {
	const hash = createHash('sha256').update(text).digest('hex');
	return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

/** What n8n keeps of a step among its nodes; where it leads is kept apart. */
function nodeOf(workflowName: string, made: Step): Record<string, unknown> {
	const kept = Object.entries(made).filter(([key]) => key !== 'to');
	return { id: idOf(`${workflowName} ${made.name}`), ...Object.fromEntries(kept) };
}

function connection(target: Target): Record<string, unknown> {
	const [node, index] = typeof target === 'string' ? [target, 0] : target;
	return { node, type: 'main', index };
}

/**
 * A workflow as n8n imports it.
 * @param settings in place of those that keep every execution, and with it the key that was made
 */
export function workflow(
	name: string,
	steps: Step[],
	settings: Record<string, unknown> = {},
): Record<string, unknown> {
	return {
		name,
		nodes: steps.map((each) => nodeOf(name, each)),
		connections: Object.fromEntries(
			steps
				.filter(({ to }) => to.length > 0)
				.map(({ name: from, to }) => [
					from,
					{ main: to.map((targets) => targets.map(connection)) },
				]),
		),
		settings: {
			executionOrder: 'v1',
			saveExecutionProgress: true,
			saveDataSuccessExecution: 'all',
			saveDataErrorExecution: 'all',
			saveManualExecutions: true,
			...settings,
		},
	};
}
