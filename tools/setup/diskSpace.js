const { existsSync } = require('node:fs');
const { statfs } = require('node:fs/promises');
const { dirname } = require('node:path');
const { SetupError } = require('./command.js');

const MEGABYTE = 1_000_000;

/**
 * @param {string} folder where something will be written; need not exist yet
 * @param {number} megabytes what it will take
 * @param {string} purpose what for, as the end of "… are needed for"
 * @throws {SetupError} when the disk has less
 */
async function requireDiskSpace(folder, megabytes, purpose) {
	let existing = folder;
	while (!existsSync(existing)) existing = dirname(existing);
	const disk = await statfs(existing);
	const free = Math.floor((disk.bavail * disk.bsize) / MEGABYTE);
	if (free < megabytes) {
		throw new SetupError(
			`The disk of ${folder} is too full: ${megabytes} MB are needed for ${purpose}, ` +
				`${free} MB are free. Free some space and start again.`,
		);
	}
}

module.exports = { requireDiskSpace };
