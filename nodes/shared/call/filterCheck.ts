import type { IDataObject, NodeExecutionHint } from 'n8n-workflow';
import { fieldsOf } from '../catalogue';
import { propertyOf } from '../foreignValues';
import { countText } from './cost';
import { locatedValue } from './entered';
import type { CallParameters } from './parameters';
import { validId } from './values';

/** Compares the rows of a list with filters that Tampuuri may not know and then silently ignores. */
export class FilterCheck {
	private readonly filters: ReadonlyArray<{ label: string; keys: readonly string[]; id: number }>;
	private rows = 0;
	/** Rows that a filter should have left out, by its label. */
	private readonly others = new Map<string, number>();

	constructor({ operation, values }: Pick<CallParameters, 'operation' | 'values'>) {
		this.filters = fieldsOf(operation).flatMap(({ label, parameter, seenIn: keys }) => {
			const id = keys && validId(locatedValue(values[parameter]));
			return keys === undefined || id === undefined ? [] : [{ label, keys, id }];
		});
	}

	lookAt(row: IDataObject): void {
		this.rows++;
		for (const { label, keys, id } of this.filters) {
			const values = keys.map((key) => propertyOf(row, key)).filter((value) => value !== undefined);
			if (values.length === 0 || values.some((value) => validId(value) === id)) continue;
			this.others.set(label, (this.others.get(label) ?? 0) + 1);
		}
	}

	hints(): NodeExecutionHint[] {
		return [...this.others].map(([label, count]) => ({
			message: `${countText(count)} of ${countText(this.rows)} rows are of others: Tampuuri may not know the filter ${label}. Account → Check finds out.`,
			type: 'warning',
			location: 'outputPane',
		}));
	}
}
