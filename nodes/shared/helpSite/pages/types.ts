import type { Method } from '../../catalogue';

/** An operation as the Help index lists it. */
export interface ListedOperation {
	readonly controller: string;
	readonly method: Method;
	/** As on the page, including the query: `mittarit/{mittariId}/lukemat?Vuosi={Vuosi}`. */
	readonly path: string;
	/** In Finnish; empty if the page has none. */
	readonly summary: string;
	/** The name of its own page: `Help/Api/<slug>`. */
	readonly slug: string;
}

/** A type on a page. */
export type PageType =
	/** `integer`, `decimal number`, `date`, `string` and so on. */
	| { readonly kind: 'simple'; readonly name: string }
	| { readonly kind: 'model'; readonly name: string }
	| { readonly kind: 'collection'; readonly of: PageType }
	/** A dictionary, a pair, or an unknown type. */
	| { readonly kind: 'unread'; readonly text: string };

/** One row of a parameter table. */
export interface PageField {
	readonly name: string;
	readonly description: string;
	readonly type: PageType;
	readonly required: boolean;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly defaultValue?: string;
}

/** The fields of a parameter table. */
export interface PageFields {
	readonly fields: readonly PageField[];
	/** False if rows, or the whole table, could not be read. */
	readonly complete: boolean;
}

/** A request's or response's content. */
export interface PageContent extends PageFields {
	readonly description: string;
	readonly type: PageType;
}

export interface Sample {
	readonly mediaTypes: readonly string[];
	/** Undefined for "Sample not available." */
	readonly text?: string;
}

/** One operation's page. */
export interface OperationPage {
	readonly method: Method;
	readonly path: string;
	readonly summary: string;
	readonly uriParameters: PageFields;
	/** Undefined if the page says that there is none. */
	readonly body?: PageContent;
	readonly response?: PageContent;
	readonly requestSamples: readonly Sample[];
	readonly responseSamples: readonly Sample[];
}

export interface EnumerationValue {
	readonly name: string;
	readonly value: string;
	readonly description: string;
}

/** One model's page. */
export type ModelPage =
	| ({ readonly kind: 'object'; readonly name: string; readonly description: string } & PageFields)
	| {
			readonly kind: 'enumeration';
			readonly name: string;
			readonly description: string;
			readonly values: readonly EnumerationValue[];
	  }
	| { readonly kind: 'unread'; readonly name: string };
