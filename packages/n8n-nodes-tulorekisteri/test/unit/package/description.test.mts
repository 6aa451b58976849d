import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import type { INodeProperties } from 'n8n-workflow';

import { Tulorekisteri } from '../../../nodes/Tulorekisteri/Tulorekisteri.node.ts';
import { operations } from '../../../nodes/Tulorekisteri/properties.ts';
import { TulorekisteriTrigger } from '../../../nodes/TulorekisteriTrigger/TulorekisteriTrigger.node.ts';
import { templateFiles } from '../../../tools/templates/files.mts';
import { PACKAGE_FOLDER } from '../../fixtures/fixtures.mts';

const action = new Tulorekisteri().description;
const trigger = new TulorekisteriTrigger().description;
const namesFor = (properties: INodeProperties[], resource: string, operation: string) =>
	properties
		.filter(
			({ displayOptions }) =>
				displayOptions?.show?.operation?.includes(operation) &&
				displayOptions.show.resource?.includes(resource),
		)
		.map(({ name }) => name);

describe('the node', () => {
	test('keeps the names that workflows are saved with', () => {
		const saved = Object.fromEntries(
			operations.map(({ resource, value }) => [
				`${resource}.${value}`,
				namesFor(action.properties, resource, value),
			]),
		);
		expect(saved).toEqual({
			'certificate.check': ['certificateSource', 'publicCertificate', 'binaryField', 'privateKey'],
			'certificate.get': ['retrievalId', 'certificateRequest', 'options'],
			'certificate.renew': ['certificateRequest', 'options'],
			'certificate.retrieveNew': [
				'oneTimeNotice',
				'transferId',
				'transferPassword',
				'certificateRequest',
				'options',
			],
			'key.create': ['encryptPrivateKey'],
			'order.planReminders': ['codesSentAt', 'daysBefore'],
			'order.validate': [
				'environment',
				'customerId',
				'customerName',
				'contactName',
				'contactEmail',
				'contactPhone',
				'codesSentAt',
			],
		});
		expect(trigger.properties.map(({ name }) => name)).toEqual([
			'event',
			'certificateDays',
			'repeatEvery',
			'codesSentAt',
			'codeDays',
		]);
	});

	test('masks every field that takes a secret', () => {
		const masked = [...action.properties, ...trigger.properties]
			.filter(({ typeOptions }) => typeOptions?.password)
			.map(({ name }) => name);
		expect(masked).toEqual(['privateKey', 'transferId', 'transferPassword']);
	});

	test('lists each operation under its resource, in order, one of them as default', () => {
		for (const property of action.properties.filter(({ name }) => name === 'operation')) {
			const values = property.options?.map((option) =>
				'value' in option ? option.value : undefined,
			);
			expect(values).toContain(property.default);
			expect([...(values ?? [])].sort()).toEqual(values);
		}
	});

	test('describes what each operation puts out', () => {
		for (const { resource, value } of operations) {
			const file = join(
				PACKAGE_FOLDER,
				'nodes',
				'Tulorekisteri',
				'__schema__',
				'v1.0.0',
				resource,
				`${value}.json`,
			);
			expect({ file, exists: existsSync(file) }).toEqual({ file, exists: true });
			expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ type: 'object', version: 1 });
		}
	});
});

describe('the templates', () => {
	const templates = join(PACKAGE_FOLDER, 'templates');

	const files = Object.keys(templateFiles());

	test.each(files)('%s is what the build makes of its definition', (file) => {
		const made: unknown = JSON.parse(templateFiles()[file] ?? '');
		expect(JSON.parse(readFileSync(join(templates, file), 'utf8'))).toEqual(made);
	});

	test('are all made, in English and Finnish', () => {
		const found = readdirSync(templates, { recursive: true }).map(String);
		expect(found.filter((file) => file.endsWith('.json')).sort()).toEqual([...files].sort());
	});

	test.each(files)(
		'%s uses operations and parameters that exist, and holds no credential',
		(file) => {
			const text = readFileSync(join(templates, file), 'utf8');
			const workflow: { nodes: Array<{ type: string; parameters: Record<string, string> }> } =
				JSON.parse(text);
			const ours = workflow.nodes.filter(({ type }) => type.endsWith('.tulorekisteri'));
			expect(ours.length).toBeGreaterThan(0);
			for (const { parameters } of ours) {
				const { resource, operation, ...rest } = parameters;
				const known = namesFor(action.properties, String(resource), String(operation));
				expect(Object.keys(rest).filter((name) => !known.includes(name))).toEqual([]);
			}
			expect(text).not.toMatch(/"credentials"|BEGIN /);
		},
	);
});
