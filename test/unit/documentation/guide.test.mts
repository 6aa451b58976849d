import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { expanded } from '../../../guide/content/expand.mts';
import { explanationOf, messageSections } from '../../../guide/content/messages.mts';
import { navigation } from '../../../guide/content/navigation.mts';
import { costRow } from '../../../dist/nodes/TampuuriPollingTrigger/pollingCost.js';
import { projectFolder } from '../../../tools/projectFolder.js';
import { pageOf, pages } from '../../documentation/pages.mts';

const FOLDER = 'guide/pages/';
const guide = pages.filter(({ file }) => file.startsWith(FOLDER));

/** What a page's marks of a kind name: `maintenance` of `<!-- template maintenance -->`. */
function named(kind: string): string[] {
	const mark = new RegExp(`<!-- ${kind} (\\S+) -->`, 'g');
	return guide.flatMap(({ text }) => [...text.matchAll(mark)].map(([, name = '']) => name)).sort();
}

function filesIn(folder: string): string[] {
	const files = globSync(`${folder}/*.json`, { cwd: projectFolder });
	return files.map((file) => basename(file, '.json')).sort();
}

describe('the guide in Finnish', () => {
	const quoted = pageOf('docs/TROUBLESHOOTING.md').quotedMessages;

	it.each(quoted)('explains the message %s', (message) => {
		expect(explanationOf[message]).toMatch(/[.).]$/);
	});

	it('explains no message that is gone', () => {
		expect(Object.keys(explanationOf).filter((message) => !quoted.includes(message))).toEqual([]);
	});

	it('lists the messages in the sections of the English page', () => {
		expect(messageSections().flatMap(({ messages }) => messages)).toEqual(quoted);
	});

	it('shows every ready workflow once', () => {
		expect(named('template')).toEqual(filesIn('templates'));
		expect(named('certificate')).toEqual(filesIn('packages/n8n-nodes-tulorekisteri/templates/fi'));
	});

	it('has each of its pages in the menu', () => {
		const listed = navigation.flatMap(({ entries }) => entries.map(({ page }) => page));
		expect(listed.sort()).toEqual(guide.map(({ file }) => basename(file, '.md')).sort());
	});

	it.each(guide)('$file has one title and no mark that is unknown', ({ text }) => {
		expect(text.replace(/^```[^]*?^```$/gm, '').match(/^# .+$/gm)).toHaveLength(1);
		expect(expanded(text)).not.toMatch(/<!--/);
	});

	it("computes its prices by the product's own formula", () => {
		const shown = expanded(pageOf(`${FOLDER}webhookit-vai-kysely.md`).text).replace(/\s/g, ' ');
		const { calls, prices } = costRow(1, 1);
		expect(calls).toBe(43_200);
		expect(shown).toContain('43 200 kutsua');
		expect(shown).toContain(`Standard-paketissa ${Math.round(prices.standard)} €`);
		expect(shown).toContain('| 0 € | 2 000 | 0,011 € |');
	});
});
