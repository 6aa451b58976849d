import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n's table of processed items for one node, accessed through an execution's helpers. */
export interface Table {
	/** Records marks and returns those that are new. */
	add(marks: readonly string[], size: number): Promise<readonly string[]>;
	remove(marks: readonly string[]): Promise<void>;
}

export function tableOf({ helpers }: IExecuteFunctions): Table {
	return {
		add: async (marks, maxEntries) => {
			const options = { mode: 'entries', maxEntries } as const;
			const { new: added } = await helpers.checkProcessedAndRecord([...marks], 'node', options);
			return added.map(String);
		},
		remove: async (marks) => await helpers.removeProcessed([...marks], 'node', { mode: 'entries' }),
	};
}

interface Task {
	readonly kind: 'add' | 'remove';
	readonly table: Table;
	readonly marks: readonly string[];
	readonly size: number;
	readonly resolve: (added: ReadonlySet<string>) => void;
	readonly reject: (error: unknown) => void;
}

/**
 * One node's marks, changed by one execution at a time within this process: n8n's helpers read and
 * write in two steps, so parallel calls would lose marks. Waiting tasks are carried out together.
 */
class Ledger {
	private waiting: Task[] = [];
	private isBusy = false;

	async change(task: Omit<Task, 'resolve' | 'reject'>): Promise<ReadonlySet<string>> {
		return await new Promise((resolve, reject) => {
			this.waiting.push({ ...task, resolve, reject });
			void this.work();
		});
	}

	private async work(): Promise<void> {
		if (this.isBusy) return;
		this.isBusy = true;
		for (let tasks = this.nextTasks(); tasks.length > 0; tasks = this.nextTasks()) {
			try {
				await carryOut(tasks);
			} catch (error) {
				tasks.forEach(({ reject }) => reject(error));
			}
		}
		this.isBusy = false;
	}

	/** Takes the tasks of the same kind from the front of the queue. */
	private nextTasks(): Task[] {
		const kind = this.waiting[0]?.kind;
		const end = this.waiting.findIndex((task) => task.kind !== kind);
		return this.waiting.splice(0, end === -1 ? this.waiting.length : end);
	}
}

async function carryOut(tasks: readonly Task[]): Promise<void> {
	const [first] = tasks;
	if (first === undefined) return;
	const { kind, table } = first;
	const marks = [...new Set(tasks.flatMap((task) => task.marks))];
	// A bundle larger than the window is remembered whole, or its next delivery would pass again.
	const size = Math.max(marks.length, ...tasks.map((task) => task.size));
	if (kind === 'remove') {
		await table.remove(marks);
		tasks.forEach(({ resolve }) => resolve(new Set()));
		return;
	}
	// A node's very first record can collide with another process's. It then exists, so the retry
	// succeeds.
	const added = new Set(await table.add(marks, size).catch(() => table.add(marks, size)));
	for (const task of tasks) {
		const own = task.marks.filter((mark) => added.delete(mark));
		task.resolve(new Set(own));
	}
}

const ledgers = new Map<string, Ledger>();

function ledgerOf(node: string): Ledger {
	const ledger = ledgers.get(node) ?? new Ledger();
	ledgers.set(node, ledger);
	return ledger;
}

/** The key under which this process keeps a node's data. */
export function nodeNameOf(context: IExecuteFunctions): string {
	return `${String(context.getWorkflow().id)}/${context.getNode().id}`;
}

/**
 * Records marks of a node and returns those that are new. If parallel calls record the same mark,
 * it is new for the first one only.
 *
 * @throws when n8n can't reach its database
 */
export async function addMarks(
	node: string,
	table: Table,
	marks: readonly string[],
	size: number,
): Promise<ReadonlySet<string>> {
	return await ledgerOf(node).change({ kind: 'add', table, marks, size });
}

export async function removeMarks(
	node: string,
	table: Table,
	marks: readonly string[],
): Promise<void> {
	if (marks.length > 0) await ledgerOf(node).change({ kind: 'remove', table, marks, size: 0 });
}

/** Which events an execution may let through. */
export interface Admission {
	readonly admitted: ReadonlySet<string>;
	/** Undoes the decision when the node itself fails afterwards. */
	withdraw(): Promise<void>;
}

/**
 * Admits each event once and records it before letting it through. Tampuuri already has its
 * response and will not deliver it again, so a failed run is repaired from n8n's stored execution.
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
