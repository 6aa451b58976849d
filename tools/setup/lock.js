const { randomUUID } = require('node:crypto');
const { mkdir, readFile, rename, rm, writeFile } = require('node:fs/promises');
const { uptime } = require('node:os');
const { dirname, join } = require('node:path');
const { setTimeout: wait } = require('node:timers/promises');

const RETRY_MS = 500;
const OWNER_FILE = 'owner.json';

/**
 * @param {unknown} error
 * @param {readonly string[]} codes
 */
function hasCode(error, codes) {
	return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** @param {number} processId */
function isRunning(processId) {
	try {
		process.kill(processId, 0);
		return true;
	} catch (error) {
		return hasCode(error, ['EPERM']);
	}
}

/**
 * The lock appears with its owner's file in it, or not at all: a folder can't be renamed onto one
 * that holds something.
 *
 * @param {string} path
 * @param {string} owner
 * @returns {Promise<boolean>} whether it is ours now
 */
async function tryToTake(path, owner) {
	const prepared = `${path}.${owner}`;
	await mkdir(prepared);
	await writeFile(
		join(prepared, OWNER_FILE),
		JSON.stringify({ owner, processId: process.pid, taken: Date.now() }),
	);
	try {
		await rename(prepared, path);
		return true;
	} catch (error) {
		await rm(prepared, { recursive: true, force: true });
		if (hasCode(error, ['ENOTEMPTY', 'EEXIST'])) return false;
		throw error;
	}
}

/**
 * Moves away the lock of a process that no longer lives, or that lived before this machine last
 * started. The place it is moved to is named by its owner, so a second process that judged the same
 * old lock can't move the new one.
 *
 * @param {string} path
 * @returns {Promise<string | undefined>} where the old lock lies now
 */
async function moveAwayAbandoned(path) {
	try {
		const { owner, processId, taken } = JSON.parse(await readFile(join(path, OWNER_FILE), 'utf8'));
		const machineStarted = Date.now() - uptime() * 1_000;
		if (isRunning(processId) && taken > machineStarted) return undefined;
		const abandoned = `${path}.abandoned-${owner}`;
		await rename(path, abandoned);
		return abandoned;
	} catch (error) {
		// Released, or moved by another process, in the meantime.
		if (hasCode(error, ['ENOENT', 'ENOTEMPTY', 'EEXIST'])) return undefined;
		throw error;
	}
}

/**
 * Does `work` while no other process does work under the same lock; waits for its turn.
 *
 * @template T
 * @param {string} path where the lock folder is made
 * @param {() => void} onWait called once when another process is at work
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withLock(path, onWait, work) {
	const owner = randomUUID();
	/** @type {string[]} */
	const abandoned = [];
	let told = false;
	await mkdir(dirname(path), { recursive: true });
	while (!(await tryToTake(path, owner))) {
		const moved = await moveAwayAbandoned(path);
		if (moved) {
			abandoned.push(moved);
			continue;
		}
		if (!told) onWait();
		told = true;
		await wait(RETRY_MS);
	}
	try {
		return await work();
	} finally {
		for (const folder of [path, ...abandoned]) await rm(folder, { recursive: true, force: true });
	}
}

module.exports = { withLock };
