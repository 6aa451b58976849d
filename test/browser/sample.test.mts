import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { renderOperation } from '../../simulator/help/pages.mts';
import { surroundingsNow } from '../e2e/surroundings.mts';
import { sessionOfFile } from './session.mts';

jest.setTimeout(120_000);

const SAMPLE = [{ KohdeId: 1, Lukema: 2.5, Aika: '2026-11-05T11:40:14+02:00' }];

/** The page of an operation whose whole body is a list. */
const PAGE = renderOperation({
	method: 'POST',
	path: 'lukemat',
	summary: 'Lisää lukemat',
	uriParameters: { fields: [], complete: true },
	body: {
		description: '',
		type: { kind: 'collection', of: { kind: 'unread', text: 'object' } },
		fields: [],
		complete: false,
	},
	requestSamples: [{ mediaTypes: ['application/json'], text: JSON.stringify(SAMPLE) }],
	responseSamples: [],
});

describe('A body that is entered as JSON', () => {
	const { credential: simulator } = surroundingsNow();
	const session = sessionOfFile();
	let server: Server;

	beforeAll(async () => {
		server = createServer((_request, response) => {
			response.setHeader('Content-Type', 'text/html; charset=utf-8').end(PAGE);
		}).listen(0, '127.0.0.1');
		await once(server, 'listening');
	});
	afterAll(() => {
		server.close();
	});

	test('shows the sample of its Help page', async () => {
		const { port } = server.address() as AddressInfo;
		const credential = await session().credential('Ohjesivut', {
			...simulator,
			data: { ...simulator.data, ownAddress: `http://127.0.0.1:${port}/v10/api/` },
		});
		const editor = await session().openStep(credential, {
			resource: 'anyOperation',
			operation: 'call',
			apiOperation: { __rl: true, mode: 'list', value: 'POST lukemat' },
		});
		const label = editor.page.getByText('Body (JSON), e.g. [{"KohdeId":1,').first();
		await label.waitFor();
		await label.hover();
		await editor.picture('body-json');
		await editor.part('add-fields-select').locator('button, input').first().click();
		const example = editor.field('Example');
		await example.waitFor();
		await editor.picture('body-json-example');
		expect(await example.innerText()).toContain('"Lukema": 2.5');
	});
});
