import { tmpdir } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import { CommandFailed, runCommand } from '../../../tools/setup/command.js';

const directory = tmpdir();

const printing = (text: string, exitCode: number) =>
	runCommand(
		process.execPath,
		['-e', `console.error(${JSON.stringify(text)}); process.exitCode = ${exitCode};`],
		{ directory },
	);

describe('A set-up command', () => {
	test('gives what it printed', async () => {
		await expect(printing('all well', 0)).resolves.toBe('all well\n');
	});

	test.each([
		['npm error code ENOSPC', 'The disk is full'],
		['tar: write error: No space left on device', 'The disk is full'],
		['npm error code ENOTFOUND', 'registry could not be reached'],
		['npm error errno ETIMEDOUT', 'registry could not be reached'],
		['npm error code E403', 'registry refused'],
		['npm error code EACCES', 'could not be written'],
		['make: g++: No such file or directory\ng++: not found', 'install Python 3, make'],
	])('that fails with "%s" tells what to do', async (printed, advice) => {
		const failing = printing(printed, 1);
		await expect(failing).rejects.toThrow(CommandFailed);
		await expect(failing).rejects.toThrow(advice);
		await expect(failing).rejects.toThrow(printed.split('\n')[0]);
	});

	test('that ends by a signal says so', async () => {
		const ending = ['-e', 'process.kill(process.pid, "SIGKILL")'];
		const ended = runCommand(process.execPath, ending, { directory });
		await expect(ended).rejects.toThrow('was ended by SIGKILL');
	});

	test('that is not there says so', async () => {
		const missing = runCommand('no-such-command-here', [], { directory });
		await expect(missing).rejects.toThrow('could not be started');
	});
});
