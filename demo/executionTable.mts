import { itemsOf, type Execution, type Item } from './n8nExecution.mts';

const SHOWN_FIELDS = 3;
const LONGEST_VALUE = 40;
const HEADING = ['Node', 'Result', 'Items', 'Time', 'First item'];

function shortened(value: unknown): string {
	const text = String(value);
	return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

/** The first few fields with a single value. */
function summary(item: Item | undefined): string {
	const single = Object.entries(item?.json ?? {}).filter(
		([, value]) => value !== null && value !== '' && typeof value !== 'object',
	);
	return single
		.slice(0, SHOWN_FIELDS)
		.map(([field, value]) => `${field}: ${shortened(value)}`)
		.join(', ');
}

/** A table of what each node of an execution did, in the order they ran. */
export function executionTable(execution: Execution): string {
	const rows = Object.entries(execution.nodes).map(([node, runs]) => {
		const lastRun = runs.at(-1);
		const items = itemsOf(execution, node);
		return [
			node,
			lastRun?.error ? lastRun.error.message : (lastRun?.executionStatus ?? ''),
			String(items.length),
			`${lastRun?.executionTime ?? 0} ms`,
			summary(items[0]),
		];
	});
	const table = [HEADING, ...rows];
	const widths = HEADING.map((_, column) =>
		Math.max(...table.map((row) => row[column]?.length ?? 0)),
	);
	const lines = table.map((row) =>
		row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '),
	);
	const rule = widths.map((width) => '─'.repeat(width)).join('  ');
	return [lines[0], rule, ...lines.slice(1)].map((line) => `  ${line?.trimEnd()}`).join('\n');
}
