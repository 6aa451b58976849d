import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, jest } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import { z } from 'zod';
import {
	parseWorkflow,
	type Credential,
	type CredentialContent,
	type N8nClient,
	type StoredWorkflow,
	type Workflow,
} from '../../demo/n8nClient.mts';
import { Mailbox, type ReceivedMail } from '../../demo/mailbox.mts';
import type { Execution } from '../../demo/n8nExecution.mts';
import { OtherSystems } from '../../demo/otherSystems.mts';
import { listenersOf } from '../../demo/tampuuriConnection.mts';
import { withCredentials } from '../../demo/templates.mts';
import { waitUntil } from '../../demo/waitUntil.mts';
import { DEFAULT_ACCOUNTS, headersOf } from '../../simulator/api/accounts.mts';
import { startSimulator, type Simulator } from '../../simulator/start.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { registerListener } from '../e2e/listeners.mts';
import { signedIn, surroundingsNow } from '../e2e/surroundings.mts';
import { BROWSER } from '../mail/decide.mts';
import { benchCredentials, CALLER, SECRET } from './credentials.mts';

const LIMIT_MS = 60_000;
const TEST_LIMIT_MS = 120_000;
const CALLER_HEADERS = { [CALLER.name]: CALLER.value, ...BROWSER };
/** Gets a copy of what Tampuuri delivers. */
const COPY = 'listener.example.com/copy';

const writes = z.array(
	z.object({
		operation: z.string(),
		path: z.record(z.unknown()),
		body: z.record(z.unknown()),
	}),
);

const deliveries = z.array(z.object({ bundle: z.string() }));

/** A write that Tampuuri got. */
export type Write = z.infer<typeof writes>[number];

type Change = (workflow: Workflow) => Workflow;

/** A published workflow that Tampuuri calls. */
export interface Listening {
	stored: StoredWorkflow;
	/** Its listener's address, with the secret. */
	address: string;
}

/** A real n8n, a Tampuuri and the other systems, to try templates in. */
export class TemplateBench {
	readonly client: N8nClient;
	readonly systems: OtherSystems;
	/** Where all mails of the templates arrive. */
	readonly mailbox: Mailbox;
	/** A Tampuuri of its own, whose lists the credential's profile names. */
	readonly simulator: Simulator;
	/** Tampuuri as the templates' account sees it. */
	readonly tampuuri: AxiosInstance;
	/** Calls n8n's webhooks and forms as an outside system does, with the header they ask for. */
	readonly caller: AxiosInstance;
	private readonly control: AxiosInstance;
	private readonly credentials: Credential[];
	private readonly made: StoredWorkflow[] = [];

	private constructor(
		client: N8nClient,
		parts: Pick<TemplateBench, 'systems' | 'mailbox' | 'simulator'>,
		credentials: Credential[],
	) {
		const { values } = plainAccount();
		this.client = client;
		this.systems = parts.systems;
		this.mailbox = parts.mailbox;
		this.simulator = parts.simulator;
		this.credentials = credentials;
		this.tampuuri = axios.create({ baseURL: this.simulator.url, headers: headersOf(values) });
		const { n8nUrl } = surroundingsNow();
		this.caller = axios.create({ baseURL: n8nUrl, headers: CALLER_HEADERS });
		this.control = axios.create({ baseURL: this.simulator.controlUrl });
	}

	/** @param changes what is set differently in the Tampuuri credential */
	static async open(changes: Record<string, string> = {}): Promise<TemplateBench> {
		const client = signedIn();
		const systems = await OtherSystems.open();
		const mailbox = await Mailbox.start();
		const simulator = await startSimulator({
			port: 0,
			dialect: 'withLists',
			accounts: [plainAccount()],
		});
		const parts = { systems, mailbox, simulator };
		return new TemplateBench(client, parts, await benchCredentials(client, parts, changes));
	}

	/** Gives the templates that are imported from now on one more credential. */
	async giveCredential(name: string, content: CredentialContent): Promise<void> {
		this.credentials.push(await this.client.createCredential(name, content));
	}

	/** Imports templates/<key>.json, with credentials chosen and the example hosts replaced. */
	async import(key: string, change: Change = (same) => same): Promise<StoredWorkflow> {
		return await this.create(change(await this.read(key)));
	}

	/**
	 * Imports and publishes a template that Tampuuri calls, and registers it in Tampuuri, as a person
	 * would.
	 */
	async listen(key: string, change: Change = (same) => same): Promise<Listening> {
		const workflow = change(await this.read(key));
		const stored = await this.create(workflow);
		await this.client.publishWorkflow(stored);
		const [listener, ...others] = listenersOf(workflow, surroundingsNow().n8nUrl, SECRET);
		if (listener === undefined || others.length > 0) {
			throw new Error(`templates/${key}.json has not one Tampuuri Trigger`);
		}
		const { address, events } = listener;
		const { controlUrl } = this.simulator;
		await registerListener(address, { events }, controlUrl);
		await registerListener(this.systems.addressOf(COPY), { events, skipEcho: true }, controlUrl);
		return { stored, address };
	}

