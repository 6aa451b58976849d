import { describe, expect, it } from '@jest/globals';
import { commands, COMMAND_KINDS } from '../../documentation/commands.mts';
import { pages } from '../../documentation/pages.mts';

/** The kinds of block, by the test that runs each. A block of another kind would be run by none. */
const RUN_BY: Readonly<Record<string, string>> = {
	...Object.fromEntries(COMMAND_KINDS.map((kind) => [kind, 'commands.test.mts'])),
	dotenv: 'unit/openapi/documentation.test.mts',
	env: 'e2e/documentation/settings.test.mts',
	headers: 'commands.test.mts',
	'json event': 'engine/documentation/events.test.mts',
	'json profile': 'profile/schema.test.mts',
	'json workflow': 'e2e/documentation/workflows.test.mts',
	mermaid: 'snippets.test.mts',
	sql: 'templates/mirror.test.mts',
	properties: 'unit/openapi/documentation.test.mts',
	ts: 'snippets.test.mts',
};

/** The programs that commands.test.mts knows to run. */
const PROGRAMS = /^(curl|git clone|node|npm( run)?|openssl) /;

describe('in the documentation', () => {
	it('each block of code is run by a test', () => {
		const all = pages.flatMap(({ blocks }) => blocks);
		expect(all.filter(({ kind }) => !(kind in RUN_BY))).toEqual([]);
	});

	it('each command is run by a test', () => {
		expect(commands.filter(({ text }) => !PROGRAMS.test(text))).toEqual([]);
	});
});
