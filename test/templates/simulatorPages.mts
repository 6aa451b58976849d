import axios from 'axios';
import { z } from 'zod';
import type { ReceivedMail } from '../../demo/mailbox.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import type { TemplateBench } from './templateBench.mts';

const LIMIT_MS = 60_000;

/** A simulator by the address of its own pages. */
export class SimulatorPages {
	private readonly url: string;

	constructor(url: string) {
		this.url = url;
	}

	/** How many calls it has got from everybody. */
	async calls(): Promise<number> {
		const { data } = await axios.get<unknown>(`${this.url}calls?format=json`);
		return z.object({ total: z.number() }).parse(data).total;
	}

	/** Makes it answer all calls of an operation with this, until everything is cleared. */
	async answerWith(path: string, body: object, status = 200): Promise<void> {
		const action = { kind: 'status', status, body };
		await axios.post(`${this.url}faults`, { path, times: 'always', action });
	}

	/** Changes something as a person does in Tampuuri itself. */
	async byHand(change: 'event' | 'service-request', fields: object): Promise<void> {
		await axios.post(`${this.url}by-hand/${change}`, fields);
	}

	async clear(): Promise<void> {
		await axios.delete(`${this.url}faults`);
	}
}

/** Waits until so many mails have arrived at a bench, and gives all of them. */
export async function mailsOf({ mailbox }: TemplateBench, count = 1): Promise<ReceivedMail[]> {
	const enough = () => mailbox.mails.length >= count && mailbox.mails;
	return await waitUntil(`Mail ${count}`, enough, { limitMs: LIMIT_MS });
}
