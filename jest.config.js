const { jestProject } = require('./test/jestProject.js');

/** One n8n and one simulator for all tests of a project. */
const endToEnd = {
	globalSetup: '<rootDir>/test/e2e/globalSetup.mts',
	globalTeardown: '<rootDir>/test/e2e/globalTeardown.mts',
};

module.exports = {
	projects: [
		jestProject('unit'),
		jestProject('engine'),
		...['e2e', 'browser', 'templates'].map((name) => ({ ...jestProject(name), ...endToEnd })),
		...require('./packages/n8n-nodes-tulorekisteri/jest.config.js').projects,
	],
};
