import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import { z } from 'zod';
import type { Workflow } from '../../demo/n8nClient.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { rowsOfCsv } from '../agents/csv.mts';
import { readingModel } from '../agents/readingModel.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { CHAT } from './standInModel.mts';
import { useTemplateBench } from './templateBench.mts';

const withId = z.object({ data: z.object({ id: z.string() }) });
const rows = z.object({
	data: z.object({ data: z.array(z.object({ answer: z.string().nullable() })) }),
});
const testRun = z.object({
	data: z.object({
		status: z.string(),
		errorCode: z.string().nullish(),
		metrics: z.record(z.number()).nullish(),
	}),
});
const testCases = z.object({
	data: z.array(z.object({ status: z.string(), errorDetails: z.unknown() })),
});

/** n8n's own requests, as its editor sends them. */
function n8n() {
	const { n8nUrl, session } = surroundingsNow();
	return axios.create({ baseURL: `${n8nUrl}/rest`, headers: { Cookie: session } });
}

/** A Data Table of the tasks, as a person makes it of the CSV file. */
async function tableOfTasks(limit: number) {
	const text = await readFile(join(projectFolder, 'templates/agent-tasks.csv'), 'utf8');
	const project = withId.parse((await n8n().get<unknown>('/projects/personal')).data).data.id;
	const columns = ['task', 'expectedTools', 'answer'].map((name) => ({ name, type: 'string' }));
	const tables = `/projects/${project}/data-tables`;
	const made = await n8n().post<unknown>(tables, { name: `Tasks ${Date.now()}`, columns });
	const { id } = withId.parse(made.data).data;
	const data = rowsOfCsv(text).slice(0, limit);
	await n8n().post(`${tables}/${id}/insert`, { data });
	return {
		id,
		answers: async () => {
			const { data: listed } = await n8n().get<unknown>(`${tables}/${id}/rows?take=100`);
			return rows.parse(listed).data.data.map(({ answer }) => answer);
		},
		remove: async () => await n8n().delete(`${tables}/${id}`),
	};
}

const choosing = (id: string) => (workflow: Workflow) => ({
	...workflow,
	nodes: workflow.nodes.map((node) => {
		const { parameters } = z.object({ parameters: z.record(z.unknown()) }).parse(node);
		if (!('dataTableId' in parameters)) return node;
		const dataTableId = { __rl: true, mode: 'id', value: id };
		return { ...node, parameters: { ...parameters, dataTableId } };
	}),
});

describe('templates/agent-evaluation.json', () => {
	const bench = useTemplateBench();
	let table: Awaited<ReturnType<typeof tableOfTasks>> | undefined;
	afterEach(async () => {
		await table?.remove();
		table = undefined;
	});

	test("is run by n8n's own evaluation, which counts the right tools and changes nothing", async () => {
		bench().systems.respondTo('POST', CHAT, readingModel);
		const tasks = 30;
		table = await tableOfTasks(tasks);
		const { id } = await bench().import('agent-evaluation', choosing(table.id));
		const runs = `/workflows/${id}/test-runs`;
		const { data: started } = await n8n().post<{ testRunId: string }>(`${runs}/new`, {});
		const ended = await waitUntil(
			'the end of the evaluation',
			async () => {
				const { data } = await n8n().get<unknown>(`${runs}/${started.testRunId}`);
				const run = testRun.parse(data).data;
				return !['new', 'running'].includes(run.status) && run;
			},
			{ limitMs: 90_000 },
		);
		const { data } = await n8n().get<unknown>(`${runs}/${started.testRunId}/test-cases`);
		expect(testCases.parse(data).data.filter(({ status }) => status !== 'success')).toEqual([]);
		expect(ended).toMatchObject({ status: 'completed', metrics: { 'Tools Used': 1 } });
		const answers = await table.answers();
		expect(answers).toHaveLength(tasks);
		for (const answer of answers) expect(answer).toContain('Tampuurista: ');
		expect(answers.filter((answer) => answer?.includes('Nothing was changed.'))).toHaveLength(11);
		expect(await bench().writes()).toEqual([]);
	});
});
