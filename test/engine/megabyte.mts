export const MEGABYTE = 1_000_000;

/** Repeats a part to about a megabyte; `part` gets a short text that is different each time. */
export function megabyteOf(part: (name: string) => string): string {
	const parts: string[] = [];
	for (let size = 0, index = 0; size < MEGABYTE; index++) {
		const next = part(index.toString(36));
		parts.push(next);
		size += next.length + 1;
	}
	return parts.join();
}
