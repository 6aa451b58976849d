import { beforeEach, describe, expect, jest, test } from '@jest/globals';

import { Refusal } from '../../../nodes/shared/errors/refusal.ts';
import { readAccess } from '../../../nodes/shared/api/credential.ts';
import type * as SentOnce from '../../../nodes/Tulorekisteri/sentOnce.ts';

const access = readAccess({ environment: 'test', customerId: '0123456-7' });

/** n8n's list of marks: read, then written back, with time between, as its database does it. */
class Marks {
	stored: unknown[] = [];

	helpers = {
		checkProcessedAndRecord: async (items: Array<string | number>) => {
			const read = [...this.stored];
			await pause(20);
			const fresh = items.filter((item) => !read.includes(item));
			this.stored = [...read, ...fresh];
			await pause(20);
			return { new: fresh, processed: items.filter((item) => !fresh.includes(item)) };
		},
		removeProcessed: async (items: Array<string | number>) => {
			this.stored = this.stored.filter((item) => !items.some((each) => each === item));
		},
	};
}

const pause = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A worker is a process with a memory of its own: here, the module loaded anew. */
function worker(marks: Marks, executionId: string) {
	let module: typeof SentOnce | undefined;
	jest.isolateModules(() => {
		module = jest.requireActual<typeof SentOnce>('../../../nodes/Tulorekisteri/sentOnce.ts');
	});
	return async (send: () => Promise<SentOnce.Sent>, sendAgain = false, during = executionId) =>
		await module?.sentOnce(
			{ helpers: marks.helpers, getExecutionId: () => during },
			access,
			{ label: 'the request', advice: '', identity: ['1'], correctable: ['password'], sendAgain },
			send,
		);
}

let marks: Marks;
let sent: number;
beforeEach(() => {
	marks = new Marks();
	sent = 0;
});
const accepted = async (): Promise<SentOnce.Sent> => {
	sent += 1;
	return { settled: true, result: { outcome: 'requested' }, retrievalId: 'abc' };
};
const refused = async (): Promise<SentOnce.Sent> => {
	sent += 1;
	return { settled: false, refusal: new Refusal('refused', '') };
};

describe('what may be sent once', () => {
	test('is sent by one of several workers that begin at the same moment', async () => {
		const workers = ['1', '2', '3', '4'].map((id) => worker(marks, id));
		const outcomes = await Promise.allSettled(workers.map(async (run) => await run(accepted)));
		expect(sent).toBe(1);
		expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	test('is not sent by another process later, unless told to', async () => {
		await worker(marks, '1')(accepted);
		await expect(worker(marks, '2')(accepted)).rejects.toThrow('was sent before');
		await worker(marks, '3')(accepted, true);
		expect(sent).toBe(2);
	});

	test('comes to the same for another try of its execution', async () => {
		const run = worker(marks, '1');
		expect([await run(accepted), await run(accepted)]).toEqual([
			{ outcome: 'requested' },
			{ outcome: 'requested' },
		]);
		expect(sent).toBe(1);
		const refusing = worker(new Marks(), '1');
		for (let tries = 0; tries < 3; tries++)
			await expect(refusing(refused)).rejects.toThrow('refused');
		expect(sent).toBe(2);
	});

	test('may be sent by another execution once the service has refused it', async () => {
		await expect(worker(marks, '1')(refused)).rejects.toThrow('refused');
		await worker(marks, '2')(accepted);
		expect(sent).toBe(2);
	});

	test("keeps the service's words when the mark cannot be taken back", async () => {
		marks.helpers.removeProcessed = async () => await Promise.reject(new Error('database gone'));
		const run = worker(marks, '1');
		await expect(run(refused)).rejects.toThrow('refused');
		await expect(run(refused)).rejects.toThrow('refused');
		expect(sent).toBe(1);
	});

	test('is not sent when n8n could not store the mark at first, but later', async () => {
		const record = marks.helpers.checkProcessedAndRecord;
		let calls = 0;
		marks.helpers.checkProcessedAndRecord = async (items) => {
			calls += 1;
			return calls === 1 ? await Promise.reject(new Error('unique')) : await record(items);
		};
		expect(await worker(marks, '1')(accepted)).toEqual({ outcome: 'requested' });
		await expect(worker(marks, '2')(accepted)).rejects.toThrow('was sent before');
		expect(sent).toBe(1);
	});

	test('names the private key that belongs to the earlier request', async () => {
		const run = worker(marks, '1');
		await run(accepted);
		await expect(run(accepted, false, '2')).rejects.toMatchObject({
			message: expect.stringContaining('by execution 1, and the service gave the retrieval ID abc'),
			advice: expect.stringContaining('the private key of that execution'),
		});
	});

	test('stays unsent when the mark cannot be kept, and keeps no code in it', async () => {
		await worker(marks, '1')(accepted);
		expect(JSON.stringify(marks.stored)).not.toContain('password');
		marks.helpers.checkProcessedAndRecord = async () => await Promise.reject(new Error('no id'));
		await expect(worker(marks, '2')(accepted)).rejects.toThrow('Not sent');
		expect(sent).toBe(1);
	});
});
