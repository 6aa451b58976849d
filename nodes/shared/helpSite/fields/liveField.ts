import { isKey } from '../pages/parameterTable';

/** Where a value goes; `paging` holds what is wanted of a list. */
export type Place = 'path' | 'query' | 'body' | 'paging';

/** How a value is written on the wire. */
export const KINDS = [
	'text',
	'integer',
	'decimal',
	'boolean',
	'date',
	'dateTime',
	/** An enumeration sent by its name. */
	'choice',
	/** An enumeration sent by its number. */
	'choiceNumber',
	'integerList',
	'textList',
	'object',
	'array',
	/** JSON of any shape: the page's type could not be read. */
	'json',
	/** A `Collection of byte`: the name of a binary field. */
	'file',
	/** A list of `ApiFileBase64Container`: names of binary fields. */
	'fileList',
	/** Fields of the body that could not be read, as one JSON object. */
	'rest',
	/** The body as a whole, for one that is no object. */
	'whole',
] as const;

export type Kind = (typeof KINDS)[number];

/** A field as a Help page shows it, ready to be offered. */
export interface LiveField {
	readonly place: Place;
	readonly kind: Kind;
	/** The API's own name. */
	readonly key: string;
	/** The name with what the page says of it. */
	readonly label: string;
	readonly required: boolean;
	readonly choices?: ReadonlyArray<{ readonly name: string; readonly value: string | number }>;
}

type Identity = Pick<LiveField, 'place' | 'kind' | 'key'>;

const PLACES: readonly Place[] = ['path', 'query', 'body', 'paging'];

/** The two fields of a list that pages; their place on the wire is the key. */
export const RETURN_ALL = 'returnAll';
export const ROW_LIMIT = 'limit';

/**
 * The field's id in the editor. It holds all that execution needs, so that the Help site is never
 * asked then: `body:integer:KohdeId`, `path:text:tyyppi`, `paging:boolean:query.returnAll`.
 */
export function idOfField({ place, kind, key }: Identity): string {
	return `${place}:${kind}:${key}`;
}

/** Reads such an id; undefined when it is none. */
export function fieldIdentityOf(id: string): Identity | undefined {
	const [placeText, kindText, ...rest] = id.split(':');
	const place = PLACES.find((known) => known === placeText);
	const kind = KINDS.find((known) => known === kindText);
	const key = rest.join(':');
	if (place === undefined || kind === undefined) return undefined;
	return key === '' || isKey(key) ? { place, kind, key } : undefined;
}
