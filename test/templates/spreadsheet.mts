import { z } from 'zod';
import { parseWorkflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import type { TemplateBench } from './templateBench.mts';

const node = (name: string, type: string, typeVersion: number, parameters: object) => ({
	id: name,
	name,
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	position: [0, 0],
	parameters,
});

/** Makes an Excel file as n8n does. */
export async function sheetOf(bench: TemplateBench, rows: readonly object[]): Promise<Buffer> {
	const address = 'files.example.com/made.xlsx';
	const maker = {
		name: 'Make a spreadsheet',
		nodes: [
			node('Start', 'manualTrigger', 1, {}),
			node('Rows', 'code', 2, {
				jsCode: `return ${JSON.stringify(rows.map((json) => ({ json })))}`,
			}),
			node('File', 'convertToFile', 1.1, { operation: 'xlsx', options: {} }),
			node('Put', 'httpRequest', 4.2, {
				method: 'PUT',
				url: bench.systems.addressOf(address),
				sendBody: true,
				contentType: 'binaryData',
				inputDataFieldName: 'data',
				options: {},
			}),
		],
		connections: {
			Start: { main: [[{ node: 'Rows', type: 'main', index: 0 }]] },
			Rows: { main: [[{ node: 'File', type: 'main', index: 0 }]] },
			File: { main: [[{ node: 'Put', type: 'main', index: 0 }]] },
		},
	};
	const stored = await bench.create(parseWorkflow(JSON.stringify(maker)));
	await bench.run(stored, 'Start');
	return z.instanceof(Buffer).parse(await bench.arrival('PUT', address));
}

/** Reads an Excel file as n8n does, so that what a person would see in it is checked. */
export async function rowsOf(
	bench: TemplateBench,
	content: Buffer = Buffer.alloc(0),
): Promise<Array<Record<string, unknown>>> {
	const address = `files.example.com/${content.length}.xlsx`;
	bench.systems.respondTo('GET', address, content);
	const url = bench.systems.addressOf(address);
	const options = { response: { response: { responseFormat: 'file' } } };
	const reader = {
		name: 'Read a spreadsheet',
		nodes: [
			node('Start', 'manualTrigger', 1, {}),
			node('Download', 'httpRequest', 4.2, { url, options }),
			node('Rows', 'spreadsheetFile', 2, { operation: 'fromFile', options: {} }),
		],
		connections: {
			Start: { main: [[{ node: 'Download', type: 'main', index: 0 }]] },
			Download: { main: [[{ node: 'Rows', type: 'main', index: 0 }]] },
		},
	};
	const stored = await bench.create(parseWorkflow(JSON.stringify(reader)));
	const execution = await bench.run(stored, 'Start');
	return itemsOf(execution, 'Rows').map(({ json }) => json);
}
