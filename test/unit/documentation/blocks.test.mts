import { describe, expect, it } from '@jest/globals';
import { commands, COMMAND_KINDS } from '../../documentation/commands.mts';
import { pages } from '../../documentation/pages.mts';

/** The kinds of block, by the test that runs each. A block of another kind would be run by none. */
const RUN_BY: Readonly<Record<string, string>> = {
	...Object.fromEntries(COMMAND_KINDS.map((kind) => [kind, 'commands.test.mts'])),
	env: 'e2e/documentation/settings.test.mts',
	headers: 'commands.test.mts',
	'json event': 'engine/documentation/events.test.mts',
	'json workflow': 'e2e/documentation/workflows.test.mts',
	mermaid: 'snippets.test.mts',
	ts: 'snippets.test.mts',
};

/** The programs that commands.test.mts knows to run. */
const PROGRAMS = /^(curl|git clone|node|npm( run)?|openssl) /;

describe('each block of code in the documentation', () => {
	it.each(pages.flatMap(({ blocks }) => blocks))('$file:$line is run by a test', ({ kind }) => {
		expect(Object.keys(RUN_BY)).toContain(kind);
	});

	it.each(commands)('$file: $text is run by a test', ({ text }) => {
		expect(text).toMatch(PROGRAMS);
	});
});
