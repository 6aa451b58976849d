import axios, { type AxiosInstance } from 'axios';
import { z } from 'zod';

const requests = z.array(
	z.object({ operation: z.string().nullable(), account: z.string().nullable(), body: z.unknown() }),
);
const calls = z.object({ total: z.number() });
const stateChanges = z.array(z.object({ serviceRequestId: z.number(), to: z.string() }));
const writes = z.array(z.object({ operation: z.string(), body: z.record(z.unknown()) }));

/** What the simulator was asked and told to do. */
export class TampuuriRecord {
	private readonly control: AxiosInstance;

	/** @param controlUrl the simulator's own pages */
	constructor(controlUrl: string) {
		this.control = axios.create({ baseURL: controlUrl });
	}

	async forgetCalls(): Promise<void> {
		await this.control.delete('calls');
	}

	/** How many calls there were since they were forgotten. */
	async calls(): Promise<number> {
		return calls.parse((await this.control.get<unknown>('calls')).data).total;
	}

	async requests(): Promise<z.infer<typeof requests>> {
		return requests.parse((await this.control.get<unknown>('requests')).data);
	}

	/** The states that the last service request touched was moved to. */
	async states(): Promise<string[]> {
		const all = stateChanges.parse((await this.control.get<unknown>('state-changes')).data);
		const last = all.at(-1)?.serviceRequestId;
		return all.filter((one) => one.serviceRequestId === last).map(({ to }) => to);
	}

	/** All writes to the first account, oldest first. */
	async writes(): Promise<z.infer<typeof writes>> {
		return writes.parse((await this.control.get<unknown>('writes')).data);
	}

	async answerNextWith(body: unknown): Promise<void> {
		await this.control.post('faults', { action: { kind: 'status', status: 200, body } });
	}

	async reset(): Promise<void> {
		await this.control.post('reset');
	}
}
