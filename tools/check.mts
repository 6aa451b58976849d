import { spawnSync } from 'node:child_process';

interface Command {
	readonly command: string;
	readonly args: readonly string[];
	/** Its arguments when it shall mend what it can. */
	readonly fixArgs?: readonly string[];
	readonly folder?: string;
}

const TOOLS_LINT = ['--config', 'eslint.tools.config.mjs', '--max-warnings', '0', '.'];
const SOURCES = ['nodes', 'credentials', 'packages/n8n-nodes-tulorekisteri/nodes'];
const PACKAGES = ['.', 'packages/n8n-nodes-tulorekisteri'];

/** The gates that read the source, by the name under which npm runs them. */
const GATES: Readonly<Record<string, readonly Command[]>> = {
	lint: [
		...PACKAGES.map((folder) => ({
			command: 'n8n-node',
			args: ['lint'],
			fixArgs: ['lint', '--fix'],
			folder,
		})),
		{
			command: 'eslint',
			args: TOOLS_LINT,
			fixArgs: [...TOOLS_LINT, '--fix'],
		},
		{
			command: 'prettier',
			args: ['--log-level', 'warn', '--check', '.'],
			fixArgs: ['--write', '--list-different', '.'],
		},
		{
			command: 'depcruise',
			args: ['--config', '.dependency-cruiser.cjs', ...SOURCES],
		},
		{ command: 'knip', args: ['--treat-config-hints-as-errors'] },
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
for (const { command, args, fixArgs = args, folder = '.' } of commands) {
	const given = flags.includes('--fix') ? fixArgs : args;
	console.log(`${folder}: ${command} ${given.join(' ')}`);
	const { status } = spawnSync(command, given, { stdio: 'inherit', cwd: folder });
	if (status !== 0) process.exitCode = 1;
}
