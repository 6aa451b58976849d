import type { IDataObject } from 'n8n-workflow';

/** A read of the account. */
export interface ReadRequest {
	readonly method: 'GET' | 'POST';
	/** Without placeholders. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	readonly body?: IDataObject;
}

/** What a read returned, or in words why it returned nothing. */
export type ReadResult =
	| {
			readonly rows: readonly IDataObject[];
			readonly total?: number;
			/** Whether it came as one record, not as a list. */
			readonly isRecord: boolean;
	  }
	| { readonly failed: string };

/** Makes one call. Never throws, except when the run is stopped. */
export type Ask = (request: ReadRequest) => Promise<ReadResult>;

/** Writes a value under a dotted key. */
export function setAt(target: IDataObject, path: string, value: IDataObject[string]): void {
	const parents = path.split('.');
	const last = parents.pop() ?? path;
	let part = target;
	for (const name of parents) {
		const inner = (part[name] ??= {}) as IDataObject;
		part = inner;
	}
	part[last] = value;
}

/** The value under a dotted key. */
export function valueAt(record: IDataObject, path: string): unknown {
	let value: unknown = record;
	for (const name of path.split('.')) {
		if (typeof value !== 'object' || value === null) return undefined;
		value = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
	}
	return value;
}
