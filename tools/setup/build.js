const { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { runCommand } = require('./command.js');
const { projectNode } = require('./dependencies.js');
const { fingerprint } = require('./fingerprint.js');

const STAMP = 'node_modules/.cache/n8n-nodes-tampuuri/build-stamp';
const SOURCES = [
	'credentials',
	'gulpfile.js',
	'icons',
	'nodes',
	'package.json',
	...['credentials', 'icons', 'nodes', 'package.json', 'tsconfig.json'].map(
		(path) => `packages/n8n-nodes-tulorekisteri/${path}`,
	),
	'package-lock.json',
	'tools/docs',
	'tsconfig.json',
];

/** @param {string} root */
function wantedStamp(root) {
	return fingerprint(root, SOURCES);
}

/**
 * @param {string} root the project's folder
 * @returns {boolean} whether dist/ was made from the sources as they are
 */
function buildIsCurrent(root) {
	const stamp = join(root, STAMP);
	return (
		existsSync(join(root, 'dist')) &&
		existsSync(stamp) &&
		readFileSync(stamp, 'utf8') === wantedStamp(root)
	);
}

/**
 * Builds dist/.
 *
 * @param {string} root the project's folder
 * @param {NodeJS.ProcessEnv} environment with the project's commands on PATH
 * @param {import('./progress.js').Progress} progress
 * @throws {import('./command.js').CommandFailed} with the compiler's words
 */
async function build(root, environment, progress) {
	const stamp = join(root, STAMP);
	const made = wantedStamp(root);
	rmSync(stamp, { force: true });
	await progress.step('Building the package', () =>
		runCommand(projectNode(root), [join(root, 'node_modules/.bin/gulp'), 'build'], {
			directory: root,
			environment,
			shownLines: 60,
		}),
	);
	mkdirSync(dirname(stamp), { recursive: true });
	writeFileSync(stamp, made);
}

module.exports = { build, buildIsCurrent };
