/** A JSON Schema, as far as Help pages can tell one. */
export interface Schema {
	readonly $ref?: string;
	readonly type?: string | readonly string[];
	readonly title?: string;
	readonly description?: string;
	readonly format?: string;
	readonly contentEncoding?: 'base64';
	readonly enum?: ReadonlyArray<string | number | null>;
	readonly 'x-enum-varnames'?: readonly string[];
	readonly 'x-enum-descriptions'?: readonly string[];
	readonly default?: string | number | boolean;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minItems?: number;
	readonly maxItems?: number;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly items?: Schema;
	readonly anyOf?: readonly Schema[];
	/** The page of the model could not be read, or not in full. */
	readonly 'x-tampuuri-incomplete'?: true;
}

export interface Parameter {
	readonly name: string;
	readonly in: 'path' | 'query';
	readonly required: boolean;
	readonly description?: string;
	readonly schema: Schema;
}

interface Content {
	readonly content: { readonly 'application/json': { readonly schema: Schema } };
}

export interface OperationObject {
	readonly operationId: string;
	readonly tags: readonly string[];
	readonly summary: string;
	readonly description?: string;
	readonly externalDocs: { readonly url: string };
	readonly parameters?: readonly Parameter[];
	readonly requestBody?: Content & { readonly required: boolean };
	readonly responses: Readonly<Record<string, { readonly description: string } & Partial<Content>>>;
	readonly 'x-tampuuri-access': 'read' | 'write';
	/** Where `Offset` and `Limit` go. */
	readonly 'x-tampuuri-paging'?: 'query' | 'body';
	/** The typed operation of the Tampuuri node. */
	readonly 'x-n8n-operation'?: string;
	readonly 'x-n8n-evidence'?: string;
}

export type HttpMethod = 'delete' | 'get' | 'patch' | 'post' | 'put';

export type PathItem = Readonly<Partial<Record<HttpMethod, OperationObject>>>;

interface HeaderScheme {
	readonly type: 'apiKey';
	readonly in: 'header';
	readonly name: string;
	readonly description: string;
}

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
	readonly openapi: string;
	readonly info: {
		readonly title: string;
		readonly version: string;
		readonly summary: string;
		readonly description: string;
	};
	readonly externalDocs: { readonly url: string; readonly description: string };
	readonly servers: ReadonlyArray<{ readonly url: string; readonly description: string }>;
	readonly security: ReadonlyArray<Readonly<Record<string, readonly never[]>>>;
	readonly tags: ReadonlyArray<{ readonly name: string }>;
	readonly paths: Readonly<Record<string, PathItem>>;
	readonly components: {
		readonly securitySchemes: Readonly<Record<string, HeaderScheme>>;
		readonly schemas: Readonly<Record<string, Schema>>;
	};
}
