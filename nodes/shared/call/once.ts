import { CallFailed, PartlyDone } from '../errors/failure';

interface OnceResult<Result> {
	readonly result: Result;
	/** Whether the work was done for another item. */
	readonly earlier: boolean;
}

function mayHaveChanged(error: unknown): boolean {
	return error instanceof PartlyDone || (error instanceof CallFailed && error.mayHaveChanged);
}

/**
 * Does some work once for all items of a run with the same key. If it fails, the next item tries
 * again, unless something may have been changed. A key always stands for the same work.
 */
export async function doOnce<Result>(
	shared: Map<string, Promise<unknown>>,
	key: string,
	work: () => Promise<Result>,
): Promise<OnceResult<Result>> {
	for (let other = shared.get(key); other !== undefined; other = shared.get(key)) {
		const failed = await other.then(
			() => undefined,
			(error: unknown) => ({ error }),
		);
		if (failed === undefined || mayHaveChanged(failed.error))
			return { result: (await other) as Result, earlier: true };
		if (shared.get(key) === other) shared.delete(key);
	}
	const own = work();
	shared.set(key, own);
	return { result: await own, earlier: false };
}
