const { clearInterval, setInterval } = require('node:timers');

const REDRAW_EVERY_MS = 1_000;
const LINE_EVERY_MS = 15_000;

/**
 * A time span as a person reads it: `0.4 s`, `12 s`, `3 min 5 s`.
 *
 * @param {number} milliseconds
 * @returns {string}
 */
function readableDuration(milliseconds) {
	const seconds = milliseconds / 1_000;
	if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
	const whole = Math.round(seconds);
	return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Shows what a set-up is doing and how long each part takes.
 *
 * @typedef {object} Progress
 * @property {(line: string) => void} say prints a line
 * @property {<T>(title: string, work: () => Promise<T>) => Promise<T>} step runs `work` under a
 *   title: elapsed seconds while it runs, its time when it ends. Passes on what `work` throws.
 *
 * @param {NodeJS.WriteStream} output a terminal gets one line that counts the seconds; anything else
 *   gets a new line every 15 seconds
 * @returns {Progress}
 */
function createProgress(output = process.stdout) {
	/** @param {string} line */
	const say = (line) => {
		output.write(`${line}\n`);
	};

	/**
	 * @template T
	 * @param {string} title
	 * @param {() => Promise<T>} work
	 * @returns {Promise<T>}
	 */
	const step = async (title, work) => {
		const started = performance.now();
		const elapsed = () => readableDuration(performance.now() - started);
		const clearLine = output.isTTY ? '\r\u001B[K' : '';
		output.write(output.isTTY ? `  ${title} …` : `  ${title} …\n`);
		const ticking = setInterval(
			() => output.write(`${clearLine}  ${title} … ${elapsed()}${output.isTTY ? '' : '\n'}`),
			output.isTTY ? REDRAW_EVERY_MS : LINE_EVERY_MS,
		);
		try {
			const result = await work();
			say(`${clearLine}✓ ${title} (${elapsed()})`);
			return result;
		} catch (error) {
			say(`${clearLine}✗ ${title} (failed after ${elapsed()})`);
			throw error;
		} finally {
			clearInterval(ticking);
		}
	};

	return { say, step };
}

module.exports = { createProgress, readableDuration };
