import type { Operation } from '../../dist/nodes/shared/catalogue/index.js';
import type { AccountData } from '../data/accountData.mts';
import type { Rows } from '../data/collection.mts';
import type { Values } from './values.mts';

/** One authenticated, checked call. */
export interface Call {
	readonly operation: Operation;
	readonly data: AccountData;
	/** The account's label. */
	readonly by: string;
	/** Milliseconds. */
	readonly now: number;
	readonly path: Values;
	/** The path's ids in their order: placeholders are named in three ways. */
	readonly ids: readonly number[];
	readonly query: Values;
	readonly body: Values;
}

/**
 * What a behaviour found or did. The row's answer kind decides which part goes out, and what is
 * missing is made up from the row, so that a behaviour can't drift from the catalogue.
 */
export interface Outcome {
	/** Of what was created. */
	readonly id?: number;
	readonly record?: Readonly<Record<string, unknown>>;
	readonly file?: { readonly contentType: string; readonly content: Buffer };
	readonly rows?: Rows<Readonly<Record<string, unknown>>>;
}

export type Behaviour = (call: Call) => Outcome;

/** The same for one operation however its placeholders are named: `get sopimukset/{}`. */
export function behaviourKey(method: string, path: string): string {
	return `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`.toLowerCase();
}

/** How an operation is named in logs and counters. */
export function operationName(operation: Pick<Operation, 'method' | 'path'>): string {
	return `${operation.method} ${operation.path}`;
}
