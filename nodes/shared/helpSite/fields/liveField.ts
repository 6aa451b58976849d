import { isKey } from '../pages/parameterTable';
import type { PageField } from '../pages/types';

/** Where a value goes. `paging` is for how much to read of a list. */
export type Place = 'path' | 'query' | 'body' | 'paging';

/** How a value is sent. */
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
	/** JSON of any shape, if the type on the page could not be read. */
	'json',
	/** A `Collection of byte`: the name of a binary field. */
	'file',
	/** A list of `ApiFileBase64Container`: names of binary fields. */
	'fileList',
	/** Fields of the body that could not be read, as a JSON object. */
	'rest',
	/** The whole body, if it is not an object. */
	'whole',
] as const;

export type Kind = (typeof KINDS)[number];

/** What a page says about a value, as far as it can be checked before a call. */
export type Limits = Pick<PageField, 'minLength' | 'maxLength' | 'minimum' | 'maximum'>;

/** A field of a Help page. */
export interface LiveField {
	readonly place: Place;
	readonly kind: Kind;
	/** The API's own name. */
	readonly key: string;
	/** The name with what the page says about it. */
	readonly label: string;
	readonly required: boolean;
	readonly limits?: Limits;
	/** What a field of JSON without a key may contain, from the page. */
	readonly sample?: unknown;
	readonly choices?: ReadonlyArray<{ readonly name: string; readonly value: string | number }>;
}

type Identity = Pick<LiveField, 'place' | 'kind' | 'key'>;

const PLACES: readonly Place[] = ['path', 'query', 'body', 'paging'];

/** The two fields of a paged list. Their key says where `Offset` and `Limit` go. */
export const RETURN_ALL = 'returnAll';
export const ROW_LIMIT = 'limit';

/** What n8n's messages call the fields that have no key. */
const WITHOUT_KEY: Readonly<Partial<Record<Kind, string>>> = {
	whole: 'Body',
	rest: 'Other Fields',
};

/**
 * The field's ID in the editor. It contains everything a run needs, so that runs never use the Help
 * site, and starts with the field's key, because n8n's messages show the ID and no label:
 * `KohdeId (body, integer)`, `tyyppi (path, text)`, `query.returnAll (paging, boolean)`.
 */
export function idOfField({ place, kind, key }: Identity): string {
	return `${WITHOUT_KEY[kind] ?? key} (${place}, ${kind})`;
}

const ID = /^(?<key>.*) \((?<place>\w+), (?<kind>\w+)\)$/;

/** Reads such an ID; undefined if it is not one. */
export function fieldIdentityOf(id: string): Identity | undefined {
	const found = ID.exec(id)?.groups;
	const place = PLACES.find((known) => known === found?.place);
	const kind = KINDS.find((known) => known === found?.kind);
	if (place === undefined || kind === undefined) return undefined;
	const key = kind in WITHOUT_KEY ? '' : (found?.key ?? '');
	return key === '' || isKey(key) ? { place, kind, key } : undefined;
}
