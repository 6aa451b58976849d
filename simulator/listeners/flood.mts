import { setTimeout as wait } from 'node:timers/promises';
import { momentText } from '../data/dates.mts';
import type { Listeners } from './listeners.mts';

/**
 * Sends generated events at an even rate, each about a different record.
 *
 * @param rate events a second
 * @param signal stops it early
 */
export async function flood(
	listeners: Listeners,
	{
		account,
		count,
		rate,
		signal,
	}: { account: string; count: number; rate: number; signal: AbortSignal },
): Promise<void> {
	const started = performance.now();
	for (let made = 0; made < count && !signal.aborted; ) {
		const due = Math.min(count, Math.ceil(((performance.now() - started) / 1_000) * rate));
		for (; made < due; made++) {
			listeners.notify({
				Action: made % 2 === 0 ? 'IlmoitusUusi' : 'IlmoitusTilamuutos',
				Account: account,
				ReferenceId: made + 1,
				ReferenceSecondaryId: null,
				ReferenceData: null,
				ReferenceJson: JSON.stringify({ Tila: made % 2 === 0 ? 'avoin' : 'vastaanotettu' }),
				Timestamp: momentText(Date.now()),
			});
		}
		await wait(20);
	}
	await listeners.settled();
}
