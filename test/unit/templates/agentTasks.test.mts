import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectFolder } from '../../../tools/projectFolder.js';
import { rowsOfCsv } from '../../agents/csv.mts';
import { TASKS } from '../../agents/tasks.mts';

const text = (file: string) => readFileSync(join(projectFolder, 'templates', file), 'utf8');

test('the data set has the tasks of npm run test:agents, with the tools that they take', () => {
	expect(TASKS).toHaveLength(30);
	expect(rowsOfCsv(text('agent-tasks.csv'))).toEqual(
		TASKS.map(({ task, tool }) => ({ task, expectedTools: tool, answer: '' })),
	);
});

test('each of the tools is in the workflow', () => {
	const { nodes } = JSON.parse(text('agent-evaluation.json')) as { nodes: Array<{ name: string }> };
	const names = nodes.map(({ name }) => name);
	expect(TASKS.filter(({ tool }) => !names.includes(tool))).toEqual([]);
});
