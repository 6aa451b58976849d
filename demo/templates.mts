import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from '../tools/setup/projectFolder.js';
import {
	parseWorkflow,
	type Credential,
	type N8nClient,
	type NodeType,
	type StoredWorkflow,
	type Workflow,
} from './n8nClient.mts';

const templatesFolder = join(projectFolder, 'templates');

/** A ready workflow of templates/, and what n8n made of it. */
export interface ImportedTemplate {
	/** The file's name without its ending: `maintenance`. */
	key: string;
	workflow: Workflow;
	stored: StoredWorkflow;
}

/** The workflow with a credential chosen in every node that needs one of the given. */
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
		credentials: { ...node.credentials, ...chosenFor(node.type) },
	}));
	return { ...workflow, nodes };
}

/**
 * Imports every workflow of templates/, with the given credentials chosen in it.
 *
 * @throws when a file is no workflow, or n8n refuses it
 */
export async function importTemplates(
	client: N8nClient,
	credentials: readonly Credential[],
): Promise<ImportedTemplate[]> {
	const nodeTypes = await client.nodeTypes();
	const files = (await readdir(templatesFolder)).filter((name) => name.endsWith('.json')).sort();
	const imported: ImportedTemplate[] = [];
	for (const file of files) {
		const exported = parseWorkflow(await readFile(join(templatesFolder, file), 'utf8'));
		const workflow = withCredentials(exported, nodeTypes, credentials);
		const stored = await client.createWorkflow(workflow);
		imported.push({ key: file.replace(/\.json$/, ''), workflow, stored });
	}
	return imported;
}

/**
 * The node that "Execute workflow" starts from.
 *
 * @throws when the workflow has no manual trigger
 */
export function manualTriggerOf({ name, nodes }: Workflow): string {
	const trigger = nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
	if (trigger === undefined) throw new Error(`The workflow "${name}" has no manual trigger`);
	return trigger.name;
}
