const { CommandFailed, SetupError, runCommand } = require('./command.js');

/** npm leaves files out when the disk is full, warns, and ends as if all were well. */
const UNPACKING_FAILED = /TAR_ENTRY_ERROR/;

/**
 * Runs npm to its end, without its advertisements.
 *
 * @param {readonly string[]} args
 * @param {{ directory: string, environment?: NodeJS.ProcessEnv }} options
 * @returns {Promise<string>} what it printed
 * @throws {SetupError} when npm is missing
 * @throws {CommandFailed} when it fails, or could not unpack everything
 */
async function runNpm(args, options) {
	await runCommand('npm', ['--version'], options).catch((cause) => {
		if (!(cause instanceof CommandFailed)) throw cause;
		throw new SetupError(
			'npm was not found. Install it (it comes with Node, from nodejs.org) and start again.',
			{ cause },
		);
	});
	const output = await runCommand('npm', [...args, '--no-audit', '--no-fund'], options);
	if (UNPACKING_FAILED.test(output)) {
		throw new CommandFailed(`npm ${args.join(' ')}`, 'could not unpack every file', output);
	}
	return output;
}

module.exports = { runNpm };
