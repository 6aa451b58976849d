const projectOf = (name) => ({
	displayName: name,
	rootDir: __dirname,
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
	modulePathIgnorePatterns: ['<rootDir>/dist/package.json'],
	setupFiles: ['<rootDir>/test/environment.mts'],
	globalSetup: '<rootDir>/test/userFolder.mts',
	globalTeardown: '<rootDir>/test/removeUserFolder.mts',
});

/** One n8n and one simulator for all end-to-end tests. */
const endToEnd = {
	globalSetup: '<rootDir>/test/e2e/globalSetup.mts',
	globalTeardown: '<rootDir>/test/e2e/globalTeardown.mts',
};

module.exports = {
	projects: [projectOf('unit'), projectOf('engine'), { ...projectOf('e2e'), ...endToEnd }],
};
