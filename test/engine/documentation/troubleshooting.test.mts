import { describe, expect, it } from '@jest/globals';
import { messagesInSources } from '../../documentation/messages.mts';
import { N8N_NAMES } from '../../documentation/names.mts';
import { pageOf, pages } from '../../documentation/pages.mts';
import { setUpProvocations } from './provocations/index.mts';

const provocations = setUpProvocations();
const quoted = pageOf('docs/TROUBLESHOOTING.md').quotedMessages;

/** Texts of the sources that are no message of their own, and why. */
const NOT_ON_THE_PAGE: Readonly<Record<string, string>> = {
	'Choose resource and operation first': 'said by the editor before there is anything to run',
	'First … of … returned': 'no trouble',
	'Not fetched: …': 'stands on the page with each of its reasons',
	'No read is known for the event "…"': 'a reason of "Not fetched"',
	'The record was removed': 'a reason of "Not fetched"',
	'The notification names no record (ReferenceId)': 'a reason of "Not fetched"',
	'Only single operations can be polled': 'the editor offers no other',
	'An operation that gives a file has no rows': 'the editor offers no such poll',
	'Tampuuri accepted the credential': 'no trouble',
	'The secret can be used': 'no trouble',
	'… (… of … returned)': 'each notice stands on the page',
	'… more hints of this kind': 'no trouble',
	'… … to Tampuuri used……': 'no trouble',
	'… …': 'a field and what is wrong with it: each stands on the page',
	'…. …': 'a message and its advice',
};

/** A sentence in backticks on another page. */
const SENTENCE = /^[A-Z][a-z']+ [a-z']+ .*[a-z".]$/;
const sentences = pages
	.filter(({ file }) => /^docs\/(?!TROUBLESHOOTING)/.test(file))
	.flatMap(({ file, codes }) => codes.map((message) => ({ file, message })))
	.filter(({ message }) => SENTENCE.test(message));

/** A quoted message as a pattern: … stands for anything. */
function patternOf(message: string): RegExp {
	const parts = message.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('[^]+')}`);
}

describe('docs/TROUBLESHOOTING.md', () => {
	it.each(quoted)('quotes a message that the nodes give: %s', async (message) => {
		const provoke = provocations[message];
		if (provoke === undefined) throw new Error('Nothing provokes this message');
		expect(await provoke()).toMatch(patternOf(message));
	});

	it('quotes each message once', () => {
		expect(quoted).toEqual([...new Set(quoted)]);
	});

	it.each(messagesInSources().filter((message) => !(message in NOT_ON_THE_PAGE)))(
		'has the message of the sources: %s',
		(message) => {
			expect(quoted).toContain(message);
		},
	);

	it.each(sentences)('has what $file quotes: $message', ({ message }) => {
		expect([...quoted, ...N8N_NAMES]).toContain(message);
	});

	it('leaves out nothing but what is there', () => {
		expect(messagesInSources()).toEqual(expect.arrayContaining(Object.keys(NOT_ON_THE_PAGE)));
	});
});
