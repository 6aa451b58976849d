const { jestProject } = require('./test/jestProject.js');

/** One n8n and one simulator for all end-to-end tests. */
const endToEnd = {
	globalSetup: '<rootDir>/test/e2e/globalSetup.mts',
	globalTeardown: '<rootDir>/test/e2e/globalTeardown.mts',
};

module.exports = {
	projects: [
		jestProject('unit'),
		jestProject('engine'),
		{ ...jestProject('e2e'), ...endToEnd },
		...require('./packages/n8n-nodes-tulorekisteri/jest.config.js').projects,
	],
};
