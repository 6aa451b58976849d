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
	const context = { helpers: marks.helpers, getExecutionId: () => executionId };
	return async (send: () => Promise<SentOnce.Sent>, sendAgain = false) =>
		await module?.sentOnce(
			context,
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

	test('stays unsent when the mark cannot be kept, and keeps no code in it', async () => {
		await worker(marks, '1')(accepted);
		expect(JSON.stringify(marks.stored)).not.toContain('password');
		marks.helpers.checkProcessedAndRecord = async () => await Promise.reject(new Error('no id'));
		await expect(worker(marks, '2')(accepted)).rejects.toThrow('Not sent');
		expect(sent).toBe(1);
	});
});
