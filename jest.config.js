const { jestProject } = require('./test/jestProject.js');

/** One n8n and one simulator for all tests of a project. */
const endToEnd = {
	globalSetup: '<rootDir>/test/e2e/globalSetup.mts',
	globalTeardown: '<rootDir>/test/e2e/globalTeardown.mts',
};

module.exports = {
	// On a busy machine a thousand generated cases take a while; no test is about time.
	testTimeout: 60_000,
	projects: [
		jestProject('unit'),
		jestProject('engine'),
		...['e2e', 'browser', 'templates', 'guide'].map((name) => ({
			...jestProject(name),
			...endToEnd,
		})),
		...require('./packages/n8n-nodes-tulorekisteri/jest.config.js').projects,
	],
};
