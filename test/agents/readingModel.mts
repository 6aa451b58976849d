import { z } from 'zod';

const property = z.object({ type: z.string().optional(), description: z.string().optional() });
const objectSchema = z.object({
	properties: z.record(z.unknown()).default({}),
	required: z.array(z.string()).default([]),
});
/** As much as matters here of a request in OpenAI's chat format. */
const chatRequest = z.object({
	messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
	tools: z
		.array(
			z.object({
				function: z.object({ name: z.string(), description: z.string(), parameters: objectSchema }),
			}),
		)
		.default([]),
});

/** A model's answer in OpenAI's chat format. */
export const chatCompletion = (message: object, reason: string): object => ({
	id: 'chat',
	object: 'chat.completion',
	created: 0,
	model: 'gpt-4o-mini',
	choices: [{ index: 0, message, finish_reason: reason }],
	usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

type Tool = z.infer<typeof chatRequest>['tools'][number]['function'];
type Schema = z.infer<typeof objectSchema>;

const SHORTEST_STEM = 4;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-zåäö]{3,}/g) ?? [];

/** 1 for the same word, less for another form of it, 0 for another word. */
function likeness(one: string, other: string): number {
	if (one === other) return 1;
	let common = 0;
	while (common < one.length && one[common] === other[common]) common += 1;
	return common < SHORTEST_STEM ? 0 : (common / Math.max(one.length, other.length)) ** 2;
}

/** What a tool takes; where a person approves it, n8n wraps that. */
function inputOf({ parameters }: Tool): { readonly schema: Schema; readonly isReviewed: boolean } {
	const inner = objectSchema.safeParse(parameters.properties.toolParameters);
	return inner.success
		? { schema: inner.data, isReviewed: true }
		: { schema: parameters, isReviewed: false };
}

function textOf(tool: Tool): string {
	const described = Object.values(inputOf(tool).schema.properties).map(
		(one) => property.parse(one).description ?? '',
	);
	return [tool.name, tool.description, ...described].join(' ');
}

/** The tool whose name and descriptions say most of what is asked; none if two say as much. */
function toolFor(task: string, tools: readonly Tool[]): Tool | undefined {
	const vocabularies = tools.map((tool) => wordsOf(textOf(tool).replaceAll('_', ' ')));
	const scores = tools.map(() => 0);
	for (const word of new Set(wordsOf(task.replace(/”[^”]*”/g, '')))) {
		const found = vocabularies.map((words) =>
			Math.max(0, ...words.map((one) => likeness(word, one))),
		);
		// A word that every tool has tells nothing.
		const sharedBy = found.filter((like) => like > 0).length;
		for (const [index, like] of found.entries()) {
			scores[index] = (scores[index] ?? 0) + like / Math.max(1, sharedBy);
		}
	}
	const best = Math.max(...scores);
	const leaders = tools.filter((_, index) => scores[index] === best);
	return best > 0 && leaders.length === 1 ? leaders[0] : undefined;
}

/** What a task says that can be a value: each is taken once, in the order in which it stands. */
class Given {
	private readonly dates: string[];
	private readonly quotes: string[];
	private readonly numbers: string[];
	private readonly task: string;

	constructor(task: string) {
		this.task = task;
		this.quotes = [...task.matchAll(/”([^”]*)”/g)].map(([, text = '']) => text);
		this.dates = [...task.matchAll(/(\d{1,2})\.(\d{1,2})\.(\d{4})/g)].map(
			([, day = '', month = '', year = '']) =>
				`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
		);
		const rest = task.replace(/”[^”]*”/g, '').replace(/\d{1,2}\.\d{1,2}\.\d{4}/g, '');
		this.numbers = rest.match(/\d+/g) ?? [];
	}

	/** @returns undefined if the task has nothing of the kind that a parameter is described as */
	valueFor({ type, description = '' }: z.infer<typeof property>): unknown {
		if (/YYYY-MM-DD/.test(description)) return this.dates.shift();
		if (type === 'number') {
			const number = this.numberFor(description);
			return number === undefined ? undefined : Number(number);
		}
		return this.wordIn(description) ?? this.quotes.shift();
	}

	/** A number of as many digits as the example in the description has; any other if it has none. */
	private numberFor(description: string): string | undefined {
		const [, example] = / such as (\d+)/.exec(description) ?? [];
		const digits = /four digits/.test(description) ? 4 : example?.length;
		const index = this.numbers.findIndex(
			(number) => digits === undefined || number.length === digits,
		);
		return index < 0 ? undefined : this.numbers.splice(index, 1)[0];
	}

	/** The one of the words, each with its English in brackets, that the task has in some form. */
	private wordIn(description: string): string | undefined {
		const choices = [...description.matchAll(/([a-zåäö]+) \([a-z ]+\)/g)].map(
			([, word = '']) => word,
		);
		if (choices.length < 2) return undefined;
		const asked = wordsOf(this.task);
		return choices
			.map((choice) => ({ choice, like: Math.max(...asked.map((word) => likeness(word, choice))) }))
			.filter(({ like }) => like > 0)
			.toSorted((one, other) => other.like - one.like)[0]?.choice;
	}
}

/** The arguments of a call, or the name of a parameter that the task has nothing for. */
function argumentsFor(task: string, tool: Tool): { arguments: object } | { missing: string } {
	const { schema, isReviewed } = inputOf(tool);
	const given = new Given(task);
	const values: Record<string, unknown> = {};
	for (const [name, described] of Object.entries(schema.properties)) {
		const value = given.valueFor(property.parse(described));
		if (value === undefined && schema.required.includes(name)) return { missing: name };
		values[name] = value;
	}
	return { arguments: isReviewed ? { toolParameters: values, hitlParameters: {} } : values };
}

function nextMessage(sent: z.infer<typeof chatRequest>): { message: object; reason: string } {
	const tools = sent.tools.map(({ function: tool }) => tool);
	const answered = sent.messages.findLast(({ role }) => role === 'tool');
	const say = (content: string) => ({ message: { role: 'assistant', content }, reason: 'stop' });
	if (answered !== undefined) return say(`Tampuurista: ${String(answered.content)}`);
	const task = String(sent.messages.findLast(({ role }) => role === 'user')?.content);
	const tool = toolFor(task, tools);
	if (tool === undefined) return say('En tiedä, mitä työkalua käyttäisin.');
	const filled = argumentsFor(task, tool);
	if ('missing' in filled) return say(`Pyynnöstä puuttuu ${filled.missing}.`);
	const call = { name: tool.name, arguments: JSON.stringify(filled.arguments) };
	const tool_calls = [{ id: 'call_1', type: 'function', function: call }];
	return { message: { role: 'assistant', content: null, tool_calls }, reason: 'tool_calls' };
}

/**
 * Stands in for a model, in OpenAI's chat format. It knows no task: it picks a tool by the words of
 * the tools' descriptions that it is sent, and its arguments by those of their parameters. So a tool
 * that is described badly is not found, and a parameter that is not in the schema is not filled in.
 */
export function readingModel(sent: unknown): object {
	const { message, reason } = nextMessage(chatRequest.parse(sent));
	return chatCompletion(message, reason);
}
