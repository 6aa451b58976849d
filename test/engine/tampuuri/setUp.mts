import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { INodeExecutionData } from 'n8n-workflow';
import {
	startSimulator,
	type Simulator,
	type SimulatorOptions,
} from '../../../simulator/start.mts';
import {
	loadPackage,
	runNode,
	type CredentialData,
	type NodeOutcome,
	type NodeToRun,
	type NodeTypes,
} from '../harness/index.mts';

export const TAMPUURI = 'n8n-nodes-tampuuri.tampuuri';

/** Changes of a credential that ask once only: each retry would take its pause of real time. */
export const WITHOUT_RETRIES = { timeoutAndRetries: 'custom', retries: '0' };

type Run = Partial<NodeToRun> & Pick<NodeToRun, 'parameters'>;

/** The built package in n8n's engine, and a simulator to call. */
export interface SetUp {
	readonly simulator: Simulator;
	readonly nodeTypes: NodeTypes;
	/** The simulator's first account, unless values are changed. */
	credentials(changes?: Record<string, string>): CredentialData;
	/** Runs the Tampuuri node. */
	run(toRun: Run): Promise<NodeOutcome>;
}

/** The simulator's account as the node's credential holds it. */
function credentialOf({ url, account }: Simulator): Record<string, string> {
	const { key, customer, softwareVersion, account: accountName, user, password } = account.values;
	return {
		environment: 'own',
		ownAddress: url,
		apiKey: key,
		customerName: customer,
		softwareVersion,
		accountName,
		username: user,
		password,
		headerEncoding: 'latin1',
	};
}

/** Starts a simulator for a test file; each test finds it as it was at the start. */
export function setUp(options: SimulatorOptions = {}): SetUp {
	let simulator: Simulator;
	let nodeTypes: NodeTypes;
	beforeAll(async () => {
		simulator = await startSimulator({ port: 0, ...options });
		nodeTypes = await loadPackage();
	});
	beforeEach(() => simulator.reset());
	afterAll(async () => await simulator.close());
	const credentials = (changes: Record<string, string> = {}): CredentialData => ({
		tampuuriApi: { ...credentialOf(simulator), ...changes },
	});
	return {
		get simulator() {
			return simulator;
		},
		get nodeTypes() {
			return nodeTypes;
		},
		credentials,
		run: async (toRun) =>
			await runNode(nodeTypes, { type: TAMPUURI, credentials: credentials(), ...toRun }),
	};
}

/** Everything of a run that n8n stores, shows or logs, as one text to search for secrets. */
export function everythingOf({ saved, log, hints, outputs }: NodeOutcome): string {
	const shown = JSON.stringify([saved, log, hints, outputs]);
	const errors = outputs.flat().map(({ error }) => [error?.message, error?.description, error]);
	return `${shown}${JSON.stringify(errors)}`;
}

export function itemsOf(...json: Array<INodeExecutionData['json']>): INodeExecutionData[] {
	return json.map((one) => ({ json: one }));
}
