import { parseWorkflow } from '../../demo/n8nClient.mts';
import { itemsOf } from '../../demo/n8nExecution.mts';
import type { TemplateBench } from './templateBench.mts';

/** Reads an Excel file as n8n does, so that what a person would see in it is checked. */
export async function rowsOf(
	bench: TemplateBench,
	content: Buffer = Buffer.alloc(0),
): Promise<Array<Record<string, unknown>>> {
	const address = `files.example.com/${content.length}.xlsx`;
	bench.systems.respondTo('GET', address, content);
	const node = (name: string, type: string, typeVersion: number, parameters: object) => ({
		id: name,
		name,
		type: `n8n-nodes-base.${type}`,
		typeVersion,
		position: [0, 0],
		parameters,
	});
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
