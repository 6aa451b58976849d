import { readFile, writeFile } from 'node:fs/promises';

const PEAK = /^VmHWM:\s+(\d+) kB$/m;

/** Forgets the highest memory use of a process, if this system lets us. */
export async function forgetPeak(pid: number): Promise<void> {
	await writeFile(`/proc/${pid}/clear_refs`, '5').catch(() => {});
}

/** The highest memory use of a process in megabytes, since the last `forgetPeak`. */
export async function peakMegabytes(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Math.round(Number(PEAK.exec(status)?.[1]) / 1_024);
}
