const { join } = require('node:path');

const ROOT = join(__dirname, '..');

/**
 * The settings all test projects share.
 *
 * @param {string} name the folder of its tests under `test/`
 * @param {{ folder?: string, displayName?: string }} [place] a package other than the root's
 */
function jestProject(name, { folder = ROOT, displayName = name } = {}) {
	return {
		displayName,
		rootDir: folder,
		testEnvironment: 'node',
		testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
		moduleFileExtensions: ['js', 'mts', 'ts', 'json', 'node'],
		transform: {
			'\\.m?ts$': [
				'@swc/jest',
				{
					jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
					module: { type: 'commonjs' },
				},
			],
		},
		modulePathIgnorePatterns: ['<rootDir>/coverage', '<rootDir>/dist/package.json'],
		setupFiles: [join(ROOT, 'test/environment.mts')],
		globalSetup: join(ROOT, 'test/userFolder.mts'),
		globalTeardown: join(ROOT, 'test/removeUserFolder.mts'),
	};
}

module.exports = { jestProject };
