import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import axios, { type AxiosInstance } from 'axios';
import { z } from 'zod';
import {
	parseWorkflow,
	type Credential,
	type N8nClient,
	type StoredWorkflow,
	type Workflow,
} from '../../demo/n8nClient.mts';
import type { Execution } from '../../demo/n8nExecution.mts';
import { withCredentials } from '../../demo/templates.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { defaultAccounts, headersOf } from '../../simulator/api/accounts.mts';
import { projectFolder } from '../../tools/setup/projectFolder.js';
import { signedIn, surroundingsNow } from '../e2e/surroundings.mts';
import { OtherSystems } from './otherSystems.mts';

const LIMIT_MS = 60_000;
const CALLER = { name: 'X-Caller', value: 'only-for-tests' };

const writes = z.array(
	z.object({
		operation: z.string(),
		path: z.record(z.unknown()),
		body: z.record(z.unknown()),
	}),
);

/** A write that Tampuuri got. */
export type Write = z.infer<typeof writes>[number];

/** A real n8n, a Tampuuri and the other systems, to try templates in. */
export class TemplateBench {
	readonly client: N8nClient;
	readonly systems: OtherSystems;
	/** Tampuuri as the templates' account sees it. */
	readonly tampuuri: AxiosInstance;
	/** Calls n8n's webhooks and forms as an outside system does, with the header they ask for. */
	readonly caller: AxiosInstance;
	readonly #control: AxiosInstance;
	readonly #account: string;
	readonly #credentials: readonly Credential[];
	readonly #made: StoredWorkflow[] = [];

	private constructor(
		client: N8nClient,
		systems: OtherSystems,
		credentials: readonly Credential[],
	) {
		const { n8nUrl, simulatorControlUrl, credential } = surroundingsNow();
		const { label, values } = plainAccount();
		this.client = client;
		this.systems = systems;
		this.#account = label;
		this.#credentials = credentials;
		this.tampuuri = axios.create({
			baseURL: credential.data.ownAddress,
			headers: headersOf(values),
		});
		this.caller = axios.create({ baseURL: n8nUrl, headers: { [CALLER.name]: CALLER.value } });
		this.#control = axios.create({ baseURL: simulatorControlUrl });
	}

	static async open(): Promise<TemplateBench> {
		const client = signedIn();
		const systems = await OtherSystems.open();
		const { credential } = surroundingsNow();
		const { values } = plainAccount();
		const { account: accountName, user: username, password } = values;
		const data = { ...credential.data, accountName, username, password };
		const credentials = [
			await client.createCredential('Tampuuri', { ...credential, data }),
			await client.createCredential('Caller', { type: 'httpHeaderAuth', data: CALLER }),
			await client.createCredential('Model', {
				type: 'openAiApi',
				data: { apiKey: 'only-for-tests', url: systems.addressOf('model.example.com/v1') },
			}),
		];
		return new TemplateBench(client, systems, credentials);
	}

	/** Imports templates/<key>.json, with credentials chosen and the example hosts replaced. */
	async import(key: string, change: (workflow: Workflow) => Workflow = (same) => same) {
		const text = await readFile(join(projectFolder, 'templates', `${key}.json`), 'utf8');
		const workflow = change(parseWorkflow(this.systems.inPlaceOfExamples(text)));
		return await this.create(workflow);
	}

	async create(workflow: Workflow): Promise<StoredWorkflow> {
		const nodeTypes = await this.client.nodeTypes();
		const stored = await this.client.createWorkflow(
			withCredentials(workflow, nodeTypes, this.#credentials),
		);
		this.#made.push(stored);
		return stored;
	}

	/** Runs it as "Execute workflow" does. */
	async run(
		{ id }: StoredWorkflow,
		trigger: string,
		given?: Record<string, unknown>,
	): Promise<Execution> {
		return await this.client.runWorkflow(id, trigger, given);
	}

	/** Waits until something has arrived at an address of the other systems, and gives it. */
	async arrival(method: string, address: string): Promise<unknown> {
		return await waitUntil(
			`${method} ${address}`,
			() => this.systems.arrivedAt(method, address).at(-1) ?? false,
			{ limitMs: LIMIT_MS },
		);
	}

	/** Waits until Tampuuri has been told to do something. */
	async tampuuriWrite(operation: string, times = 1): Promise<void> {
		const isThere = async () => {
			const found = (await this.writes()).filter((write) => write.operation === operation);
			return found.length >= times;
		};
		await waitUntil(operation, isThere, { limitMs: LIMIT_MS });
	}

	/** All that Tampuuri was told to change, oldest first. */
	async writes(): Promise<Write[]> {
		const { data } = await this.#control.get<unknown>(`writes?account=${this.#account}`);
		return writes.parse(data);
	}

	/** Tampuuri, n8n's workflows and the other systems as they were at the start. */
	async clear(): Promise<void> {
		for (const { id } of this.#made.splice(0)) await this.client.deleteWorkflow(id);
		await this.#control.post('reset');
		this.systems.forget();
	}

	async close(): Promise<void> {
		for (const { id } of this.#credentials) await this.client.deleteCredential(id);
		await this.systems.close();
	}
}

/** The simulator's account whose values any HTTP client can send. */
function plainAccount() {
	const account = defaultAccounts.at(-1);
	if (account === undefined) throw new Error('The simulator has no account');
	return account;
}
