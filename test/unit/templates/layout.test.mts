import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectFolder } from '../../../tools/projectFolder.js';
import { canvas, crossings, linesUnderSteps, overlapsOf } from './canvas.mts';

const files = globSync('{,packages/*/}templates/**/*.json', { cwd: projectFolder });

describe.each(files.sort())('%s, on the canvas', (file) => {
	const workflow = canvas.parse(JSON.parse(readFileSync(join(projectFolder, file), 'utf8')));

	test('puts nothing over anything else, but frames around their parts', () => {
		expect(overlapsOf(workflow)).toEqual([]);
	});

	test('has no line that runs under a step', () => {
		expect(linesUnderSteps(workflow)).toEqual([]);
	});

	test('has no lines that cross', () => {
		expect(crossings(workflow)).toEqual([]);
	});
});
