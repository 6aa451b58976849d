/** The polls under way in this n8n, by workflow and node. */
const underWay = new Set<string>();

/**
 * Does the work unless the same is still being done.
 *
 * @returns what the work gives, or null when it was left out
 * @throws what the work throws
 */
export async function oneAtATime<Result>(
	key: string,
	work: () => Promise<Result>,
): Promise<Result | null> {
	if (underWay.has(key)) return null;
	underWay.add(key);
	try {
		return await work();
	} finally {
		underWay.delete(key);
	}
}
