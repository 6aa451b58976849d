import { spawnSync } from 'node:child_process';

/** The gates that read the source, by the name under which npm runs them. */
const GATES: Readonly<Record<string, ReadonlyArray<readonly [string, ...string[]]>>> = {
	lint: [
		['n8n-node', 'lint'],
		['eslint', '--config', 'eslint.tools.config.mjs', '--max-warnings', '0', '.'],
		['prettier', '--check', '--log-level', 'warn', '.'],
	],
	typecheck: [
		['tsc', '--noEmit', '--project', 'tsconfig.json'],
		['tsc', '--noEmit', '--project', 'tsconfig.tools.json'],
	],
};

const FIXES: Readonly<Record<string, readonly string[]>> = {
	'n8n-node': ['--fix'],
	eslint: ['--fix'],
	prettier: ['--write', '--list-different'],
};

const [gate = '', ...flags] = process.argv.slice(2);
const commands = GATES[gate];
if (commands === undefined) {
	throw new Error(`There is no gate "${gate}"; there are: ${Object.keys(GATES).join(', ')}`);
}
for (const [command, ...args] of commands) {
	const fixes = flags.includes('--fix') ? (FIXES[command] ?? []) : [];
	const all = [...args.filter((arg) => arg !== '--check' || fixes.length === 0), ...fixes];
	console.log(`${command} ${all.join(' ')}`);
	const { status } = spawnSync(command, all, { stdio: 'inherit' });
	if (status !== 0) process.exitCode = 1;
}
