import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import {
	catalogue,
	isComposite,
	offeredBy,
	operationsOf,
	type Operation,
} from '../../../dist/nodes/shared/catalogue/index.js';
import { LISTED_RECORDS } from '../../../dist/nodes/shared/catalogue/index.js';
import { projectFolder } from '../../../tools/projectFolder.js';
import { storeFile } from '../harness/index.mts';
import { setUpResponder, type Asked } from './responder.mts';
import { sampleParameters } from './sampleParameters.mts';
import { setUp } from './setUp.mts';

const tampuuri = setUp({ units: 10 });
const responder = setUpResponder();

const creating = catalogue.flatMap((resource) =>
	offeredBy(resource).flatMap(([name, row]) =>
		!isComposite(row) && row.access === 'write' && row.response.kind === 'created'
			? [{ what: `${resource.value} ${name}`, resource: resource.value, name, row }]
			: [],
	),
);

/** Every kind of record in a list without pages of its own, so that each test can say what is there. */
const LISTS = Object.fromEntries(
	LISTED_RECORDS.map((record) => [
		record,
		{ operation: `POST ${record}/selaa`, id: 'Id', label: ['Nimi'] },
	]),
);
const PROFILE = JSON.stringify({ version: 1, checkedAt: '2026-11-25', lists: LISTS });

let last = 0;
const nextReference = () => `crm-${(last += 1)}`;

interface Given {
	readonly resource: string;
	readonly name: string;
	readonly row: Operation;
}

const fieldsOfRow = ({ row }: Given) => Object.entries(row.createOnce?.keptIn ?? {});

function parametersOf({ resource, name, row }: Given, field: string | undefined): INodeParameters {
	const sample = sampleParameters(resource, name, row, tampuuri.simulator.data);
	const inside = sample.additionalFields as IDataObject;
	return {
		...sample,
		additionalFields: {
			...inside,
			...(name === 'create' && resource === 'contactEvent' ? { threadId: 7 } : {}),
			externalReference: '={{ $json.reference }}',
			...(field === undefined ? {} : { referenceField: field }),
		},
		options: { settlingTime: 0 },
	} as INodeParameters;
}

async function run(
	given: Given,
	reference: string,
	field: string | undefined,
	changes: Record<string, string> = {},
) {
	const data = await storeFile(Buffer.from('sisältö'), {
		fileName: 'a.txt',
		mimeType: 'text/plain',
	});
	return await tampuuri.run({
		parameters: parametersOf(given, field),
		credentials: tampuuri.credentials({
			ownAddress: responder.url,
			accountProfile: PROFILE,
			...changes,
		}),
		items: [{ json: { reference }, binary: { data } }],
		onError: 'continueErrorOutput',
	});
}

const isCreate = ({ method, path }: Asked) => method === 'POST' && !/(selaa|hae)$/.test(path);
const created = () => responder.asked.filter(isCreate);

/** A list, a page or a record, whatever the path wants. */
function shows(row: object | undefined, { path }: Asked): unknown {
	const rows = row === undefined ? [] : [row];
	if (/ilmoitukset\/selaa$/.test(path)) return { Total: rows.length, Items: rows };
	return rows;
}

describe('every operation that creates a record', () => {
	it('is in the table of docs/CREATE-ONCE.md, with the fields to choose from', () => {
		const page = readFileSync(join(projectFolder, 'docs', 'CREATE-ONCE.md'), 'utf8');
		for (const { row } of creating) {
			const labels = (row.body?.fields ?? [])
				.filter(({ parameter }) => parameter in (row.createOnce?.keptIn ?? {}))
				.map(({ label }) => label);
			for (const label of labels) expect(page).toContain(`**${label}**`);
		}
	});

	it('is declared, and its lookups are operations that read', () => {
		const names = catalogue.flatMap((resource) =>
			operationsOf(resource).filter(({ response }) => response.kind === 'created'),
		);
		expect(names.filter(({ createOnce }) => createOnce === undefined)).toEqual([]);
		for (const { row } of creating) {
			for (const { from, details } of row.createOnce?.lookups ?? []) {
				const operations = [typeof from === 'string' ? undefined : from, details?.operation];
				for (const [resource, name] of operations.filter((one) => one !== undefined)) {
					const found = catalogue.find(({ value }) => value === resource);
					const [, operation] = found ? (offeredBy(found).find(([one]) => one === name) ?? []) : [];
					expect([resource, name, operation?.access]).toEqual([resource, name, 'read']);
				}
			}
			const fields = (row.body?.fields ?? []).filter(
				({ parameter }) => parameter in (row.createOnce?.keptIn ?? {}),
			);
			expect(fields.map(({ type }) => type)).toEqual(
				fieldsOfRow({ resource: '', name: '', row }).map(() => 'text'),
			);
		}
	});
});

