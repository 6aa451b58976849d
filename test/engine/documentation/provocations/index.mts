import { setUpPolling } from '../../polling/setUp.mts';
import { connectionProvocations } from './connection.mts';
import { inputProvocations } from './input.mts';
import { listProvocations } from './lists.mts';
import { pollingProvocations } from './polling.mts';
import type { Provocations } from './provoke.mts';
import { webhookProvocations } from './webhooks.mts';

/** One provocation for each message of the page about troubles. */
export function setUpProvocations(): Provocations {
	const tampuuri = setUpPolling({ units: 60, sizes: { serviceRequests: 600 } });
	return {
		...connectionProvocations(tampuuri),
		...inputProvocations(tampuuri),
		...listProvocations(tampuuri),
		...webhookProvocations(tampuuri),
		...pollingProvocations(tampuuri),
	};
}
