const { createHash } = require('node:crypto');

/** What a person reads, wherever it is in a node. Mails, forms and comments are Finnish in every template. */
const READ = ['content', 'outputKey', 'systemMessage', 'toolDescription', 'errorMessage'];
const NOTE = 'n8n-nodes-base.stickyNote';
/** Steps that wait for calls at an address of their own. */
const CALLED = /\.(webhook|formTrigger|mcpTrigger)$/;

/**
 * @typedef {{ id: string, name: string, type: string, parameters: object }} Step
 * @typedef {{ name: string, description?: string | undefined, nodes: Step[], connections: Record<string, unknown> }} Workflow
 * @typedef {Readonly<Record<string, string>>} Texts Finnish by English
 */

/**
 * The texts of a workflow that a person reads: its name and description, its steps, notes and outputs.
 *
 * @param {Workflow} workflow
 * @returns {string[]} each once
 */
function textsOf({ name, description = '', nodes }) {
	const steps = nodes.filter(({ type }) => type !== NOTE);
	/** @type {string[]} */
	const read = [];
	JSON.stringify(nodes, (key, value) => {
		if (READ.includes(key) && typeof value === 'string') read.push(value);
		return value;
	});
	const texts = [name, description, ...steps.map((step) => step.name), ...read];
	return [...new Set(texts)].filter((text) => text !== '');
}

/**
 * An ID of the twin's own, the same at every build.
 *
 * @param {string} id
 */
function ownId(id) {
	const hash = createHash('sha256').update(`fi ${id}`).digest('hex');
	return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-5$3-8$4-$5');
}

/**
 * The Finnish twin of a workflow: the same but for texts, IDs and the addresses that callers use.
 *
 * @template {Workflow} W
 * @param {W} workflow
 * @param {Texts} texts every text of `textsOf`
 * @returns {W}
 * @throws {Error} when a text is missing
 */
function finnishTwin(workflow, texts) {
	/** @param {string} text */
	const finnish = (text) => {
		const found = texts[text];
		if (found === undefined) throw new Error(`Not in Finnish: ${JSON.stringify(text)}`);
		return found;
	};
	const steps = workflow.nodes.filter(({ type }) => type !== NOTE).map(({ name }) => name);
	/** @param {string} name */
	const nameOf = (name) => (steps.includes(name) ? finnish(name) : name);
	/** @param {string} text */
	const withNames = (text) =>
		text.replace(/(?<=\$\((['"]))(.+?)(?=\1\))/g, (_all, _quote, name) => nameOf(name));

	const nodes = workflow.nodes.map((step) => {
		const parameters = JSON.parse(JSON.stringify(step.parameters), (key, value) => {
			if (typeof value !== 'string') return value;
			if (key === 'path' && CALLED.test(step.type)) return `${value}-fi`;
			return withNames(READ.includes(key) ? finnish(value) : value);
		});
		const webhookId = 'webhookId' in step ? { webhookId: ownId(String(step.webhookId)) } : {};
		return { ...step, id: ownId(step.id), name: nameOf(step.name), parameters, ...webhookId };
	});
	const connections = Object.entries(workflow.connections).map(([name, outputs]) => [
		nameOf(name),
		JSON.parse(JSON.stringify(outputs), (key, value) => (key === 'node' ? nameOf(value) : value)),
	]);
	return {
		...workflow,
		name: finnish(workflow.name),
		...(workflow.description === undefined ? {} : { description: finnish(workflow.description) }),
		nodes,
		connections: Object.fromEntries(connections),
	};
}

module.exports = { finnishTwin, textsOf };
