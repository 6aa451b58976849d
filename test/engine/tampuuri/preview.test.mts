import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { catalogue, offeredBy } from '../../../dist/nodes/shared/catalogue/index.js';
import { maskedValue } from '../../../dist/nodes/shared/errors/redaction.js';
import { mentionsPlaceholder } from '../../../dist/nodes/shared/api/placeholder.js';
import { storeFile } from '../harness/index.mts';
import { sampleParameters } from './sampleParameters.mts';
import { setUp } from './setUp.mts';

const tampuuri = setUp({ units: 40 });
const FILE = Buffer.from('Pöytäkirja');

/** A server between node and simulator that keeps every request as it came over the wire. */
const wire: Array<{ method: string; path: string; query: IDataObject; text: string }> = [];
let server: Server;
beforeAll(async () => {
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			void (async () => {
				const body = Buffer.concat(chunks);
				const { pathname, search, searchParams } = new URL(request.url ?? '', 'http://localhost');
				const path = pathname.replace('/v10/api/', '');
				wire.push({
					method: request.method ?? '',
					path,
					query: Object.fromEntries(searchParams),
					text: body.toString('utf8'),
				});
				const headers = { ...request.headers };
				for (const name of ['host', 'connection', 'content-length']) delete headers[name];
				const passed = await fetch(`${tampuuri.simulator.url}${path}${search}`, {
					method: request.method,
					headers: headers as Record<string, string>,
					body: body.length === 0 ? undefined : body,
				});
				response.writeHead(passed.status, { 'content-type': 'application/json' });
				response.end(await passed.text());
			})();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => {
	wire.length = 0;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const throughWire = (changes: Record<string, string> = {}) => {
	const { port } = server.address() as AddressInfo;
	return tampuuri.credentials({ ownAddress: `http://127.0.0.1:${port}/v10/api/`, ...changes });
};

async function itemWithFile(): Promise<INodeExecutionData> {
	const data = await storeFile(FILE, { fileName: 'pöytäkirja.txt', mimeType: 'text/plain' });
	return { json: {}, binary: { data } };
}

const withOption = (parameters: INodeParameters, more: IDataObject): INodeParameters =>
	({ ...parameters, options: { ...Object(parameters.options), ...more } }) as INodeParameters;

const writesSeen = () =>
	tampuuri.simulator.requestLog.entries.filter(
		({ method, path }) => method !== 'GET' && !/(selaa|hae)$/.test(path),
	);

/** The requests of a preview, as the server would have kept them. */
function requestsOf(row: IDataObject) {
	const before = (row.before ?? []) as IDataObject[];
	return [...before, row].map(({ method, path, query, body }) => ({ method, path, query, body }));
}

/** What came over the wire, with what a preview does not show replaced. */
function comparable({ method, path, query, text }: (typeof wire)[number]) {
	const plain = text.replaceAll(FILE.toString('base64'), `[pöytäkirja.txt, ${FILE.length} bytes]`);
	const body: unknown = plain === '' ? undefined : JSON.parse(plain);
	return { method, path, query, body: maskedValue(body) };
}

const offered = catalogue.flatMap((resource) =>
	offeredBy(resource).map(([name, operation]) => ({ resource, name, operation })),
);
const changing = offered.filter(({ operation }) => operation.access === 'write');

describe.each(
	changing.map(({ resource, name, operation }) => ({
		what: `${resource.value} ${name}`,
		resource,
		name,
		operation,
	})),
)('a preview of $what', ({ resource, name, operation }) => {
	const parametersOf = () =>
		sampleParameters(resource.value, name, operation, tampuuri.simulator.data, 0);

	it.each<[string, IDataObject, Record<string, string>]>([
		['by its option', { preview: true }, {}],
		['by the credential', {}, { allowedCalls: 'readsOnly' }],
	])('shows what a real run sends, and sends nothing, %s', async (_how, options, credential) => {
		const parameters = parametersOf();
		const preview = await tampuuri.run({
			parameters: withOption(parameters, options),
			items: [await itemWithFile()],
			credentials: throughWire({ plan: 'normal', ...credential }),
		});
		expect(preview.error).toBeUndefined();
		expect(writesSeen()).toEqual([]);
		const reads = wire.splice(0);
		const rows = preview.json;

		const real = await tampuuri.run({
			parameters,
			items: [await itemWithFile()],
			credentials: throughWire(),
		});
		expect(real.error).toBeUndefined();
		expect(rows).toHaveLength(real.json.length);
		const sent = wire.slice(reads.length);
		expect(wire.slice(0, reads.length)).toEqual(reads);
		expect(sent.length).toBeGreaterThan(0);
		const shown = rows.flatMap(requestsOf);
		expect(shown).toEqual(sent.map(comparable));
		// The order of keys as well.
		expect(shown.map(({ body }) => JSON.stringify(body))).toEqual(
			sent.map((request) => JSON.stringify(comparable(request).body)),
		);
		const calls = rows.reduce((sum, row) => sum + Number(row.calls), 0);
		expect(calls).toBe(wire.length);
		expect(rows[0]).toMatchObject({
			preview: expect.stringMatching(/^Nothing was changed\./),
			resource: resource.name,
			priceEuros: Number((0.009 * Number(rows[0]?.calls)).toFixed(3)),
		});
		const changes = sent.length === 1 ? '1 change' : `${sent.length} changes`;
		const price = (calls * 0.009).toFixed(2);
		expect(preview.hints[0]?.message).toBe(
			`Preview: ${changes} would be made, ${calls} ${calls === 1 ? 'call' : 'calls'}, ${price} €. A preview changes nothing.`,
		);
		expect(real.hints[0]?.message).toMatch(/^Changed in Tampuuri: /);
		// The same IDs, and a placeholder for each that Tampuuri gives.
		for (const [place, row] of real.json.entries()) {
			for (const [key, value] of Object.entries(row).filter(([key]) => /Id$/.test(key))) {
				const previewed = rows[place]?.[key];
				if (!mentionsPlaceholder(String(previewed))) expect(previewed).toEqual(value);
				else expect(typeof value).toBe('number');
			}
		}
	});

	it('takes the placeholder of an earlier preview for each ID', async () => {
		const placeholder = 999_000_990_000_001;
		const replaced = JSON.parse(
			JSON.stringify(parametersOf()).replace(
				/\{"__rl":true,"mode":"id","value":"\d+"\}/g,
				`{"__rl":true,"mode":"id","value":"={{ $json.id }}"}`,
			),
		) as INodeParameters;
		if (JSON.stringify(replaced) === JSON.stringify(parametersOf())) return;
		const items = [{ ...(await itemWithFile()), json: { id: placeholder } }];
		const shown = await tampuuri.run({
			parameters: withOption(replaced, { preview: true }),
			items,
		});
		expect(shown.error).toBeUndefined();
		expect(JSON.stringify(shown.json)).toContain(String(placeholder));
		const real = await tampuuri.run({ parameters: replaced, items });
		expect(real.error?.message).toContain('is the placeholder of a preview');
		expect(tampuuri.simulator.requestLog.entries).toEqual([]);
	});
});
