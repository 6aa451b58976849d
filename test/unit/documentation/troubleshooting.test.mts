import { describe, expect, it } from '@jest/globals';
import { messagesInSources, textsInSources } from '../../documentation/messages.mts';
import { pageOf } from '../../documentation/pages.mts';

const quoted = pageOf('docs/TROUBLESHOOTING.md').quotedMessages;

/** Messages that a reader of the page does not look for, and why. */
const NOT_ON_THE_PAGE: Readonly<Record<string, string>> = {
	'Choose a resource and an operation first': 'said by the editor before there is anything to run',
	'Tampuuri has … matching rows in total': 'no trouble',
	'Only single operations can be polled': 'the editor offers no other',
	'An operation that returns a file has no rows': 'the editor offers no such poll',
	'Tampuuri accepted the credential': 'no trouble',
	'The secret is valid': 'no trouble',
	'… (… of … returned)': 'each hint it is added to is on the page',
	'… more hints like these': 'no trouble',
	'… API … used……': 'no trouble',
};

/** Whether a text has words of its own, and not only signs between its changing parts. */
function hasWords(text: string): boolean {
	return /\p{L}{2}/u.test(text);
}

/**
 * Whether the sources have a text that begins like this: as it stands, behind the name of a field, or
 * behind a lead such as "Not fetched: ".
 */
function isInSources(message: string): boolean {
	return textsInSources.some((text) => {
		if (text.startsWith(message)) return true;
		const lead = text.endsWith('…') ? text.slice(0, -1) : '';
		return hasWords(lead) && message.startsWith(lead) && isInSources(message.slice(lead.length));
	});
}

describe('docs/TROUBLESHOOTING.md', () => {
	it.each(quoted)('quotes a message of the sources: %s', (message) => {
		const behindName = message.replace(/^… /, '');
		expect(isInSources(message) || isInSources(behindName)).toBe(true);
	});

	it.each(messagesInSources.filter(hasWords).filter((text) => !(text in NOT_ON_THE_PAGE)))(
		'has the message of the sources: %s',
		(message) => {
			const [, lead = ''] = /^(.*[^…])…$/.exec(message) ?? [];
			const isOnPage = (one: string) =>
				message.startsWith(one) || one.includes(message) || (lead !== '' && one.startsWith(lead));
			expect(quoted.some(isOnPage)).toBe(true);
		},
	);
});
