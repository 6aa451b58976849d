import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { projectFolder } from '../tools/projectFolder.js';
import {
	parseWorkflow,
	type Credential,
	type N8nClient,
	type NodeType,
	type StoredWorkflow,
	type Workflow,
} from './n8nClient.mts';

/** The workflow that reports failures of the others. */
const REPORTER = 'error-report';

/** A ready workflow of templates/, and how n8n stored it. */
export interface ImportedTemplate {
	/** The file's name without its extension: `maintenance`. */
	key: string;
	workflow: Workflow;
	stored: StoredWorkflow;
	/** Whether it was there already. */
	isKept: boolean;
}

/** The workflow with a credential chosen in every node that needs one of those given and has none. */
export function withCredentials(
	workflow: Workflow,
	nodeTypes: readonly NodeType[],
	credentials: readonly Credential[],
): Workflow {
	const chosenFor = (type: string) => {
		const needed = nodeTypes.find(({ name }) => name === type)?.credentials ?? [];
		const chosen = credentials.filter(({ type: given }) =>
			needed.some(({ name }) => name === given),
		);
		return Object.fromEntries(chosen.map(({ id, name, type: given }) => [given, { id, name }]));
	};
	const nodes = workflow.nodes.map((node) => ({
		...node,
		credentials: { ...chosenFor(node.type), ...node.credentials },
	}));
	return { ...workflow, nodes };
}

/**
 * Imports every workflow of a folder, templates/ by default, with the given credentials chosen. The one that reports failures
 * becomes the error workflow of the others.
 *
 * @param adapt changes a file's text before the import
 * @param kept workflows of the same names, which stay as they are instead
 * @throws Error when a file is not a workflow or n8n refuses it
 */
export async function importTemplates(
	client: N8nClient,
	credentials: readonly Credential[],
	{
		folder = 'templates',
		adapt = (text) => text,
		kept = [],
	}: {
		folder?: string;
		adapt?: (text: string) => string;
		kept?: ReadonlyArray<Pick<StoredWorkflow, 'id' | 'name'>>;
	} = {},
): Promise<ImportedTemplate[]> {
	const nodeTypes = await client.nodeTypes();
	const importOne = async (key: string, settings: Workflow['settings'] = {}) => {
		const text = adapt(await readFile(join(projectFolder, folder, `${key}.json`), 'utf8'));
		try {
			const exported = withCredentials(parseWorkflow(text), nodeTypes, credentials);
			const known = kept.find(({ name }) => name === exported.name);
			if (known) {
				const stored = await client.workflow(known.id);
				return { key, workflow: stored, stored, isKept: true };
			}
			const workflow = { ...exported, settings: { ...exported.settings, ...settings } };
			return { key, workflow, stored: await client.createWorkflow(workflow), isKept: false };
		} catch (cause) {
			throw new Error(`${folder}/${key}.json can't be imported`, { cause });
		}
	};
	const names = await readdir(join(projectFolder, folder));
	const files = names.filter((name) => name.endsWith('.json')).sort();
	const others = files.map((name) => basename(name, '.json')).filter((key) => key !== REPORTER);
	const reporter = await importOne(REPORTER);
	const imported = others.map((key) => importOne(key, { errorWorkflow: reporter.stored.id }));
	return [reporter, ...(await Promise.all(imported))];
}

/** Nodes that start a workflow when something outside n8n, or another workflow, calls it. */
const CALLED = ['tampuuriTrigger', 'webhook', 'formTrigger', 'errorTrigger'];

/** A node that starts a workflow when a mail arrives. */
const MAIL_READER = 'n8n-nodes-base.emailReadImap';

/**
 * Whether a workflow only runs when it is published, and can be here.
 *
 * @param hasMailbox whether there is a mailbox to read
 */
export function waitsForCalls({ nodes }: Workflow, hasMailbox: boolean): boolean {
	return nodes.some(
		({ type }) =>
			CALLED.includes(type.split('.').at(-1) ?? '') || (hasMailbox && type === MAIL_READER),
	);
}

/**
 * The node that "Execute workflow" starts from.
 *
 * @throws Error when the workflow has no manual trigger
 */
export function manualTriggerOf({ name, nodes }: Workflow): string {
	const trigger = nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	if (trigger === undefined) throw new Error(`The workflow "${name}" has no manual trigger`);
	return trigger.name;
}
