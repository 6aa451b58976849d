import type { Operation } from '../../dist/nodes/shared/catalogue/index.js';
import type { AccountData } from '../data/accountData.mts';
import type { Rows } from '../data/collection.mts';
import type { Values } from './values.mts';

/** An authenticated and checked call. */
export interface Call {
	readonly operation: Operation;
	readonly data: AccountData;
	/** The account's label. */
	readonly by: string;
	/** Milliseconds. */
	readonly now: number;
	readonly path: Values;
	/** The ids in the path, in order: placeholder names vary too much to rely on. */
	readonly ids: readonly number[];
	readonly query: Values;
	readonly body: Values;
}

/**
 * What a behaviour found or did. The kind of response in the row decides which part is sent, and what
 * is missing is generated from the row, so a behaviour cannot drift from the catalogue.
 */
export interface Outcome {
	/** The id of the record that was created. */
	readonly id?: number;
	/** Events besides the one that the operation always causes, by name. */
	readonly furtherEvents?: readonly string[];
	readonly record?: Readonly<Record<string, unknown>>;
	readonly file?: { readonly contentType: string; readonly content: Buffer };
	readonly rows?: Rows<Readonly<Record<string, unknown>>>;
}

export type Behaviour = (call: Call) => Outcome;

/** A key that ignores how placeholders are named: `get sopimukset/{}`. */
export function behaviourKey(method: string, path: string): string {
	return `${method} ${path.replace(/\{[^}]*\}/g, '{}')}`.toLowerCase();
}

/** An operation's name in logs and counters: `POST ilmoitukset/lisaa`. */
export function operationName(operation: Pick<Operation, 'method' | 'path'>): string {
	return `${operation.method} ${operation.path}`;
}
