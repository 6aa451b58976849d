import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

let docs = '';
beforeEach(() => {
	docs = mkdtempSync(join(tmpdir(), 'evidence-'));
	mkdirSync(join(docs, 'accounts'));
	writeFileSync(
		join(docs, 'EVIDENCE.md'),
		'# Evidence\n\n<!-- accounts -->\n\nNone.\n\n<!-- /accounts -->\n\n## Rest\n',
	);
});
afterEach(() => {
	rmSync(docs, { recursive: true });
});

function sent(names: Record<string, string>): string {
	const file = join(docs, `${readdirSync(docs).length}.json`);
	writeFileSync(file, JSON.stringify({ version: 1, checkedAt: '2026-11-29', names }));
	return file;
}

function imported(...files: string[]): string {
	const program = ['tools/evidence/import.mts', '--docs', docs, ...files];
	return execFileSync(process.execPath, program, { encoding: 'utf8', stdio: 'pipe' });
}

const page = () => readFileSync(join(docs, 'EVIDENCE.md'), 'utf8');
const END_DATE = 'lease.end.endDate';

describe('the import of account profiles', () => {
	it('counts accounts, and proposes what they agree on', () => {
		const said = imported(
			sent({ [END_DATE]: 'Loppupvm', 'person.create.firstName': 'FirstName' }),
			sent({ [END_DATE]: 'Loppupvm', 'person.create.firstName': 'Etunimi' }),
			sent({ [END_DATE]: 'Loppupvm', 'lease.row.endDate': 'PaattymisPvm' }),
		);
		expect(said).toContain(`${END_DATE} (Loppupvm): confirmed by 3 accounts. Remove its guess`);
		expect(said).toContain('1 account with PaattymisPvm and none as assumed');
		expect(said).not.toContain('person.create.firstName');
		expect(page()).toMatch(/\| `person\.create\.firstName` \| `Etunimi` +\| 1 +\| `FirstName`: 1/);
		expect(page()).toContain('## Rest');
	});

	it('counts a file once, and keeps what came before', () => {
		imported(sent({ [END_DATE]: 'Loppupvm' }), sent({ [END_DATE]: 'Loppupvm' }));
		expect(readdirSync(join(docs, 'accounts'))).toHaveLength(1);
		const said = imported(sent({ [END_DATE]: 'Loppupvm', 'lease.row.endDate': 'Loppupvm' }));
		expect(said).toContain('confirmed by 2 accounts');
		expect(imported()).toBe(said);
	});

	it('takes in nothing that is not a profile', () => {
		const file = join(docs, 'other.json');
		writeFileSync(file, '{ "version": 1, "checkedAt": "2026-11-29", "account": "Kiinteistö Oy" }');
		expect(() => imported(file)).toThrow('is not a part of a profile');
		expect(readdirSync(join(docs, 'accounts'))).toEqual([]);
	});
});
