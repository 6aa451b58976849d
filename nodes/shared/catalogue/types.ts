/**
 * Where an operation is documented: on Visma's public Help pages, in the webinar or in a third party's
 * public code. An operation is never assumed, but its fields and response may be.
 */
type Evidence = 'helpPage' | 'webinar' | 'thirdParty';

/** An assumption without a source, by the heading of docs/EVIDENCE.md that gives the reasons. */
type Guess =
	| 'charges'
	| 'created-records'
	| 'empty-responses'
	| 'lease-ending'
	| 'leases'
	| 'persons'
	| 'properties'
	| 'service-request-attachments'
	| 'service-request-list'
	| 'state-changes';

/** An account's values of an enumeration, by the catalogue's. */
export type AccountValues = Readonly<Record<string, string | number>>;

/** How an account differs from a row's guess. Only in rows made for an account, not in the catalogue. */
interface InAccount {
	/** The account's key. A dotted one is inside objects: `Henkilo.Sukunimi`. */
	readonly accountKey?: string;
	readonly accountValues?: AccountValues;
}

/** The records that an account may have a list of. A unit is a property that can be let. */
export const LISTED_RECORDS = ['property', 'unit', 'lease', 'party'] as const;

export type ListedRecord = (typeof LISTED_RECORDS)[number];

/** Records that are chosen by ID and therefore have a picker. */
export type ReferenceTarget = 'lease' | 'party' | 'person' | 'property' | 'serviceRequest';

interface FieldBase extends InAccount {
	/** The key in the API, exactly as the API spells it, including ä and ö. */
	readonly key: string;
	/** The n8n parameter's name: ASCII camelCase, one name per thing, frozen once released. */
	readonly parameter: string;
	/** In title case, with the Finnish term in brackets. */
	readonly label: string;
	/** One sentence without a full stop. */
	readonly description?: string;
	readonly required?: true;
	/** No source shows the key, so *Account → Check* asks for it. */
	readonly guess?: Guess;
	/** Needed so seldom that *More Fields* is the place for it. */
	readonly seldom?: true;
	/** A filter that Tampuuri may not know: keys of a row, of which one then has its value. */
	readonly seenIn?: readonly [string, ...string[]];
}

export interface TextField extends FieldBase {
	readonly type: 'text';
	/** 0 only if the source says so: then an update clears the field with an empty text. */
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly multiline?: true;
	/** A Finnish personal identity code, whose check character is checked before it is sent. */
	readonly isIdentityCode?: true;
	readonly placeholder?: string;
}

export interface NumberField extends FieldBase {
	/** `integer` is 32-bit; `decimal` is the Help pages' "decimal number". */
	readonly type: 'integer' | 'decimal';
	readonly minimum?: number;
	readonly maximum?: number;
}

interface BooleanField extends FieldBase {
	readonly type: 'boolean';
}

interface DateField extends FieldBase {
	/** `date` is a calendar day in Finland, `dateTime` a moment. */
	readonly type: 'date' | 'dateTime';
	/** The only format this field is known to accept, whatever the account wants elsewhere. */
	readonly format?: 'bare';
}

interface Choice {
	readonly label: string;
	readonly value: string;
}

export interface ChoiceField extends FieldBase {
	/** An enumeration or choice list with some known values. Any other value can be entered too. */
	readonly type: 'choice';
	readonly choices: readonly [Choice, ...Choice[]];
	readonly maxLength?: number;
}

interface ReferenceField extends FieldBase {
	/** The ID (1…2147483647) of another record. */
	readonly type: 'reference';
	readonly to: ReferenceTarget;
}

interface ListField extends FieldBase {
	/** Comma-separated in the editor, or an array from an expression. */
	readonly type: 'integerList' | 'textList';
	/** The records whose IDs it takes, if they may be named instead. */
	readonly to?: ReferenceTarget;
}

export interface JsonField extends FieldBase {
	/** A nested model, whose fields may be unknown. */
	readonly type: 'json';
	readonly shape: 'object' | 'array' | 'any';
	readonly placeholder?: string;
}

export interface FileField extends FieldBase {
	/** A binary field, sent as base64 text. Several files take several calls. */
	readonly type: 'file';
	/** Text fields of the same body that take the file's name if the user leaves them empty. */
	readonly filledWithName: readonly string[];
	/** The field that likewise takes the file's media type. */
	readonly filledWithContentType?: string;
}

export interface FileListField extends FieldBase {
	/** A list of `ApiFileBase64Container`: `{ FileName, ContentType, Description, Base64Content }`. */
	readonly type: 'fileList';
}

export type Field =
	| TextField
	| NumberField
	| BooleanField
	| DateField
	| ChoiceField
	| ReferenceField
	| ListField
	| JsonField
	| FileField
	| FileListField;

/** An enumeration's name or number inside a path. Its values are unknown. */
interface WordParameter extends Pick<FieldBase, 'parameter' | 'label' | 'description'> {
	readonly type: 'word';
	readonly placeholder?: string;
}

/** An ID inside a path that has no picker. */
interface IdParameter extends Pick<FieldBase, 'parameter' | 'label' | 'description'> {
	readonly type: 'id';
}

