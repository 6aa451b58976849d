const { projects, rootDir } = require('./sources.config.js');

const [unit] = projects;

/** The unit tests that run the package's own code, for mutation testing. */
module.exports = {
	...unit,
	rootDir,
	// A change that makes a test wait for ever is noticed after this.
	testTimeout: 10_000,
	testPathIgnorePatterns: [
		'/test/unit/(catalogue|demo|documentation|importer|package|properties|simulator|templates)/',
	],
};
