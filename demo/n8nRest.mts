import { Agent } from 'node:http';
import axios, { isAxiosError, type AxiosInstance, type AxiosResponse } from 'axios';
import { z } from 'zod';

const REQUEST_LIMIT_MS = 30_000;

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const errorBody = z.object({ message: z.string() }).partial();

/** n8n refused a request. Contains nothing of what was sent. */
export class N8nRefused extends Error {
	readonly status: number | undefined;

	constructor(request: string, status: number | undefined, reason: string) {
		super(`n8n refused ${request} (${status ?? 'no response'}): ${reason}`);
		this.status = status;
	}
}

/** Requests to n8n's REST API, in a person's session when one is given. */
export class N8nRest {
	readonly session: string;
	private readonly http: AxiosInstance;

	constructor(url: string, session = '') {
		this.session = session;
		const headers = session === '' ? {} : { Cookie: session };
		// n8n closes idle connections: one that is kept may be gone when the next request takes it.
		const httpAgent = new Agent({ keepAlive: false });
		this.http = axios.create({ baseURL: url, timeout: REQUEST_LIMIT_MS, headers, httpAgent });
	}

	/**
	 * Sends a request and parses the response, which n8n wraps in `data`.
	 *
	 * @throws N8nRefused when the status is not a success
	 * @throws ZodError when the response has another shape
	 */
	async call<T extends z.ZodTypeAny>(
		schema: T,
		method: Method,
		address: string,
		body?: unknown,
	): Promise<z.output<T>> {
		const response = await this.request(method, address, body);
		return z.object({ data: schema }).parse(response.data).data;
	}

	/** @throws N8nRefused when the status is not a success */
	async request(method: Method, address: string, body?: unknown): Promise<AxiosResponse<unknown>> {
		try {
			return await this.http.request<unknown>({ method, url: address, data: body });
		} catch (error) {
			if (!isAxiosError(error)) throw error;
			const response = errorBody.safeParse(error.response?.data);
			const reason = (response.success && response.data.message) || error.message;
			throw new N8nRefused(`${method} ${address}`, error.response?.status, reason);
		}
	}
}
