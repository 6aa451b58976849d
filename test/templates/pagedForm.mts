import type { AxiosInstance } from 'axios';
import { z } from 'zod';
import { waitUntil } from '../../demo/waitUntil.mts';

const LIMIT_MS = 60_000;
const started = z.object({ formWaitingUrl: z.string() });

/** A published form of several pages, as a person's browser goes through it. */
export class PagedForm {
	private readonly caller: AxiosInstance;
	private readonly address: URL;

	private constructor(caller: AxiosInstance, address: string) {
		this.caller = caller;
		this.address = new URL(address);
	}

	/** Sends the first page. */
	static async open(
		caller: AxiosInstance,
		path: string,
		form: FormData,
		auth: { username: string; password: string },
	): Promise<PagedForm> {
		const { data } = await caller.post<unknown>(path, form, { auth });
		return new PagedForm(caller, started.parse(data).formWaitingUrl);
	}

	/** Waits for the next page: n8n never answers whoever asks for it before it is there. */
	async page(): Promise<string> {
		const status = new URL(this.address);
		status.pathname += '/n8n-execution-status';
		await waitUntil(
			'The next page of the form',
			async () => (await this.caller.get<unknown>(status.href)).data === 'form-waiting',
			{ limitMs: LIMIT_MS },
		);
		return (await this.caller.get<string>(this.address.href)).data;
	}

	/** Sends the page that is shown; the last one sends itself. */
	async send(form = new FormData()): Promise<void> {
		await this.caller.post(this.address.href, form);
	}
}
