type Json = Readonly<Record<string, unknown>>;

/** What a body contains under known keys, and the keys that it has besides. */
export interface Flattened {
	/** By dotted key. */
	readonly values: Record<string, unknown>;
	readonly unknown: string[];
}

/**
 * Reads a nested body by dotted keys, in any letter case.
 *
 * @param keys those that the operation has: `Henkilo.Sukunimi`
 */
export function flatten(body: Json, keys: readonly string[]): Flattened {
	const values: Record<string, unknown> = {};
	const unknown: string[] = [];
	const known = new Map(keys.map((key) => [key.toLowerCase(), key]));
	const isParent = (path: string) =>
		keys.some((key) => key.toLowerCase().startsWith(`${path.toLowerCase()}.`));
	const read = (part: Json, prefix: string) => {
		for (const [name, value] of Object.entries(part)) {
			const path = `${prefix}${name}`;
			const key = known.get(path.toLowerCase());
			if (key !== undefined) values[key] = value;
			else if (isRecord(value) && isParent(path)) read(value, `${path}.`);
			else unknown.push(path);
		}
	};
	read(body, '');
	return { values, unknown };
}

/** Writes values under dotted keys as nested objects. */
export function nest(values: Json): Record<string, unknown> {
	const nested: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(values)) {
		const parents = key.split('.');
		const last = parents.pop() ?? key;
		let part = nested;
		for (const name of parents) {
			const inner = isRecord(part[name]) ? part[name] : {};
			part[name] = inner;
			part = inner;
		}
		part[last] = value;
	}
	return nested;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
