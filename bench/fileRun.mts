import type { IBinaryData } from 'n8n-workflow';
import { useEngineOf } from './oneEngine.mts';

/** One file to send, in a process that ends with it; prints its peak memory. */
export interface FileRun {
	/** As n8n hands it to a node: stored, not loaded. */
	readonly file: IBinaryData;
	readonly apiUrl: string;
	/** Where n8n, whose engine runs it, is installed. */
	readonly installation: string;
}

const { file, apiUrl, installation } = JSON.parse(process.argv[2] ?? '') as FileRun;
useEngineOf(installation);

const { loadPackage, runNode } = await import('../test/engine/harness/index.mts');
const { credentialsFor, TAMPUURI } = await import('./contestants.mts');

const credentials = credentialsFor(apiUrl);
const nodeTypes = await loadPackage();

const { error } = await runNode(nodeTypes, {
	type: TAMPUURI,
	parameters: {
		resource: 'document',
		operation: 'addToProperty',
		property: { __rl: true, mode: 'id', value: '1' },
		category: 'Muut',
		binaryFields: 'data',
	},
	items: [{ json: {}, binary: { data: file } }],
	credentials,
});
if (error) throw error;
console.log(JSON.stringify({ peak: process.resourceUsage().maxRSS * 1024 }));
process.exit(0);
