const { dirname } = require('node:path');

/** The checkout that this file lies in. Here, because ES modules and Jest agree on no other way. */
const projectFolder = dirname(__dirname);

module.exports = { projectFolder };