/** A value inside the path: required, and an ID or a single word, never free text. */
export type PathParameter = Omit<ReferenceField, 'key' | 'required'> | IdParameter | WordParameter;

export interface RequestBody {
	/** The model's name on the Help pages, if known. */
	readonly model?: string;
	readonly fields: readonly Field[];
	/** Parameters of which at least one must be set, unless there are fields besides the row's. */
	readonly requiresOneOf?: readonly string[];
	/** An update of nothing is refused. */
	readonly requiresAnyField?: true;
	/** False if there may be unknown fields, which can then be entered as JSON. */
	readonly complete: boolean;
	/** No source shows that the operation takes these fields. */
	readonly guess?: Guess;
}

export type ResponseType =
	| 'integer'
	| 'decimal'
	| 'text'
	| 'boolean'
	| 'date'
	| 'object'
	| 'array'
	| 'unseen';

export interface ResponseField extends InAccount {
	readonly key: string;
	readonly type: ResponseType;
	/** Kept when the response is simplified. */
	readonly simple?: true;
	readonly nullable?: true;
	/** The known fields of an object, or of each element of an array. */
	readonly fields?: readonly ResponseField[];
	readonly guess?: Guess;
}

interface ResponseRecord {
	readonly model?: string;
	readonly fields: readonly ResponseField[];
	/** No source shows this response. The same for the other kinds. */
	readonly guess?: Guess;
}

interface ListResponse extends ResponseRecord {
	readonly kind: 'list';
	/** The parameter with the IDs asked for, if Tampuuri silently leaves out unknown ones. */
	readonly idsAskedFor?: string;
	/** The rows have more keys than these, which only the account knows. */
	readonly open?: true;
}

export type ResponseShape =
	| ListResponse
	| ({ readonly kind: 'record' } & ResponseRecord)
	/** `GenericPostResponse`: `{ "Id": 1 }`. */
	| { readonly kind: 'created'; readonly guess?: Guess }
	/** The bytes of a file, whatever its type. */
	| { readonly kind: 'file'; readonly guess?: Guess }
	/** Anything: a list, a record or nothing. */
	| { readonly kind: 'any'; readonly guess?: Guess }
	/** No body. The node returns `{ "success": true }`. */
	| { readonly kind: 'nothing'; readonly guess?: Guess };

/** How to ask whether a record with a reference is there. */
export interface Lookup {
	/** A list of the catalogue, by resource and operation, or one of the account's profile. */
	readonly from: readonly [string, string] | ListedRecord;
	/** What the list is asked for: a parameter or placeholder of it, by parameters of the new record. */
	readonly given?: Readonly<Record<string, readonly string[]>>;
	/**
	 * For rows that say nothing about the field: keys of a row that contain what was sent for a
	 * parameter, and the operation and placeholder by which the few such rows are read one by one.
	 */
	readonly details?: {
		readonly same: Readonly<Record<string, string>>;
		readonly operation: readonly [string, string];
		readonly placeholder: string;
	};
}

/** How a record of another system is created only once, by its reference there. */
export interface CreateOnce {
	/** Free texts of the body that can keep the reference: their key in what is read, by parameter. */
	readonly keptIn: Readonly<Record<string, string>>;
	/** Those that are wrong with anything else in them. */
	readonly alone?: readonly string[];
	/** Asked in this order until one tells. Empty if nothing that we know of reads these records. */
	readonly lookups: readonly Lookup[];
}

export const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;

export type Method = (typeof METHODS)[number];

/** How a calendar day is sent: `2026-11-05T00:00:00` or `2026-11-05`. */
export type DayFormat = 'midnight' | 'bare';

/** Where `Offset` and `Limit` go. */
export type Paging = 'query' | 'body';

/** What the editor offers under a resource. */
interface Offered {
	readonly name: string;
	/** What a Finnish person types to find it: n8n searches no other text of an operation. */
	readonly finnish?: string;
	/** In sentence case, including the resource. AI tools see it too. */
	readonly action: string;
	readonly description: string;
	/** Reads may be retried, writes never are. */
	readonly access: 'read' | 'write';
	readonly pathParameters: Readonly<Record<string, PathParameter>>;
	readonly query: readonly Field[];
	readonly body?: RequestBody;
	readonly paging?: Paging;
	/** The account's keys for a page, by parameter. Only in rows made for an account. */
	readonly pagingKeys?: Readonly<Partial<Record<'offset' | 'limit', string>>>;
	/** How the account wants calendar days; midnight if absent. Only in rows made for an account. */
	readonly dayFormat?: DayFormat;
	readonly response: ResponseShape;
	/**
	 * The IDs of the records that a change was about: each item has them beside what Tampuuri says, so
	 * that the next step finds them. Parameters, by their key in the item.
	 */
	readonly recordIds?: Readonly<Record<string, string>>;
	/** For every operation that creates a record. */
	readonly createOnce?: CreateOnce;
	readonly evidence: Evidence;
	/** The place in the source, e.g. `Help: POST ilmoitukset/lisaa`. */
	readonly source: string;
}

