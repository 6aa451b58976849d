import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

/** One call, before the client adds the host and headers. */
export interface ApiRequest {
	readonly method: IHttpRequestMethods;
	/** Relative to the base URL, with every value in it already encoded. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	/** Sent as JSON; absent for methods without a body. */
	readonly body?: IDataObject[string];
	/** Only reads are retried. */
	readonly access: 'read' | 'write';
	/** Accepts any content type and returns the bytes. */
	readonly wantsFile?: boolean;
}

export interface ApiResponse {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
	/** Only for a request that wants a file. */
	readonly bytes?: Buffer;
}

/** How long to wait for Tampuuri and how often to ask again, for all calls of a credential. */
export interface Patience {
	/** Milliseconds to wait for the server. */
	readonly timeout: number;
	/** How many times a read may be retried; writes never are. */
	readonly retries: number;
	/** Milliseconds to wait at most when the server asks to be left alone. */
	readonly longestWait: number;
}

export const USUAL_PATIENCE: Patience = { timeout: 60_000, retries: 3, longestWait: 60_000 };

export interface RequestSettings {
	/** Fewer retries than usual, for a read that should end soon. */
	readonly mostRetries?: number;
	/** Maximum number of calls in the run; unlimited if absent. */
	readonly callBudget?: number;
	/** Whether an identical read gets the response from earlier in the run. */
	readonly reuseReads?: boolean;
}
