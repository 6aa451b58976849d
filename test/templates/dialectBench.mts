import { expect } from '@jest/globals';
import { parseWorkflow, type StoredWorkflow, type Workflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { DEFAULT_ACCOUNTS } from '../../simulator/api/accounts.mts';
import type { Collection } from '../../simulator/data/collection.mts';
import { dialectOf, type DialectName } from '../../simulator/dialects/index.mts';
import { startSimulator, type Simulator } from '../../simulator/start.mts';
import { postgresCredential } from '../mirror/mirrored.mts';
import type { Postgres } from '../programs/services.mts';
import { DRIVES } from './drives/index.mts';
import { expectNoFailure } from './noFailure.mts';
import { TemplateBench } from './templateBench.mts';

const NOW = Date.parse('2026-11-05T08:00:00Z');
const LIMIT_MS = 60_000;
const MIRROR = 'tampuuri_rows, tampuuri_lists, tampuuri_erased';

const CHECK = {
	name: 'Check the account',
	nodes: [
		{
			id: 'a',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'b',
			name: 'Check',
			type: 'n8n-nodes-tampuuri.tampuuri',
			typeVersion: 1,
			position: [200, 0],
			parameters: { resource: 'account', operation: 'check' },
		},
	],
	connections: { Start: { main: [[{ node: 'Check', type: 'main', index: 0 }]] } },
	settings: {},
};

/** Checks an account as a person does, and gives the profile that is to be pasted. */
async function checkedProfile(ownAddress: string): Promise<string> {
	const bench = await TemplateBench.open({ ownAddress });
	try {
		const stored = await bench.create(parseWorkflow(JSON.stringify(CHECK)));
		const execution = await bench.run(stored, 'Start');
		expect(execution).toMatchObject({ status: 'success', error: undefined });
		return String(itemsOf(execution, 'Check').at(-1)?.json.profile);
	} finally {
		await bench.clear();
		await bench.close();
	}
}

/** A bench whose account speaks a dialect and has the profile that its check made. */
export class DialectBench {
	private readonly dialect: DialectName;
	private readonly bench: TemplateBench;
	private readonly simulator: Simulator;
	private readonly database: Postgres;

	private constructor(
		dialect: DialectName,
		parts: { bench: TemplateBench; simulator: Simulator; database: Postgres },
	) {
		this.dialect = dialect;
		this.bench = parts.bench;
		this.simulator = parts.simulator;
		this.database = parts.database;
	}

	/** @param changes what is set differently in the Tampuuri credential */
	static async open(
		dialect: DialectName,
		database: Postgres,
		changes: Readonly<Record<string, string>> = {},
	): Promise<DialectBench> {
		// The one whose values the bench's credential has.
		const account = DEFAULT_ACCOUNTS.at(-1);
		if (account === undefined) throw new Error('The simulator has no account');
		const options = { port: 0, dialect, accounts: [account] as const, now: () => NOW };
		const simulator = await startSimulator(options);
		const accountProfile = await checkedProfile(simulator.url);
		const bench = await TemplateBench.open({
			ownAddress: simulator.url,
			accountProfile,
			...changes,
		});
		await bench.giveCredential('Database', postgresCredential(database));
		return new DialectBench(dialect, { bench, simulator, database });
	}

	async close(): Promise<void> {
		await this.bench.close();
		await this.simulator.close();
	}

	/** Sets a template off, and tells what arrived at both ends. */
	async outcomeOf(key: string): Promise<Outcome> {
		const drive = DRIVES[key];
		if (drive === undefined) throw new Error(`Nothing sets ${key} off`);
		const { bench, simulator, database } = this;
		const change = (workflow: Workflow) => {
			const changed = drive.change?.(workflow, simulator) ?? workflow;
			return kept(withOwnTables(changed, `${this.dialect} ${key}`));
		};
		let workflow: StoredWorkflow | undefined;
		const stored = async () => (workflow = await bench.import(key, change));
		try {
			const shown = await drive.start({
				bench,
				simulator,
				database,
				stored,
				published: async () => {
					const imported = await stored();
					await bench.client.publishWorkflow(imported);
					return imported;
				},
				delivered: async (Action, ReferenceId, ReferenceSecondaryId) => {
					const listening = await bench.listen(key, change);
					workflow = listening.stored;
					const Account = 'Asunto Oy Testipiha';
					const Timestamp = '2026-11-05T10:00:00+02:00';
					const event = { Action, Account, ReferenceId, ReferenceSecondaryId, Timestamp };
					await bench.deliver(listening, { Notifications: [event] });
				},
			});
			await this.ended(workflow?.id ?? '', drive.executions ?? 1);
			return this.outcome(shown);
		} finally {
			await bench.clear();
			simulator.reset();
			await database.query(`DROP TABLE IF EXISTS ${MIRROR} CASCADE`);
		}
	}

	private async ended(id: string, count: number): Promise<void> {
		const { client } = this.bench;
		const executions = await waitUntil(
			`The end of ${count} executions or more`,
			async () => {
				const found = await client.executions(id);
				const isOver = found.every(({ status }) => !/^(new|running|waiting)$/.test(status));
				return found.length >= count && isOver && found;
			},
			{ limitMs: LIMIT_MS },
		);
		for (const execution of executions) {
			expectNoFailure(await client.finishedExecution(execution.id));
		}
	}

	private outcome(shown: unknown): Outcome {
		const { data, requestLog } = this.simulator;
		const changed = <Item extends { readonly id: number }>(register: Collection<Item>) =>
			Array.from({ length: register.total }, (_, position) => register.storedAt(position)).filter(
				(item) => item !== undefined,
			);
		const refused = requestLog.entries.filter(({ status }) => (status ?? 0) >= 300);
		const arrived = this.bench.systems.arrivals.map(({ method, address, body }) => {
			const content = Buffer.isBuffer(body) ? textsIn(body, this.dialect) : body;
			return withoutAddresses({ method, address, body: content });
		});
		return {
			refused: refused.map(({ operation, status }) => `${operation} ${status}`),
			writes: data.writes.map(({ operation }) => operation),
			arrived: arrived.toSorted(),
			mails: withoutAddresses(this.bench.mails),
			shown: withoutAddresses(shown ?? null),
			records: {
				leases: changed(data.leases),
				parties: changed(data.parties),
				serviceRequests: changed(data.serviceRequests),
				files: changed(data.files.stored),
				contactEvents: data.contactEvents.added,
				states: data.stateChanges.map(({ serviceRequestId, from, to, comment }) =>
					[serviceRequestId, from, to, comment].join(' '),
				),
			},
		};
	}
}

export interface Outcome {
	/** Calls that Tampuuri refused. */
	readonly refused: readonly string[];
	/** What Tampuuri was told to change. */
	readonly writes: readonly string[];
	/** What other systems got. */
	readonly arrived: readonly string[];
	readonly mails: string;
	/** What can be seen in n8n, in its pages or in a database. */
	readonly shown: string;
	/** Tampuuri's records that are new or changed. */
	readonly records: Readonly<Record<string, readonly unknown[]>>;
}

/** As text, without the ports and the IDs of executions that differ from run to run. */
function withoutAddresses(value: unknown): string {
	return JSON.stringify(value).replace(
		/127\.0\.0\.1:\d+(\/(form|webhook)-waiting\/[^\s"\\]*)?/g,
		'host',
	);
}

/** The texts of a spreadsheet, whose headings are the account's keys as they are. */
function textsIn(sheet: Buffer, dialect: DialectName): string[] {
	const spellings = Object.values(dialectOf(dialect).operations).flatMap(({ response = {} }) =>
		Object.entries(response).map(([standard, { key }]) => [key, standard] as const),
	);
	const standard = new Map(spellings);
	const texts = [...sheet.toString('utf8').matchAll(/<[tv](?: [^>]*)?>([^<]*)</g)];
	return texts.map(([, text = '']) => standard.get(text) ?? text).toSorted();
}

/** n8n's Data Tables stay when a workflow is deleted: each drive has its own. */
function withOwnTables(workflow: Workflow, owner: string): Workflow {
	const text = JSON.stringify(workflow);
	const names = [...text.matchAll(/"tableName":"([^"]+)"/g)].map(([, name = '']) => name);
	// n8n takes the first table whose name contains the one that it looks for.
	const changed = [...new Set(names)].reduce(
		(all, name, at) => all.replaceAll(`"${name}"`, `"${owner} table ${at}"`),
		text,
	);
	return parseWorkflow(changed);
}

/** Some templates keep nothing of a run that went well; a test waits for its end. */
const kept = (workflow: Workflow): Workflow => ({
	...workflow,
	settings: { ...workflow.settings, saveDataSuccessExecution: 'all' },
});

/** Whether a template did anything at all. */
export const isSomething = ({ arrived, mails, shown, records }: Outcome): boolean =>
	arrived.length > 0 ||
	mails !== '[]' ||
	!['null', '[]'].includes(shown) ||
	Object.values(records).flat().length > 0;
