const { join } = require('node:path');
const { projects, ...settings } = require('../jest.config.js');

/** Tests import the built packages. Here they get the sources in their place, which coverage is about. */
const SOURCES = { '^(.*)/dist/((?:credentials|nodes)/.*)\\.js$': '$1/$2.ts' };

module.exports = {
	...settings,
	rootDir: join(__dirname, '..'),
	projects: projects.map((project) => ({ ...project, moduleNameMapper: SOURCES })),
	collectCoverageFrom: ['{credentials,nodes}/**/*.ts', 'packages/*/{credentials,nodes}/**/*.ts'],
	coverageDirectory: 'coverage',
	coverageReporters: ['text', 'html'],
};
