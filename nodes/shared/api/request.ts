import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

/** One call, before the client adds host and headers. */
export interface ApiRequest {
	readonly method: IHttpRequestMethods;
	/** Relative to the base address, each value in it already encoded. */
	readonly path: string;
	readonly query?: Readonly<Record<string, string>>;
	/** Sent as JSON; absent for methods that carry none. */
	readonly body?: IDataObject[string];
	/** Only reads are repeated after a fault. */
	readonly access: 'read' | 'write';
	/** Asks for any kind of content, and gives its bytes. */
	readonly wantsFile?: boolean;
}

export interface ApiResponse {
	readonly status: number;
	/** Lower-case names. */
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
	/** Only for a request that wants a file. */
	readonly bytes?: Buffer;
}

export interface RequestSettings {
	/** Milliseconds without a sign of the server. */
	readonly timeout: number;
	/** How often a read may be repeated; writes never are. */
	readonly retries: number;
	/** The most calls the run may make in all; no end to it when absent. */
	readonly callBudget?: number;
	/** Gives an identical read the answer it got before in the same run. */
	readonly reuseReads?: boolean;
}

export const DEFAULT_SETTINGS = { timeout: 60_000, retries: 3 } as const satisfies RequestSettings;
