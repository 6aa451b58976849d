import { describe, expect, test } from '@jest/globals';

import { askUntilFinal, type Patience } from '../../../nodes/Tulorekisteri/polling.ts';

const usual: Patience = {
	firstWaitMilliseconds: 30_000,
	intervalMilliseconds: 30_000,
	giveUpAfterMilliseconds: 360_000,
};

/** Asks a service that is ready at a given time, on a clock that only sleeping moves. */
async function play(readyAt: number, patience: Patience, stopAt = Infinity) {
	let time = 0;
	const askedAt: number[] = [];
	const result = await askUntilFinal(
		async () => {
			askedAt.push(time);
			return time >= readyAt ? 'ready' : 'not ready';
		},
		(reply) => reply === 'ready',
		patience,
		{
			now: () => time,
			sleep: async (milliseconds) => {
				time = Math.min(time + milliseconds, Math.max(stopAt, time));
			},
			isStopped: () => time >= stopAt,
		},
	);
	return { ...result, askedAt, endedAt: time };
}

describe('asking until the certificate is ready', () => {
	test('waits first, then asks at the interval', async () => {
		expect(await play(75_000, usual)).toEqual({
			reply: 'ready',
			attempts: 3,
			askedAt: [30_000, 60_000, 90_000],
			endedAt: 90_000,
		});
	});

	test('gives up in time, with the last reply', async () => {
		const { reply, attempts, endedAt } = await play(Infinity, usual);
		expect({ reply, attempts, endedAt }).toEqual({
			reply: 'not ready',
			attempts: 12,
			endedAt: 360_000,
		});
	});

	test('asks once when there is no time at all', async () => {
		const none = {
			firstWaitMilliseconds: 0,
			intervalMilliseconds: 30_000,
			giveUpAfterMilliseconds: 0,
		};
		expect(await play(Infinity, none)).toEqual({
			reply: 'not ready',
			attempts: 1,
			askedAt: [0],
			endedAt: 0,
		});
	});

	test('never asks more than once a second', async () => {
		const eager = {
			firstWaitMilliseconds: 0,
			intervalMilliseconds: 0,
			giveUpAfterMilliseconds: 3000,
		};
		expect((await play(Infinity, eager)).askedAt).toEqual([0, 1000, 2000, 3000]);
	});

	test('ends when the execution is stopped', async () => {
		const { reply, askedAt } = await play(Infinity, usual, 45_000);
		expect({ reply, askedAt }).toEqual({ reply: 'not ready', askedAt: [30_000] });
	});
});
