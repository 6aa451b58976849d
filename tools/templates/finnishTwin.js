const { createHash } = require('node:crypto');

/** Parameters that a person reads, wherever they are in a node. */
const READ = ['content', 'outputKey', 'systemMessage', 'toolDescription', 'notes', 'errorMessage'];
/** Mails, forms and comments are for residents and staff, so they are Finnish in every template. */
const NOTE = 'n8n-nodes-base.stickyNote';

/**
 * @typedef {{ id: string, name: string, type: string, parameters: object, webhookId?: string }} Node
 * @typedef {{ name: string, description?: string, nodes: Node[], connections: Record<string, unknown> }} Workflow
 * @typedef {Readonly<Record<string, string>>} Texts Finnish by English
 */

/**
 * The texts of a workflow that a person reads: its name and description, its steps, notes and outputs.
 *
 * @param {Workflow} workflow
 * @returns {string[]} each once
 */
function textsOf({ name, description, nodes }) {
	const steps = nodes.filter(({ type }) => type !== NOTE).map((node) => node.name);
	const read = [];
	JSON.stringify(nodes, (key, value) => {
		if (READ.includes(key) && typeof value === 'string') read.push(value);
		return value;
	});
	return [...new Set([name, ...(description ? [description] : []), ...steps, ...read])];
}

/** An ID of the twin's own, the same at every build. */
const ownId = (id) => {
	const hash = createHash('sha256').update(`fi ${id}`).digest('hex');
	return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-5$3-8$4-$5');
};

/**
 * The Finnish twin of a workflow: the same but for texts, IDs and the addresses that callers use.
 *
 * @param {Workflow} workflow
 * @param {Texts} texts every text of `textsOf`
 * @returns {Workflow}
 * @throws {Error} when a text is missing
 */
function finnishTwin(workflow, texts) {
	const missing = textsOf(workflow).filter((text) => texts[text] === undefined);
	if (missing.length > 0) throw new Error(`Not in Finnish: ${JSON.stringify(missing, null, '\t')}`);
	const steps = workflow.nodes.filter(({ type }) => type !== NOTE).map(({ name }) => name);
	const nameOf = (name) => (steps.includes(name) ? texts[name] : name);
	const translated = (value, key, parent) => {
		if (Array.isArray(value)) return value.map((one) => translated(one, key));
		if (typeof value === 'object' && value !== null) {
			const pairs = Object.entries(value);
			return Object.fromEntries(pairs.map(([name, one]) => [name, translated(one, name, value)]));
		}
		if (typeof value !== 'string') return value;
		if (key === 'webhookId' || (key === 'id' && parent.typeVersion)) return ownId(value);
		if (key === 'path' && value !== '' && !value.startsWith('=')) return `${value}-fi`;
		const text = READ.includes(key) ? texts[value] : value;
		return text.replace(
			/\$\((['"])(.+?)\1\)/g,
			(_all, quote, name) => `$(${quote}${nameOf(name)}${quote})`,
		);
	};
	const nodes = workflow.nodes.map((node) => ({ ...translated(node), name: nameOf(node.name) }));
	const connections = Object.entries(workflow.connections).map(([name, outputs]) => [
		nameOf(name),
		JSON.parse(JSON.stringify(outputs), (key, value) => (key === 'node' ? nameOf(value) : value)),
	]);
	return {
		...workflow,
		name: texts[workflow.name],
		...(workflow.description ? { description: texts[workflow.description] } : {}),
		nodes,
		connections: Object.fromEntries(connections),
	};
}

module.exports = { finnishTwin, textsOf };
