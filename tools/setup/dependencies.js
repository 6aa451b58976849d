const { existsSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { delimiter, join } = require('node:path');
const { SetupError } = require('./command.js');
const { requireDiskSpace } = require('./diskSpace.js');
const { fingerprint } = require('./fingerprint.js');
const { runNpm } = require('./npm.js');

const INSTALLED_MEGABYTES = 1_300;
const STAMP = 'node_modules/.setup-stamp';

/** @param {string} root */
function wantedStamp(root) {
	return fingerprint(root, ['package-lock.json'], [process.platform, process.arch]);
}

/**
 * @param {string} root the project's folder
 * @returns {string} the Node that the project's scripts run with
 */
function projectNode(root) {
	return join(root, 'node_modules', 'node', 'bin', 'node');
}

/**
 * @param {string} root the project's folder
 * @returns {boolean}
 */
function dependenciesAreCurrent(root) {
	const stamp = join(root, STAMP);
	return (
		existsSync(stamp) &&
		readFileSync(stamp, 'utf8') === wantedStamp(root) &&
		existsSync(projectNode(root))
	);
}

/**
 * The environment without the project's own commands: npm must not run with a Node that it is about
 * to replace.
 *
 * @param {string} root
 * @returns {NodeJS.ProcessEnv}
 */
function outsideEnvironment(root) {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const outside = folders.filter((folder) => !folder.startsWith(join(root, 'node_modules')));
	return { ...process.env, PATH: outside.join(delimiter) };
}

/**
 * Installs what package-lock.json names, and the Node in it.
 *
 * @param {string} root the project's folder
 * @param {import('./progress.js').Progress} progress
 * @throws {SetupError} when npm is missing or fails, or the disk is too full
 */
async function installDependencies(root, progress) {
	const options = { directory: root, environment: outsideEnvironment(root) };
	if (!existsSync(join(root, 'node_modules'))) {
		await requireDiskSpace(root, INSTALLED_MEGABYTES, 'the packages');
	}
	rmSync(join(root, STAMP), { force: true });
	await progress.step('Installing the packages the project is built and tested with', () =>
		runNpm(['ci'], options),
	);
	// Its install script is what fetches the binary; scripts are off for everything else.
	await progress.step('Installing the Node that n8n needs', () =>
		runNpm(['rebuild', 'node', '--ignore-scripts=false'], options),
	);
	if (!existsSync(projectNode(root))) {
		throw new SetupError(
			`npm installed no Node for ${process.platform} ${process.arch} (package "node"). ` +
				'Linux and macOS are supported; on Windows use WSL.',
		);
	}
	writeFileSync(join(root, STAMP), wantedStamp(root));
}

module.exports = { dependenciesAreCurrent, installDependencies, projectNode };
