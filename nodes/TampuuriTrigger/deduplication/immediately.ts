import type { IExecuteFunctions } from 'n8n-workflow';
import type { Admission } from './admission';
import { addMarks, nodeNameOf, removeMarks, tableOf } from './ledger';

/**
 * Admits each event once: it is recorded before it is passed on. Its sender has its answer already,
 * so nothing would ever be delivered again to repair a failure: n8n's stored execution does that.
 */
export async function admitOnce(
	context: IExecuteFunctions,
	keys: readonly string[],
	windowSize: number,
): Promise<Admission> {
	const node = nodeNameOf(context);
	const table = tableOf(context);
	const admitted = await addMarks(node, table, keys, windowSize);
	return { admitted, withdraw: async () => await removeMarks(node, table, [...admitted]) };
}
