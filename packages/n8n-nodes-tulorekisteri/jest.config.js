const { jestProject } = require('../../test/jestProject.js');

module.exports = {
	projects: ['unit', 'engine', 'e2e'].map((name) =>
		jestProject(name, { folder: __dirname, displayName: `tulorekisteri ${name}` }),
	),
};
