import axios from 'axios';
import { z } from 'zod';
import { surroundingsNow } from './surroundings.mts';

const registered = z.object({ id: z.number() });

/**
 * Registers a listener in the simulator, as an administrator does in Tampuuri.
 *
 * @param more `events`: only these; `skipEcho`: take an address that does not answer the check
 * @param controlUrl of a simulator other than the one that all tests share
 * @returns what removes it
 * @throws when the address does not answer the check
 */
export async function registerListener(
	address: string,
	more: { events?: readonly string[]; skipEcho?: boolean } = {},
	controlUrl = surroundingsNow().simulatorControlUrl,
): Promise<() => Promise<void>> {
	const webhooks = `${controlUrl}webhooks`;
	const { data } = await axios.post<unknown>(webhooks, { address, ...more });
	const { id } = registered.parse(data);
	return async () => void (await axios.delete(`${webhooks}/${id}`));
}
