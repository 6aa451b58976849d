import type { NodeApiError } from 'n8n-workflow';
import type { Failure } from './failure';

/** What n8n's back-off of polls goes by. */
type DeclaredFailure = NonNullable<NodeApiError['failure']>;

/**
 * Tells n8n whether waiting helps against a failed call, or whether someone has to act first.
 *
 * @returns undefined when the failure tells neither
 */
export function declaredFailure(failure: Failure): DeclaredFailure | undefined {
	switch (failure.kind) {
		case 'refused':
			if (failure.status === 429) {
				return { cause: 'rate-limited', retryAfterMs: failure.retryAfter };
			}
			if (failure.status >= 500) {
				return { cause: 'temporarily-unavailable', retryAfterMs: failure.retryAfter };
			}
			return failure.status === 401 || failure.status === 403
				? { cause: 'credential-invalid' }
				: { cause: 'configuration-invalid' };
		case 'redirected':
			return { cause: 'configuration-invalid' };
		case 'unreachable':
			return { cause: 'temporarily-unavailable' };
		case 'unreadable':
			return undefined;
	}
}
