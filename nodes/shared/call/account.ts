import type { CallsInFlight } from '../api/client';
import { openConnection, type Connection } from '../api/connection';
import { readProfile, type AccountProfile } from '../profile/schema';

/** A connection to an account, and what is known of its spelling. */
export interface Account extends Connection {
	/** Undefined as long as nobody has checked the account: then the catalogue's guesses hold. */
	readonly profile: AccountProfile | undefined;
}

/**
 * Connects to Tampuuri for one run, poll or list search, and reads the account's profile.
 *
 * @param concurrency maximum number of calls in flight; unlimited if absent
 * @throws UserError when the credential contains something that can't be used
 */
export async function openAccount(
	context: Parameters<typeof openConnection>[0],
	concurrency?: CallsInFlight,
): Promise<Account> {
	const connection = await openConnection(context, concurrency);
	return { ...connection, profile: readProfile(connection.profileText) };
}
