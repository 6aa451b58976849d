import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';
import { withoutIdentityCodes } from '../errors/redaction';
import { countText } from './cost';
import { firstIds } from './hints';
import { isMade } from './madeOperation';
import type { CallParameters } from './parameters';

/** More operations than this in a hint help nobody. Only *Any Operation* can have as many. */
const MOST_OPERATIONS = 5;

/** What a run has changed in Tampuuri, by operation and ID. Contains no personal data. */
export class Changes {
	private readonly made = new Map<string, { count: number; readonly ids: number[] }>();

	/** Notes a change that Tampuuri has confirmed. */
	add({ operation }: Pick<CallParameters, 'operation'>, result: IDataObject): void {
		const { action, method, path } = operation;
		// The path of any operation has its IDs in it.
		const what = isMade(operation) ? `${method} ${withoutIdentityCodes(path)}` : action;
		const change = this.made.get(what) ?? { count: 0, ids: [] };
		this.made.set(what, change);
		change.count++;
		if (typeof result.Id === 'number') change.ids.push(result.Id);
	}

	/** The hint for the log, if anything was changed. */
	hints(): NodeExecutionHint[] {
		if (this.made.size === 0) return [];
		const texts = [...this.made].map(([what, { count, ids }]) => {
			const times = count === 1 ? '' : `${countText(count)} × `;
			return `${times}${what}${ids.length === 0 ? '' : ` (ID ${firstIds(ids)})`}`;
		});
		const left = texts.length - MOST_OPERATIONS;
		if (left > 0) texts.splice(MOST_OPERATIONS, left, `${countText(left)} more operations`);
		return [
			{ message: `Changed in Tampuuri: ${texts.join(', ')}`, type: 'info', location: 'outputPane' },
		];
	}
}
