import { z } from 'zod';
import { chatCompletion } from '../agents/readingModel.mts';

/** Where the stand-in for a model's provider is called. */
export const CHAT = 'model.example.com/v1/chat/completions';

/** As much as matters here of a request in OpenAI's chat format. */
export const chatRequest = z.object({
	messages: z.array(z.object({ role: z.string(), content: z.unknown() })),
	tools: z.array(z.object({ function: z.object({ name: z.string(), parameters: z.unknown() }) })),
});

/** A model that asks the first tool for open service requests, then repeats what it was given. */
export function standInModel(sent: unknown): object {
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
	return chatCompletion(message, answered ? 'stop' : 'tool_calls');
}
