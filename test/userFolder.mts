import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes one folder for all that n8n-core writes during a test run. */
export default async function makeUserFolder(): Promise<void> {
	process.env.N8N_NODES_TAMPUURI_TEST_FOLDER ??= await mkdtemp(
		join(tmpdir(), 'n8n-nodes-tampuuri-test-'),
	);
}
