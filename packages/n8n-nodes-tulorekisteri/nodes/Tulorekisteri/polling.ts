export interface Patience {
	firstWaitMilliseconds: number;
	intervalMilliseconds: number;
	giveUpAfterMilliseconds: number;
}

export interface Clock {
	now(): number;
	/** Ends early when the execution is stopped. */
	sleep(milliseconds: number): Promise<void>;
	isStopped(): boolean;
}

/** Between two questions at least this much time passes, whatever is asked for. */
const SHORTEST_INTERVAL = 1000;

/**
 * Asks again and again until the reply is final, the time is up or the execution is stopped.
 * Asks at least once, and never waits past the end for a question it would not put any more.
 */
export async function askUntilFinal<Reply>(
	ask: () => Promise<Reply>,
	isFinal: (reply: Reply) => boolean,
	patience: Patience,
	clock: Clock,
): Promise<{ reply: Reply; attempts: number }> {
	const interval = Math.max(patience.intervalMilliseconds, SHORTEST_INTERVAL);
	const end = clock.now() + patience.giveUpAfterMilliseconds;
	await clock.sleep(patience.firstWaitMilliseconds);
	for (let attempts = 1; ; attempts++) {
		const reply = await ask();
		if (isFinal(reply) || clock.now() + interval > end) return { reply, attempts };
		await clock.sleep(interval);
		if (clock.isStopped()) return { reply, attempts };
	}
}
