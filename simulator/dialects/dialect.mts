import type { Field, Operation } from '../../dist/nodes/shared/catalogue/index.js';
import type { Envelope } from '../settings.mts';

/**
 * One way in which the API may really be spelled and laid out, where the catalogue has guesses. The
 * catalogue's own spelling is the standard one.
 */
export interface Dialect {
	/** In one line, for people. */
	readonly description: string;
	/** What becomes of a key that a spelled operation does not have. Json.NET can be set to either. */
	readonly unknownKeys: 'ignored' | 'refused';
	/** Spelled operations by their standard name: `POST osapuolet/henkilot`. */
	readonly operations: Readonly<Record<string, OperationSpelling>>;
	/** Operations that list whole registers. */
	readonly lists: readonly ListOperation[];
	readonly help: HelpStyle;
}

/** How an operation differs from the catalogue's row. Nested keys are dotted: `Henkilo.Sukunimi`. */
export interface OperationSpelling {
	/** The body's model on the Help pages. */
	readonly model?: string;
	/** The object that contains every field of the body which `body` does not name. */
	readonly wrapper?: string;
	/** Fields of the body by their standard key. */
	readonly body?: Readonly<Record<string, Spelling>>;
	/** Fields of the body that the catalogue does not know. The simulator accepts and ignores them. */
	readonly furtherFields?: readonly Field[];
	/** Keys of the response by their standard key. */
	readonly response?: Readonly<Record<string, Spelling>>;
	/** What comes instead of the guessed response. */
	readonly responds?: 'created';
}

export interface Spelling {
	readonly key: string;
	/** As on a Help page, in Finnish. */
	readonly description: string;
	readonly enumeration?: Enumeration;
}

/** An enumeration of which each value has another name in the catalogue. */
export interface Enumeration {
	readonly model: string;
	/** How responses have it; requests may have either. */
	readonly writtenAs: 'name' | 'number';
	readonly values: ReadonlyArray<{
		readonly standard: string;
		readonly name: string;
		readonly number: number;
		readonly description: string;
	}>;
}

/** What a list is of: the whole tree of properties, units only, leases, or persons and companies. */
export type ListedRegister = 'lease' | 'party' | 'property' | 'unit';

export interface ListOperation {
	readonly register: ListedRegister;
	/** Its heading on the Help index. */
	readonly controller: string;
	readonly operation: Pick<Operation, 'method' | 'path' | 'description'>;
	/** The key that takes a search word, if there is one. */
	readonly search?: string;
	/** Undefined when all rows come at once. */
	readonly envelope?: Envelope;
	/** The model of a row on the Help pages. */
	readonly model: string;
	/** The keys of a row by their standard key, of those in LIST_FIELDS. The others are left out. */
	readonly row: Readonly<Record<string, string>>;
}

/** How the Help site shows the dialect. */
export interface HelpStyle {
	/** It responds with 503. */
	readonly isDown?: true;
	/** Operations, by their standard name, whose page is not found. */
	readonly missing?: readonly string[];
	/** Operations whose page breaks off in the middle of its first table. */
	readonly broken?: readonly string[];
	/** All tables have Finnish headings. */
	readonly finnishTables?: true;
	/** Operations whose page has Finnish headings throughout. */
	readonly finnishPages?: readonly string[];
}
