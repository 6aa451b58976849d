import { z } from 'zod';
import { N8nClient } from '../../demo/n8nClient.mts';

const VARIABLE = 'N8N_NODES_TAMPUURI_END_TO_END';

const surroundings = z.object({
	n8nUrl: z.string(),
	owner: z.object({ email: z.string(), password: z.string() }),
	/** The owner's session, so that each test file need not sign in. */
	session: z.string(),
	/** The simulator's own pages: what it was asked and how it stands. */
	simulatorControlUrl: z.string(),
	credential: z.object({ type: z.string(), data: z.record(z.string()) }),
});

/** The n8n and the simulator that all end-to-end tests share. */
export type Surroundings = z.infer<typeof surroundings>;

/** Hands the surroundings to the processes that run the tests. */
export function announce(started: Surroundings): void {
	process.env[VARIABLE] = JSON.stringify(started);
}

/** What the global set-up has started. */
export function surroundingsNow(): Surroundings {
	const announced = process.env[VARIABLE];
	if (announced === undefined) throw new Error('The global set-up of the e2e project has not run');
	return surroundings.parse(JSON.parse(announced));
}

export function signedIn(): N8nClient {
	const { n8nUrl, session } = surroundingsNow();
	return N8nClient.resume(n8nUrl, session);
}
