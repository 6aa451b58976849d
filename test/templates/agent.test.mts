import { describe, expect, test } from '@jest/globals';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { CHAT, chatRequest, standInModel } from './standInModel.mts';
import { useTemplateBench } from './templateBench.mts';

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
