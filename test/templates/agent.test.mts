import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { useTemplateBench } from './templateBench.mts';

const CHAT = 'model.example.com/v1/chat/completions';

/** As much as matters here of a request in OpenAI's chat format. */
const chatRequest = z.object({
	messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
	tools: z.array(z.object({ function: z.object({ name: z.string(), parameters: z.unknown() }) })),
});

/** A model that asks the first tool for open service requests, then repeats what it was given. */
function standInModel(sent: unknown): object {
	const { messages, tools } = chatRequest.parse(sent);
	const answered = messages.find(({ role }) => role === 'tool');
	const message = answered
		? { role: 'assistant', content: `Avoinna: ${String(answered.content)}` }
		: {
				role: 'assistant',
				content: null,
				tool_calls: [
					{
						id: 'call_1',
						type: 'function',
						function: { name: tools[0]?.function.name, arguments: '{"state":"avoin"}' },
					},
				],
			};
	const reason = answered ? 'stop' : 'tool_calls';
	return {
		id: 'chat',
		object: 'chat.completion',
		created: 0,
		model: 'gpt-4o-mini',
		choices: [{ index: 0, message, finish_reason: reason }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

describe('templates/ask-about-building.json', () => {
	const bench = useTemplateBench();

	test('gives the model the open service requests, without people, and answers with its words', async () => {
		bench().systems.respondTo('POST', CHAT, standInModel);
		const question = 'Mitä on auki Asunto Oy Tampereen Jäkäläpihassa?';
		const stored = await bench().import('ask-about-building');
		const execution = await bench().run(stored, 'Question', {
			sessionId: 'test',
			action: 'sendMessage',
			chatInput: question,
		});
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		const asked = bench()
			.systems.arrivedAt('POST', CHAT)
			.map((body) => chatRequest.parse(body));
		expect(asked).toHaveLength(2);
		expect(JSON.stringify(asked[0]?.messages)).toContain(question);
		const given = String(asked[1]?.messages.at(-1)?.content);
		expect(given).toContain('TyötehtävänOtsikko');
		expect(given).toContain('"Tila":"avoin"');
		expect(given).not.toMatch(/"Tila":"(?!avoin)/);
		expect(given).not.toContain('Ilmoittaja');
		const [answer] = itemsOf(execution, 'Agent');
		expect(answer?.json.output).toBe(`Avoinna: ${given}`);
		expect(await bench().writes()).toEqual([]);
	});
});
