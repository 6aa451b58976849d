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
