import { CallFailed, sayingDone } from '../../shared/errors/failure';
import type { RunComposite } from './composite';

/**
 * Responses to receiving a service request that was already received (assumed:
 * EVIDENCE.md#state-changes).
 */
const STATE_REFUSED = [400, 409];

/**
 * Receives a service request and marks it done. If Tampuuri refuses to receive it, it is treated as
 * already received: where that is wrong, marking it done fails too, and that error is thrown.
 */
export const completeServiceRequest: RunComposite = async (run) => {
	const { steps, parameters, call, check } = run;
	const [receive, markDone] = steps;
	check(markDone, parameters);
	const received = await call(receive, { values: {}, moreFields: {} }).then(
		() => true,
		(error: unknown) => {
			if (error instanceof CallFailed && error.isRefusedWith(...STATE_REFUSED)) return false;
			throw error;
		},
	);
	return await sayingDone(call(markDone, parameters), () =>
		received ? 'the service request was received' : undefined,
	);
};
