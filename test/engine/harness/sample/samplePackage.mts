import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes a package of the sample node and credentials, for n8n's loader to find. */
export async function writeSamplePackage(): Promise<{
	directory: string;
	remove: () => Promise<void>;
}> {
	const directory = await mkdtemp(join(tmpdir(), 'n8n-nodes-sample-'));
	const manifest = {
		name: 'n8n-nodes-sample',
		version: '1.0.0',
		n8n: {
			n8nNodesApiVersion: 1,
			nodes: [join(__dirname, 'Sample.node.mts')],
			credentials: ['SampleApi', 'SampleGenericApi'].map((name) =>
				join(__dirname, `${name}.credentials.mts`),
			),
		},
	};
	await writeFile(join(directory, 'package.json'), JSON.stringify(manifest));
	return { directory, remove: async () => await rm(directory, { recursive: true }) };
}
