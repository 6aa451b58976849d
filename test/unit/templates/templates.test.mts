import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { NodeHelpers, type INodeParameters, type INodeTypeDescription } from 'n8n-workflow';
import { z } from 'zod';
import { Tampuuri } from '../../../dist/nodes/Tampuuri/Tampuuri.node.js';
import { TampuuriPollingTrigger } from '../../../dist/nodes/TampuuriPollingTrigger/TampuuriPollingTrigger.node.js';
import { TampuuriTrigger } from '../../../dist/nodes/TampuuriTrigger/TampuuriTrigger.node.js';
import { Tulorekisteri } from '../../../packages/n8n-nodes-tulorekisteri/dist/nodes/Tulorekisteri/Tulorekisteri.node.js';
import { TulorekisteriTrigger } from '../../../packages/n8n-nodes-tulorekisteri/dist/nodes/TulorekisteriTrigger/TulorekisteriTrigger.node.js';
import { projectFolder } from '../../../tools/projectFolder.js';
import { pageOf } from '../../documentation/pages.mts';

/** A node of a template; a credential would be one of the n8n it was made in. */
const node = z.object({
	id: z.string().min(1),
	name: z.string().min(1),
	type: z.string(),
	typeVersion: z.number(),
	position: z.tuple([z.number(), z.number()]),
	parameters: z.record(z.unknown()),
	credentials: z.never().optional(),
});
const target = z.object({ node: z.string(), type: z.string(), index: z.number().int() }).strict();
/** Strict: neither test data nor anything else of the n8n it was made in. */
const template = z
	.object({
		name: z.string().min(1),
		/** What n8n shows under the workflow's name. */
		description: z.string().min(1).max(300).optional(),
		nodes: z.array(node).min(1),
		connections: z.record(z.record(z.array(z.array(target)))),
		settings: z.object({ executionOrder: z.literal('v1') }).passthrough(),
	})
	.strict();
type Node = z.infer<typeof node>;

/** The page that presents a folder's templates. */
const GALLERIES: Readonly<Record<string, string>> = {
	templates: 'docs/TEMPLATES.md',
	'templates/fi': 'guide/pages/mallityonkulut.md',
	'packages/n8n-nodes-tulorekisteri/templates': 'packages/n8n-nodes-tulorekisteri/README.md',
	'packages/n8n-nodes-tulorekisteri/templates/fi': 'packages/n8n-nodes-tulorekisteri/README.md',
};

const DESCRIPTIONS: Readonly<Record<string, INodeTypeDescription>> = {
	'n8n-nodes-tampuuri.tampuuri': new Tampuuri().description,
	'n8n-nodes-tampuuri.tampuuriTool': { ...new Tampuuri().description, name: 'tampuuriTool' },
	'n8n-nodes-tampuuri.tampuuriTrigger': new TampuuriTrigger().description,
	'n8n-nodes-tampuuri.tampuuriPollingTrigger': new TampuuriPollingTrigger().description,
	'n8n-nodes-tulorekisteri.tulorekisteri': new Tulorekisteri().description,
	'n8n-nodes-tulorekisteri.tulorekisteriTrigger': new TulorekisteriTrigger().description,
};

/** Parameters that n8n itself adds to the nodes an AI agent uses, and to those that poll. */
const ADDED_BY_N8N = ['descriptionType', 'toolDescription', 'pollTimes'];

const NOTE = 'n8n-nodes-base.stickyNote';

/** The parameters of a node that n8n would not read: unknown, or hidden by the others. */
function unreadParameters({ type, typeVersion, parameters }: Node): string[] {
	const description = DESCRIPTIONS[type];
	if (description === undefined) return [];
	const read = NodeHelpers.getNodeParameters(
		description.properties,
		parameters as INodeParameters,
		true,
		false,
		{ typeVersion },
		description,
	);
	const known = [...Object.keys(read ?? {}), ...ADDED_BY_N8N];
	return Object.keys(parameters).filter((name) => !known.includes(name));
}

const files = globSync('{,packages/*/}templates/**/*.json', { cwd: projectFolder });

describe.each(files.sort())('%s', (file) => {
	const text = readFileSync(join(projectFolder, file), 'utf8');
	const { name: title, description, nodes, connections } = template.parse(JSON.parse(text));
	const names = nodes.map(({ name }) => name);
	const steps = nodes.filter(({ type }) => type !== NOTE);
	const targets = Object.values(connections)
		.flatMap((outputs) => Object.values(outputs))
		.flat(2);

	test('gives each node a name and an id of its own', () => {
		expect(names).toEqual([...new Set(names)]);
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
	});

	test('connects all its steps, and names in connections and expressions only nodes it has', () => {
		const connected = [...Object.keys(connections), ...targets.map(({ node: name }) => name)];
		expect(steps.filter(({ name }) => !connected.includes(name))).toEqual([]);
		const referred = [...text.matchAll(/\$\('([^']+)'\)/g)].map(([, name = '']) => name);
		expect([...connected, ...referred].filter((name) => !names.includes(name))).toEqual([]);
	});

	test('sets only parameters that its nodes read', () => {
		expect(nodes.flatMap(unreadParameters)).toEqual([]);
	});

	test('explains itself in notes', () => {
		expect(nodes.some(({ type }) => type === NOTE)).toBe(true);
	});

	test('names no systems but examples', () => {
		const hosts = [...text.matchAll(/https?:\/\/([^/"' ]+)/g)].map(([, host]) => host);
		expect(hosts.filter((host) => !host?.endsWith('.example.com'))).toEqual([]);
	});

	test('has one name: as a workflow, in its note and on its page', () => {
		if (description === undefined) return;
		const heading = title.replace('Tampuuri: ', '');
		const notes = nodes.map(({ parameters }) => String(parameters.content).split('\n')[0]);
		expect(notes).toContain(`## ${heading}`);
		expect(pageOf(GALLERIES[dirname(file)] ?? '').text).toContain(`## ${heading}\n`);
	});

	test('is presented on its page', () => {
		const page = pageOf(GALLERIES[dirname(file)] ?? '');
		const picture = join('docs/images', file.replace(/json$/, 'png'));
		if (page.file.startsWith('guide/')) {
			expect(page.text).toContain(`<!-- template ${basename(file, '.json')} -->`);
			expect(existsSync(join(projectFolder, picture))).toBe(true);
			return;
		}
		const linked = page.links.map((link) => join(dirname(page.file), link));
		expect(linked).toContain(file);
		if (dirname(file) === 'templates') expect(linked).toContain(picture);
	});
});

/** The Data Tables that a step of n8n makes or uses by name. */
const ofTable = z.object({
	tableName: z.string().optional(),
	dataTableId: z.object({ mode: z.string(), value: z.string() }).optional(),
});

function tablesOf(file: string): string[] {
	const { nodes } = template.parse(JSON.parse(readFileSync(join(projectFolder, file), 'utf8')));
	return nodes
		.filter(({ type }) => type === 'n8n-nodes-base.dataTable')
		.map(({ parameters }) => ofTable.parse(parameters))
		.flatMap(({ tableName, dataTableId }) => tableName ?? dataTableId?.value ?? []);
}

test("no Data Table's name is a part of another's, for which n8n would take it", () => {
	const tables = [...new Set(files.flatMap(tablesOf).filter((name) => name !== ''))];
	expect(tables.length).toBeGreaterThan(5);
	const parts = tables.filter((name) =>
		tables.some((other) => other !== name && other.toLowerCase().includes(name.toLowerCase())),
	);
	expect(parts).toEqual([]);
});
