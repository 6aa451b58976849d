import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedN8n } from '../../../demo/n8nRuntime.mts';

/** Reads files of the installed n8n, by patterns under its `node_modules`, as one text. */
export async function n8nSources(...patterns: readonly string[]): Promise<string> {
	const modules = join(installedN8n().directory, 'node_modules');
	return globSync(patterns, { cwd: modules })
		.map((file) => readFileSync(join(modules, file), 'utf8'))
		.join('\n');
}
