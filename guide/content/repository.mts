import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of this file, both where VitePress bundles it and where Jest runs it: `import.meta` suits only one. */
export const projectFolder = join(__dirname, '../..');

/** Reads a file of the repository, by its path from the project's folder. */
export function textOf(file: string): string {
	return readFileSync(join(projectFolder, file), 'utf8');
}

/** A text as HTML shows it, in attributes too. */
export function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}