/** Each row with each of its fields; a charge has none. */
const cases = creating.flatMap((given) => {
	const fields: Array<[string?, string?]> = fieldsOfRow(given);
	const lookups = given.row.createOnce?.lookups ?? [];
	return (fields.length === 0 ? [[]] : fields).map(([field, key = '']) => ({
		...given,
		what: `${given.what}, kept in ${field ?? 'nothing'}`,
		field,
		key,
		canBeAsked: lookups.length > 0,
		hasDetails: lookups.some(({ details }) => details !== undefined),
	}));
});

describe.each(cases)('$what', ({ field, key, canBeAsked, ...given }) => {
	it('is offered in the editor, and created once in a process', async () => {
		const reference = nextReference();
		responder.reply = (asked) => ({ body: isCreate(asked) ? { Id: 77 } : shows(undefined, asked) });
		const first = await run(given, reference, field);
		const second = await run(given, reference, field);
		expect(first.json).toMatchObject([{ Id: 77, created: true }]);
		expect(second.json).toMatchObject([{ ...first.json[0], created: false }]);
		expect(created()).toHaveLength(1);
		const sent = JSON.stringify(created()[0]?.body);
		expect(sent.includes(reference)).toBe(field !== undefined);
	});

	it('is settled by a reading, or else said to be unknown', async () => {
		const reference = nextReference();
		responder.reply = (asked) => {
			if (isCreate(asked)) return { status: 504, body: 'x' };
			const isThere = created().length > 0;
			return { body: shows(isThere ? { Id: 5, [key]: reference } : undefined, asked) };
		};
		const { json, outputs } = await run(given, reference, field);
		expect(created()).toHaveLength(1);
		if (canBeAsked) return expect(json).toMatchObject([{ Id: 5, created: true }]);
		const failed = outputs[1]?.[0];
		expect(failed?.json.error).toMatch(/^May have been created: /);
		expect(failed?.error?.description).toContain(reference);
		// Nothing tells, so no later run sends it either.
		const again = await run(given, reference, field);
		expect(again.outputs[1]?.[0]?.json.error).toMatch(/^May have been created by an earlier run/);
		expect(created()).toHaveLength(1);
	});
});

describe('two customers', () => {
	it('each get a record, though their accounts have one name', async () => {
		const given = creating.find(({ what }) => what === 'serviceRequest create');
		if (given === undefined) throw new Error('Service requests can not be created');
		const reference = nextReference();
		responder.reply = (asked) => ({ body: isCreate(asked) ? { Id: 77 } : shows(undefined, asked) });
		for (const customerName of ['Isännöinti A', 'Isännöinti B']) {
			const { json } = await run(given, reference, 'title', { customerName });
			expect(json).toMatchObject([{ created: true }]);
		}
	});
});

describe.each(cases.filter(({ canBeAsked }) => canBeAsked))('$what', ({ field, key, ...given }) => {
	it('is found by it', async () => {
		const reference = nextReference();
		const text = `Jotain muuta\n[${reference}]`;
		responder.reply = (asked) => ({ body: shows({ Id: 5, [key]: text }, asked) });
		const { json } = await run(given, reference, field);
		expect(json).toMatchObject([{ Id: 5, created: false }]);
		expect(created()).toEqual([]);
	});
});

describe.each(cases.filter(({ hasDetails }) => hasDetails))('$what', ({ field, key, ...given }) => {
	it('is found by the record itself where the list does not show it', async () => {
		const reference = nextReference();
		responder.reply = (asked) => {
			if (isCreate(asked)) return { body: { Id: 78 } };
			const isRecord = asked.method === 'GET';
			return { body: isRecord ? { Id: 6, [key]: reference } : shows({ Id: 6 }, asked) };
		};
		expect((await run(given, reference, field)).json).toMatchObject([{ Id: 6, created: false }]);
		const other = nextReference();
		expect((await run(given, other, field)).json).toMatchObject([{ Id: 78, created: true }]);
	});
});
