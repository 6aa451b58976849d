import { parseWorkflow, type Workflow } from '../../../demo/n8nClient.mts';
import { readingModel } from '../../agents/readingModel.mts';
import { approve } from '../../mail/decide.mts';
import { CHAT, standInModel } from '../standInModel.mts';
import { runs, shownBy, type Drives } from './drive.mts';

const question = (chatInput: string) => ({ sessionId: 'test', action: 'sendMessage', chatInput });

/** A person chooses a Data Table of tasks; a question in the chat does not reach it. */
const withTable = (workflow: Workflow): Workflow =>
	parseWorkflow(
		JSON.stringify(workflow).replaceAll('"mode":"list","value":""', '"mode":"id","value":"tasks"'),
	);

const SPELLED = 'the model is shown a lease as the account spells it';

/** The templates with or for an AI agent. */
export const AGENT_DRIVES: Drives = {
	'ask-about-building': {
		start: async (trial) => {
			trial.bench.systems.respondTo('POST', CHAT, standInModel);
			await runs('Question', question('Mitä on auki?'))(trial);
		},
	},
	'agent-evaluation': {
		start: async (trial) => {
			trial.bench.systems.respondTo('POST', CHAT, readingModel);
			await runs('Question', question('Milloin vuokrasopimus 3000001 päättyy?'))(trial);
		},
		change: withTable,
		notIn: { nested: SPELLED, renamed: SPELLED },
	},
	'agent-open-work': {
		start: async ({ bench, stored }) => {
			const execution = await bench.run(await stored(), 'Asked', { building: 'Asunto Oy' });
			return shownBy(execution, 'Short Answer', ['found', 'work']);
		},
	},
	'agent-report-fault': {
		start: async ({ bench, stored }) => {
			const { id } = await stored();
			await bench.client.startWorkflow(id, 'Asked', {
				costCentreId: 1000001,
				title: 'Hana vuotaa',
				description: 'Keittiön hana tippuu. ÄÖ',
				photo: '',
				photoName: '',
				step: 'approve',
			});
			await approve(await bench.mailAbout('Fault report to approve'), true);
		},
	},
	'agent-lease-change': {
		start: async ({ bench, stored }) => {
			const given = { leaseId: 3000002, endDate: '2026-12-31' };
			const execution = await bench.run(await stored(), 'Asked', given);
			return shownBy(execution, 'Prepared', ['leaseId', 'now', 'notice']);
		},
	},
};
