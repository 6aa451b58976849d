const { createHash } = require('node:crypto');
const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

/**
 * @param {string} root
 * @param {string} path
 * @returns {string[]} the files under `path`, in an order that is the same everywhere
 */
function filesUnder(root, path) {
	if (!existsSync(join(root, path))) return [];
	if (!statSync(join(root, path)).isDirectory()) return [path];
	return readdirSync(join(root, path))
		.sort()
		.flatMap((name) => filesUnder(root, `${path}/${name}`));
}

/**
 * One value for the names and contents of files, and for whatever else matters.
 *
 * @param {string} root
 * @param {readonly string[]} paths files and folders under `root`; a missing one counts as empty
 * @param {readonly string[]} extras
 * @returns {string} 16 hexadecimal digits
 */
function fingerprint(root, paths, extras = []) {
	const hash = createHash('sha256').update(JSON.stringify(extras));
	for (const file of paths.flatMap((path) => filesUnder(root, path))) {
		const content = readFileSync(join(root, file));
		hash.update(`${file}\0${content.length}\0`).update(content);
	}
	return hash.digest('hex').slice(0, 16);
}

module.exports = { fingerprint };
