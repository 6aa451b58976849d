import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { readProfile, type AccountProfile } from '../../dist/nodes/shared/profile/schema.js';
import { proposalFor, tallied, tallyTable } from './tally.mts';

const USAGE = `Takes in the profiles that owners of accounts have sent, and proposes what to change.

  npm run evidence:import -- <file with a profile> …

Import one file an account: profiles do not tell whose they are. Keeps each in docs/accounts, updates the table in docs/EVIDENCE.md, and prints which rows of
the catalogue should change. Without a file it prints what the kept profiles say.
`;

const BEGINNING = '<!-- accounts -->';
const END = '<!-- /accounts -->';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { docs: { type: 'string', default: 'docs' }, help: { type: 'boolean', default: false } },
});
const folder = join(values.docs, 'accounts');
const page = join(values.docs, 'EVIDENCE.md');

/** @throws UserError with what is wrong, when the file has no profile */
function profileIn(file: string): AccountProfile {
	const profile = readProfile(readFileSync(file, 'utf8'));
	if (profile === undefined) throw new Error(`${file} is empty`);
	return profile;
}

/** Keeps a profile under a name of its own: a file that comes again counts once. */
function keep(file: string): void {
	const text = `${JSON.stringify(profileIn(file), null, '\t')}\n`;
	const name = createHash('sha256').update(text).digest('hex').slice(0, 12);
	writeFileSync(join(folder, `${name}.json`), text);
}

function keptProfiles(): AccountProfile[] {
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return files.sort().map((name) => profileIn(join(folder, name)));
}

async function run(): Promise<void> {
	for (const file of positionals) keep(file);
	const tallies = tallied(keptProfiles());
	const [before, rest = ''] = readFileSync(page, 'utf8').split(BEGINNING);
	const after = rest.slice(rest.indexOf(END));
	const text = `${before}${BEGINNING}\n\n${tallyTable(tallies)}\n\n${after}`;
	writeFileSync(page, await format(text, { parser: 'markdown', useTabs: true }));
	const proposals = tallies.map(proposalFor).filter((one) => one !== undefined);
	const none = 'Nothing in the catalogue needs to change.';
	console.log(proposals.length === 0 ? none : proposals.map((one) => `- ${one}`).join('\n'));
}

if (values.help) console.log(USAGE);
else await run();
