import type { Progress } from './readSite.mts';

/** Shows on a terminal which page was read, and elsewhere a line now and then. */
export const showProgress: Progress = (done, of, what) => {
	if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${done}/${of} ${what.slice(0, 60)}`);
	else if (done % 50 === 0 || done === of) process.stderr.write(`${done}/${of}\n`);
};
