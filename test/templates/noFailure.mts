import { expect } from '@jest/globals';
import type { Execution } from '../../demo/n8nExecution.mts';

/** No step failed, in its own words or on its error output. */
export function expectNoFailure(execution: Execution): void {
	expect(execution).toMatchObject({ status: 'success', error: undefined });
	for (const run of Object.values(execution.nodes).flat()) {
		expect(run.error).toBeUndefined();
		for (const { json } of (run.data?.main ?? []).flatMap((items) => items ?? [])) {
			expect(json.error).toBeUndefined();
		}
	}
}
