import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { N8nClient, parseWorkflow, type Workflow } from '../../demo/n8nClient.mts';
import type { N8nServer } from '../../demo/n8nServer.mts';
import { withCredentials } from '../../demo/templates.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import type { Postgres } from '../programs/services.mts';
import type { Lease, Source } from './source.mts';

const LIST = { operation: 'POST sopimukset/selaa', paging: 'body', id: 'Id', label: ['Id'] };
const PROFILE = { version: 1, checkedAt: '2026-11-25', names: {}, lists: { lease: LIST } };

/** Looks for work every few seconds instead of every quarter of an hour at night. */
const EVERY_SECONDS = 3;

/** The template with its lists, and in a hurry. */
function hurried(workflow: Workflow): Workflow {
	const expression = `*/${EVERY_SECONDS} * * * * *`;
	const parametersOf: Readonly<Record<string, object>> = {
		'Every Quarter Hour at Night': {
			rule: { interval: [{ field: 'cronExpression', expression }] },
		},
		Lists: {
			assignments: {
				assignments: [{ id: 'value-1', name: 'lists', value: 'lease', type: 'string' }],
			},
			options: {},
		},
	};
	const nodes = workflow.nodes.map((node) => ({
		...node,
		...(parametersOf[node.name] && { parameters: parametersOf[node.name] }),
	}));
	return { ...workflow, nodes };
}

/** Publishes templates/mirror-lists.json in an n8n. */
export async function publishMirror(n8n: N8nServer, source: Source, postgres: Postgres) {
	const client = await N8nClient.signIn(n8n.url, n8n.owner);
	const credentials = [
		await client.createCredential('Tampuuri', {
			type: 'tampuuriApi',
			data: {
				environment: 'own',
				ownAddress: source.url,
				apiKey: 'key',
				customerName: 'customer',
				softwareVersion: 'version',
				accountName: 'account',
				username: 'user',
				password: 'password',
				accountProfile: JSON.stringify(PROFILE),
				allowedCalls: 'readsOnly',
			},
		}),
		await client.createCredential('Mirror', postgresCredential(postgres)),
	];
	const text = await readFile(join(projectFolder, 'templates', 'mirror-lists.json'), 'utf8');
	const nodeTypes = await client.nodeTypes();
	const workflow = withCredentials(hurried(parseWorkflow(text)), nodeTypes, credentials);
	await client.publishWorkflow(await client.createWorkflow(workflow));
}

/** The credential of n8n's own Postgres step. */
export function postgresCredential({ port }: Pick<Postgres, 'port'>) {
	return {
		type: 'postgres',
		data: {
			host: '127.0.0.1',
			port,
			database: 'postgres',
			user: 'n8n',
			password: '',
			maxConnections: 5,
			ssl: 'disable',
			sshTunnel: false,
		},
	};
}

const lease = z.object({ Id: z.number() }).passthrough();

/** The mirror as a person finds it in the database. */
export class Mirror {
	private readonly postgres: Postgres;

	constructor(postgres: Postgres) {
		this.postgres = postgres;
	}

	/** Whether the last reading is finished. */
	async isWhole(): Promise<boolean> {
		const [state] = await this.postgres
			.query("SELECT finished_at > now() - interval '1 hour' FROM tampuuri_lists")
			.catch(() => []);
		return state === 't';
	}

	/** Lets a day pass for the workflow. */
	async passADay(): Promise<void> {
		await this.postgres.query(
			"UPDATE tampuuri_lists SET finished_at = finished_at - interval '1 day', worked_at = worked_at - interval '1 day'",
		);
	}

	/** Lets so much time pass that an unfinished reading goes on. */
	async passAQuarter(): Promise<void> {
		await this.postgres.query(
			"UPDATE tampuuri_lists SET worked_at = worked_at - interval '15 minutes'",
		);
	}

	/** The leases whose row is not the source's: missing, too many or different. */
	async differences(rows: readonly Lease[]): Promise<Set<number>> {
		const kept = new Map<number, string>();
		for (const line of await this.postgres.query('SELECT "row" FROM tampuuri_rows')) {
			const row = lease.parse(JSON.parse(line));
			kept.set(row.Id, sortedText(row));
		}
		const wrong = rows.filter((row) => kept.get(row.Id) !== sortedText({ ...row }));
		const known = new Set(rows.map(({ Id }) => Id));
		return new Set([
			...wrong.map(({ Id }) => Id),
			...[...kept.keys()].filter((id) => !known.has(id)),
		]);
	}
}

function sortedText(row: Record<string, unknown>): string {
	return JSON.stringify(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)));
}
