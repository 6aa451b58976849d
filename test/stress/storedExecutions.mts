import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { z } from 'zod';
import { EVENT_ID } from './load.mts';

const rowShape = z.object({ id: z.coerce.string(), status: z.string(), data: z.string() });
const countShape = z.object({ count: z.number() });

export interface StoredExecution {
	readonly id: string;
	readonly status: string;
	/** The events in its data. */
	readonly events: ReadonlySet<string>;
}

/** What n8n has stored of a workflow's executions. */
export function storedExecutions(userFolder: string, workflowId: string): StoredExecution[] {
	const database = open(userFolder);
	const rows = database
		.prepare(
			`SELECT e.id AS id, e.status AS status, d.data AS data FROM execution_entity e
			 JOIN execution_data d ON d.executionId = e.id WHERE e.workflowId = ?`,
		)
		.all(workflowId);
	database.close();
	return rows.map((row) => {
		const { id, status, data } = rowShape.parse(row);
		return { id, status, events: new Set(data.match(EVENT_ID)) };
	});
}

/** How many executions n8n has stored, and how many of those have not ended. */
export function countExecutions(userFolder: string, workflowId: string, onlyUnfinished = false) {
	const database = open(userFolder);
	const condition = onlyUnfinished ? "AND status IN ('new', 'running', 'waiting')" : '';
	const row = database
		.prepare(`SELECT COUNT(*) AS count FROM execution_entity WHERE workflowId = ? ${condition}`)
		.get(workflowId);
	database.close();
	return countShape.parse(row).count;
}

function open(userFolder: string): DatabaseSync {
	const path = join(userFolder, '.n8n', 'database.sqlite');
	const database = new DatabaseSync(path, { readOnly: true });
	database.exec('PRAGMA busy_timeout = 5000');
	return database;
}