	/** Delivers to a workflow once more what Tampuuri has delivered last, and waits for what it does. */
	async redeliver({ stored, address }: Listening): Promise<Execution> {
		const copy = z.record(z.unknown()).parse(await this.arrival('POST', COPY));
		const { data } = await this.control.get<unknown>('webhooks/deliveries');
		// The same notifications went to the workflow in a bundle with an ID of its own.
		const delivered = deliveries.parse(data).findLast(({ bundle }) => bundle !== copy.Id);
		const again = { ...copy, Id: delivered?.bundle, Attempts: 2 };
		return await this.deliver({ stored, address }, again);
	}

	/** Delivers to a workflow as Tampuuri does, and waits until all its executions have ended. */
	async deliver({ stored, address }: Listening, bundle: object): Promise<Execution> {
		await axios.post(address, bundle);
		const ended: Execution[] = [];
		for (const { id } of await this.client.executions(stored.id)) {
			ended.push(await this.client.finishedExecution(id));
		}
		const [newest] = ended;
		if (newest === undefined) throw new Error('The delivery started nothing');
		return newest;
	}

	private async read(key: string): Promise<Workflow> {
		const text = await readFile(join(projectFolder, 'templates', `${key}.json`), 'utf8');
		return parseWorkflow(this.systems.inPlaceOfExamples(text));
	}

	async create(workflow: Workflow): Promise<StoredWorkflow> {
		const nodeTypes = await this.client.nodeTypes();
		const stored = await this.client.createWorkflow(
			withCredentials(workflow, nodeTypes, this.credentials),
		);
		this.made.push(stored);
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

	/** Waits until something has arrived at an address of the other systems, and gives the last. */
	async arrival(method: string, address: string): Promise<unknown> {
		return (await this.arrivals(method, address, 1)).at(-1);
	}

	/** Waits until so much has arrived at an address of the other systems, and gives all of it. */
	async arrivals(method: string, address: string, count: number): Promise<unknown[]> {
		const enough = () => {
			const arrived = this.systems.arrivedAt(method, address);
			return arrived.length >= count && arrived;
		};
		return await waitUntil(`${method} ${address}`, enough, { limitMs: LIMIT_MS });
	}

	/** Waits until a mail about it has arrived, and gives the last. */
	async mailAbout(subject: string): Promise<ReceivedMail> {
		return await waitUntil(
			`A mail "${subject}"`,
			() => this.mailbox.mails.findLast((mail) => mail.subject.includes(subject)),
			{ limitMs: LIMIT_MS },
		);
	}

	/** The readers, subject and text of each mail so far. */
	get mails(): Array<Pick<ReceivedMail, 'to' | 'subject' | 'text'>> {
		return this.mailbox.mails.map(({ to, subject, text }) => ({ to, subject, text }));
	}

	/** The address of the simulator's own pages. */
	get controlUrl(): string {
		return this.simulator.controlUrl;
	}

	/** Waits until Tampuuri has been told to do something. */
	async tampuuriWrite(operation: string, times = 1): Promise<void> {
		const isThere = async () => {
			const found = (await this.writes()).filter((write) => write.operation === operation);
			return found.length >= times;
		};
		await waitUntil(operation, isThere, { limitMs: LIMIT_MS });
	}

	/** Makes Tampuuri answer calls of an operation with a status, until everything is cleared. */
	async refuse(path: string, status: number, times: number | 'always' = 'always'): Promise<void> {
		const action = { kind: 'status', status, body: { Message: 'Juuri nyt ei käy.' } };
		await this.control.post('faults', { path, times, action });
	}

	/** All that Tampuuri was told to change, oldest first. */
	async writes(): Promise<Write[]> {
		const { data } = await this.control.get<unknown>(`writes?account=${plainAccount().label}`);
		return writes.parse(data);
	}

	/** Tampuuri, n8n's workflows and the other systems as they were at the start. */
	async clear(): Promise<void> {
		for (const { id } of this.made.splice(0)) await this.client.deleteWorkflow(id);
		await this.control.post('reset');
		this.systems.forget();
		this.mailbox.mails.length = 0;
	}

	/** Starts a published workflow by a call from outside, and waits until it has ended. */
	async call(stored: StoredWorkflow, address: string, body: object): Promise<Execution> {
		await this.caller.post(address, body);
		return await this.executionOf(stored);
	}

	/** Waits until a published workflow has been started by something, and has ended. */
	async executionOf({ id, name }: StoredWorkflow): Promise<Execution> {
		const newest = await waitUntil(
			`An execution of ${name}`,
			async () => (await this.client.executions(id))[0] ?? false,
			{ limitMs: LIMIT_MS },
		);
		return await this.client.finishedExecution(newest.id);
	}

	async close(): Promise<void> {
		for (const { id } of this.credentials) await this.client.deleteCredential(id);
		await this.systems.close();
		await this.mailbox.stop();
		await this.simulator.close();
	}
}

/** The simulator's account whose values any HTTP client can send. */
function plainAccount() {
	const account = DEFAULT_ACCOUNTS.at(-1);
	if (account === undefined) throw new Error('The simulator has no account');
	return account;
}

/** Opens a bench for the tests of a file, and clears it after each of them. */
export function useTemplateBench(changes: Record<string, string> = {}): () => TemplateBench {
	jest.setTimeout(TEST_LIMIT_MS);
	let bench: TemplateBench | undefined;

	beforeAll(async () => {
		bench = await TemplateBench.open(changes);
	});

	afterEach(async () => {
		await bench?.clear();
	});

	afterAll(async () => {
		await bench?.close();
	});

	return () => {
		if (bench === undefined) throw new Error('The bench opens with the first test');
		return bench;
	};
}
