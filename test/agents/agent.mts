import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWorkflow, type Workflow } from '../../demo/n8nClient.mts';
import { projectFolder } from '../../tools/projectFolder.js';

const TOOL = 'n8n-nodes-tampuuri.tampuuriTool';
/** The step that asks a person before a tool is used: n8n makes it of its Send Email. */
const REVIEW = 'Review';
const KEPT = ['Question', 'Task', 'Agent', 'Model'];

type Node = Workflow['nodes'][number];

interface ToolParameters {
	readonly options: Readonly<Record<string, unknown>>;
}

const parametersOf = (node: Node) => node.parameters as ToolParameters;

/** Whether the template only shows what a tool would change. */
const isChange = (node: Node) => parametersOf(node).options.preview === true;

/** The tool as an owner sets it who lets agents make the change. */
function allowed(node: Node): Node {
	const { preview, ...options } = parametersOf(node).options;
	return {
		...node,
		parameters: { ...parametersOf(node), options, allowChangesByAi: preview === true },
	};
}

const review = {
	id: 'review',
	name: REVIEW,
	type: 'n8n-nodes-base.emailSendHitlTool',
	typeVersion: 2.1,
	position: [0, 900],
	webhookId: 'review-of-changes',
	parameters: {
		operation: 'sendAndWait',
		fromEmail: 'n8n@example.com',
		toEmail: 'manager@example.com',
		subject: '=Review: {{ $tool.name }}',
		message: '=The agent wants to use {{ $tool.name }}: {{ JSON.stringify($tool.parameters) }}',
		responseType: 'approval',
		approvalOptions: { values: { approvalType: 'double' } },
		options: { appendAttribution: false },
	},
};

const linked = (to: string, type: string) => ({ [type]: [[{ node: to, type, index: 0 }]] });

/**
 * The agent of templates/agent-evaluation.json with its tools, as one that really changes something:
 * after a person's review.
 *
 * @param isReviewed false: the change is made without asking, where the tool allows it
 */
export async function agentWorkflow({ isReviewed = true } = {}): Promise<Workflow> {
	const text = await readFile(join(projectFolder, 'templates/agent-evaluation.json'), 'utf8');
	const { nodes, ...rest } = parseWorkflow(text);
	const tools = nodes.filter(({ type }) => type === TOOL);
	const targetOf = (tool: Node) => (isReviewed && isChange(tool) ? REVIEW : 'Agent');
	return {
		...rest,
		name: 'An agent with tools',
		nodes: [
			...nodes.filter(({ name }) => KEPT.includes(name)),
			...tools.map((tool) => (isChange(tool) ? allowed(tool) : tool)),
			...(isReviewed ? [review] : []),
		],
		connections: {
			Question: linked('Task', 'main'),
			Task: linked('Agent', 'main'),
			Model: linked('Agent', 'ai_languageModel'),
			...Object.fromEntries(tools.map((tool) => [tool.name, linked(targetOf(tool), 'ai_tool')])),
			...(isReviewed && { [REVIEW]: linked('Agent', 'ai_tool') }),
		},
	};
}
