import { spawnSync } from 'node:child_process';

interface Command {
	readonly command: string;
	readonly args: readonly string[];
	/** What to add so that it mends what it can. */
	readonly fix?: readonly string[];
	readonly folder?: string;
}

const PACKAGES = ['.', 'packages/n8n-nodes-tulorekisteri'];

/** The gates that read the source, by the name under which npm runs them. */
const GATES: Readonly<Record<string, readonly Command[]>> = {
	lint: [
		...PACKAGES.map((folder) => ({
			command: 'n8n-node',
			args: ['lint'],
			fix: ['--fix'],
			folder,
		})),
		{
			command: 'eslint',
			args: ['--config', 'eslint.tools.config.mjs', '--max-warnings', '0', '.'],
			fix: ['--fix'],
		},
		{
			command: 'prettier',
			args: ['--log-level', 'warn', '--check', '.'],
			fix: ['--write', '--list-different'],
		},
	],
	typecheck: PACKAGES.flatMap((folder) =>
		['tsconfig.json', 'tsconfig.tools.json'].map((project) => ({
			command: 'tsc',
			args: ['--noEmit', '--project', project],
			folder,
		})),
	),
};

const [gate = '', ...flags] = process.argv.slice(2);
const commands = GATES[gate];
if (commands === undefined) {
	throw new Error(`There is no gate "${gate}"; there are: ${Object.keys(GATES).join(', ')}`);
}
for (const { command, args, fix = [], folder = '.' } of commands) {
	const all = flags.includes('--fix') ? [...args, ...fix] : args;
	console.log(`${folder}: ${command} ${all.join(' ')}`);
	const { status } = spawnSync(command, all, { stdio: 'inherit', cwd: folder });
	if (status !== 0) process.exitCode = 1;
}
