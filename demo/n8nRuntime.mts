import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Where the set-up keeps n8n; named by tools/with-setup.mjs. */
const FOLDER_VARIABLE = 'N8N_NODES_TAMPUURI_N8N';

const packageFile = z.object({ version: z.string() });

/** An installed n8n. */
export interface N8nRuntime {
	directory: string;
	version: string;
	/** The script that Node runs to be n8n. */
	entry: string;
}

/**
 * The n8n that demo/n8n-runtime/package-lock.json names, as the set-up has installed it into the
 * user's cache folder (`$N8N_NODES_TAMPUURI_CACHE`, else in `$XDG_CACHE_HOME` or `~/.cache`).
 *
 * @throws when it is not there: the program was not started with "with-setup.mjs --n8n"
 */
export function installedN8n(): N8nRuntime {
	const directory = process.env[FOLDER_VARIABLE];
	if (directory === undefined || !existsSync(join(directory, 'ready'))) {
		throw new Error(
			'n8n is not installed. Start this program with "npm run", or with "node tools/with-setup.mjs --n8n".',
		);
	}
	const folder = join(directory, 'node_modules', 'n8n');
	const { version } = packageFile.parse(
		JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
	);
	return { directory, version, entry: join(folder, 'bin', 'n8n') };
}
