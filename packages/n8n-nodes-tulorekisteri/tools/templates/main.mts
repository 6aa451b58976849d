import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { format, resolveConfig } from 'prettier';

import { templateFiles } from './files.mts';

/** Writes templates/ anew: `node tools/templates/main.mts`. A test holds the files to what this makes. */
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'templates');
for (const [path, text] of Object.entries(templateFiles())) {
	const file = join(folder, path);
	await mkdir(dirname(file), { recursive: true });
	await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