/** One operation of the API. Everything else in the package is made from these rows. */
export interface Operation extends Offered {
	readonly method: Method;
	/** Relative to `…/v10/api/`, with `{placeholders}`. */
	readonly path: string;
	/**
	 * The operation of the resource that this one is sent for once its files are given. The editor
	 * offers both as one.
	 */
	readonly sentFor?: string;
}

interface AnyComposite extends Offered {
	/** How many calls it makes, in words. */
	readonly calls: string;
}

/** Two operations of which the second sends the body. */
export interface Pair extends AnyComposite {
	readonly composite: 'completeServiceRequest' | 'createFollowUp' | 'findOrCreatePerson';
	readonly access: 'write';
	readonly steps: readonly [Operation, Operation];
}

/** Any number of reads, and none of them for certain. */
interface Reads extends AnyComposite {
	readonly composite:
		| 'checkAccount'
		| 'findParty'
		| 'findProperty'
		| 'getChildren'
		| 'getFollowUps'
		| 'getNextPage'
		| 'getPath'
		| 'getRemoved';
	readonly access: 'read';
	readonly steps: readonly Operation[];
}

/** Lists by operations that only the account's profile names, so that it has none of its own. */
export interface Listing extends AnyComposite {
	readonly composite: 'listRecords';
	/** All records of the first kind, or only those of another. */
	readonly lists: readonly [ListedRecord, ...ListedRecord[]];
	readonly access: 'read';
	readonly paging: Paging;
	readonly response: ListResponse & { readonly open: true };
	readonly steps: readonly [];
}

/** Several operations of the API offered as one. `Tampuuri/composites` runs their steps. */
export type Composite = Pair | Reads | Listing;

/** One operation or composite of a resource. */
export type Row = Operation | Composite;

export interface Resource<Value extends string = string> {
	/** Unique, in ASCII camelCase, and frozen once released. */
	readonly value: Value;
	readonly name: string;
	readonly description: string;
	readonly operations: Readonly<Record<string, Row>>;
}

type Placeholders<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
	? Name | Placeholders<Rest>
	: never;

type PathPart<Path extends string> = [Placeholders<Path>] extends [never]
	? { readonly path: Path; readonly pathParameters?: never }
	: {
			readonly path: Path;
			readonly pathParameters: { readonly [Name in Placeholders<Path>]: PathParameter };
		};

type VerbPart =
	| { readonly method: 'GET'; readonly access: 'read'; readonly body?: never }
	| { readonly method: 'POST'; readonly access: 'read'; readonly body: RequestBody }
	| {
			readonly method: 'POST' | 'PUT' | 'PATCH';
			readonly access: 'write';
			readonly body: RequestBody;
	  }
	| { readonly method: 'DELETE'; readonly access: 'write'; readonly body?: never };

type PagingPart =
	| { readonly paging?: never; readonly response: ResponseShape }
	| { readonly method: 'GET'; readonly paging: 'query'; readonly response: ListResponse }
	| {
			readonly method: 'POST';
			readonly access: 'read';
			readonly paging: 'body';
			readonly response: ListResponse;
	  };

type TextPart = Pick<
	Operation,
	| 'name'
	| 'finnish'
	| 'action'
	| 'description'
	| 'recordIds'
	| 'createOnce'
	| 'sentFor'
	| 'evidence'
	| 'source'
> & {
	readonly query?: readonly Field[];
};

export type OperationRow<Path extends string> = PathPart<Path> & VerbPart & PagingPart & TextPart;

/**
 * Declares one operation. Rows that can't be right do not compile: every `{placeholder}` has its
 * parameter, a GET has no body, and only reads that return a list have pages.
 */
export function operation<const Path extends string>(row: OperationRow<Path>): Operation {
	return { ...row, pathParameters: row.pathParameters ?? {}, query: row.query ?? [] };
}

type ListingRow = Pick<Listing, 'name' | 'finnish' | 'action' | 'description' | 'lists'> & {
	/** What tells the kinds in `lists` apart. */
	readonly query?: readonly Field[];
	/** Keys that each row has, besides `Id` and `Name`. */
	readonly fields?: readonly ResponseField[];
};

/** Declares a list by the operation that an account's profile names. Nothing of it is assumed. */
export function listing({ query = [], fields = [], ...texts }: ListingRow): Listing {
	return {
		...texts,
		composite: 'listRecords',
		steps: [],
		calls: '1 for each 250 rows',
		access: 'read',
		pathParameters: {},
		query,
		body: {
			fields: [
				{
					key: 'searchWord',
					parameter: 'searchWord',
					placeholder: 'e.g. Kuusitie',
					label: 'Search Word (Hakusana)',
					type: 'text',
					description: "What to search for, if your account's list has a search",
				},
			],
			complete: false,
		},
		paging: 'body',
		response: {
			kind: 'list',
			open: true,
			fields: [
				{ key: 'Id', type: 'integer', simple: true },
				{ key: 'Name', type: 'text', simple: true },
				...fields,
			],
		},
		evidence: 'helpPage',
		source: "the operation that the account's profile names",
	};
}
