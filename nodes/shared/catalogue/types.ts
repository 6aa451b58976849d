/**
 * What a fact about the API rests on: one of Visma's public Help pages, the webinar,
 * a third party's public client code, or a guess of ours (reference: GAPS).
 */
export type Evidence = 'helpPage' | 'webinar' | 'thirdParty' | 'guess';

export type ResourceName =
	| 'contactEvent'
	| 'document'
	| 'lease'
	| 'maintenanceCalendar'
	| 'meter'
	| 'party'
	| 'person'
	| 'property'
	| 'serviceRequest';

/** Things that are chosen by their running number and so get a picker. */
export type ReferenceTarget = 'lease' | 'party' | 'person' | 'property' | 'serviceRequest';

interface FieldBase {
	/** The key on the wire, as the API spells it, ä and ö included. */
	readonly key: string;
	/** The n8n parameter's name: ASCII camelCase, the same wherever the same thing is meant, frozen once released. */
	readonly parameter: string;
	/** Title Case, the Finnish term in brackets. */
	readonly label: string;
	/** One sentence without its final full stop. */
	readonly description?: string;
	readonly required?: true;
	/** When it differs from the row's: `guess` makes the key on the wire settable by the user. */
	readonly evidence?: Evidence;
}

export interface TextField extends FieldBase {
	readonly type: 'text';
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly multiline?: true;
	readonly placeholder?: string;
}

export interface NumberField extends FieldBase {
	/** `integer` is 32-bit; `decimal` is the Help pages' "decimal number". */
	readonly type: 'integer' | 'decimal';
	readonly minimum?: number;
	readonly maximum?: number;
}

export interface BooleanField extends FieldBase {
	readonly type: 'boolean';
}

export interface DateField extends FieldBase {
	/** `date` is a calendar day in Finland, `dateTime` a moment. */
	readonly type: 'date' | 'dateTime';
	/** The one form of day this field was seen to take, whatever the user's option says. */
	readonly format?: 'bare';
}

export interface Choice {
	readonly label: string;
	readonly value: string;
}

export interface ChoiceField extends FieldBase {
	/** An enumeration or choice list of which only some values are known: any other value can be entered too. */
	readonly type: 'choice';
	readonly choices: readonly [Choice, ...Choice[]];
	readonly maxLength?: number;
}

export interface ReferenceField extends FieldBase {
	/** The running number (1…2147483647) of another record. */
	readonly type: 'reference';
	readonly to: ReferenceTarget;
}

export interface ListField extends FieldBase {
	/** Comma-separated in the editor, or an array from an expression. */
	readonly type: 'integerList' | 'textList';
}

export interface JsonField extends FieldBase {
	/** A nested model, of which the fields may be unseen. */
	readonly type: 'json';
	readonly shape: 'object' | 'array' | 'any';
	readonly placeholder?: string;
}

export interface FileField extends FieldBase {
	/** Base64 text of a binary property; several files make several calls. */
	readonly type: 'file';
	/** Text fields of the same body that take the file's name when the user leaves them out. */
	readonly filledWithName: readonly string[];
	/** The field that takes the file's media type in the same way. */
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

/** An enumeration's name or number inside a path; its values are unseen. */
export interface WordParameter extends Pick<FieldBase, 'parameter' | 'label' | 'description'> {
	readonly type: 'word';
	readonly placeholder?: string;
}

/** A running number inside a path that has no picker. */
export interface IdParameter extends Pick<FieldBase, 'parameter' | 'label' | 'description'> {
	readonly type: 'id';
}

/** A value inside the path: required, a whole number or one word, never free text. */
export type PathParameter = Omit<ReferenceField, 'key' | 'required'> | IdParameter | WordParameter;

export interface RequestBody {
	/** The model's name on the Help pages, when it was seen. */
	readonly model?: string;
	readonly fields: readonly Field[];
	/** Parameters of which at least one must be set. */
	readonly requiresOneOf?: readonly string[];
	/** False when fields may exist that were not seen: the editor then offers them as JSON. */
	readonly complete: boolean;
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

export interface ResponseField {
	readonly key: string;
	readonly type: ResponseType;
	/** Stays when the answer is simplified. */
	readonly simple?: true;
	readonly nullable?: true;
	/** When it differs from the row's. */
	readonly evidence?: Evidence;
}

interface ResponseRecord {
	readonly model?: string;
	readonly fields: readonly ResponseField[];
	readonly evidence?: Evidence;
}

export interface ListResponse extends ResponseRecord {
	readonly kind: 'list';
	/** The parameter that names the ids asked for, when unknown ones are silently left out. */
	readonly idsAskedFor?: string;
}

export type ResponseShape =
	| ListResponse
	| ({ readonly kind: 'record' } & ResponseRecord)
	/** `GenericPostResponse`: `{ "Id": 1 }`. */
	| { readonly kind: 'created'; readonly evidence?: Evidence }
	/** The bytes of a file, whatever its type. */
	| { readonly kind: 'file'; readonly evidence?: Evidence }
	/** Whatever comes: a list, a record, nothing. */
	| { readonly kind: 'any'; readonly evidence?: Evidence }
	/** No body: the node puts out `{ "success": true }`. */
	| { readonly kind: 'nothing'; readonly evidence?: Evidence };

export const METHODS = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const;

export type Method = (typeof METHODS)[number];

/** Where `Offset` and `Limit` go. */
export type Paging = 'query' | 'body';

/** What the editor offers under a resource. */
interface Offered {
	readonly name: string;
	/** Sentence case, naming the resource. It is also what an AI tool is told. */
	readonly action: string;
	readonly description: string;
	/** Reads may be repeated after a fault, writes never are. */
	readonly access: 'read' | 'write';
	readonly pathParameters: Readonly<Record<string, PathParameter>>;
	readonly query: readonly Field[];
	readonly body?: RequestBody;
	readonly paging?: Paging;
	readonly response: ResponseShape;
	readonly evidence: Evidence;
	/** Where it was seen, e.g. `Help: POST ilmoitukset/lisaa`. */
	readonly source: string;
}

/** One operation of the API, as everything else in the package reads it. */
export interface Operation extends Offered {
	readonly method: Method;
	/** Relative to `…/v10/api/`, with `{placeholders}`. */
	readonly path: string;
}

/** Several operations of the API offered as one. `Tampuuri/composites` runs their steps. */
export interface Composite extends Offered {
	readonly composite: 'completeServiceRequest' | 'findOrCreatePerson';
	readonly steps: readonly [Operation, Operation];
	/** How many calls it makes, for people. */
	readonly calls: string;
}

/** One operation or composite of a resource. */
export type Row = Operation | Composite;

export interface Resource {
	readonly value: ResourceName;
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

type TextPart = Pick<Operation, 'name' | 'action' | 'description' | 'evidence' | 'source'> & {
	readonly query?: readonly Field[];
};

export type OperationRow<Path extends string> = PathPart<Path> & VerbPart & PagingPart & TextPart;

/**
 * Declares one operation. A row that can't be right doesn't compile: every `{placeholder}` has its
 * parameter, a GET has no body, only reads page, and what pages answers with a list.
 */
export function operation<const Path extends string>(row: OperationRow<Path>): Operation {
	return { ...row, pathParameters: row.pathParameters ?? {}, query: row.query ?? [] };
}
