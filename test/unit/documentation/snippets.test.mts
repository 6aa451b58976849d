import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { startSimulator } from '../../../simulator/start.mts';
import { projectFolder } from '../../../tools/projectFolder.js';
import { blocksOf, type CodeBlock } from '../../documentation/pages.mts';

const NODE_FOLDERS = ['nodes/Tampuuri', 'nodes/shared', 'nodes'];

function withoutSpace(text: string): string {
	return text.replace(/\s+/g, '');
}

/** The row that CONTRIBUTING.md shows is one of the catalogue's. */
async function standsInTheCatalogue({ content }: CodeBlock): Promise<void> {
	const meter = await readFile(
		join(projectFolder, 'nodes/shared/catalogue/resources/meter.ts'),
		'utf8',
	);
	expect(withoutSpace(meter)).toContain(withoutSpace(content));
}

/** The simulator's own page shows how a test uses it. */
async function usesTheSimulator({ content }: CodeBlock): Promise<void> {
	const lines = content.trim().split('\n');
	expect(lines.at(-1)).toBe('await simulator.close();');
	const run = new Function(
		'startSimulator',
		`return (async () => { ${lines.slice(0, -1).join('\n')}\n return simulator; })();`,
	) as (start: typeof startSimulator) => ReturnType<typeof startSimulator>;
	const simulator = await run(startSimulator);
	const named = content.match(/simulator\.\w+/g) ?? [];
	for (const name of named) expect(simulator).toHaveProperty(name.split('.')[1] ?? '');
	await simulator.close();
}

const TYPESCRIPT: Readonly<Record<string, (block: CodeBlock) => Promise<void>>> = {
	'CONTRIBUTING.md': standsInTheCatalogue,
	'simulator/README.md': usesTheSimulator,
};

describe('TypeScript in the documentation', () => {
	it.each(blocksOf('ts'))('of $file:$line works', async (block) => {
		const check = TYPESCRIPT[block.file];
		if (check === undefined) throw new Error(`Nothing runs the TypeScript of ${block.file}`);
		await check(block);
	});
});

describe('diagrams in the documentation', () => {
	it.each(blocksOf('mermaid'))('of $file:$line name files that exist', ({ content }) => {
		const paths = content.match(/\b[a-z]\w*(\/\w+)+|\b\w+\/(?=<br>)/g) ?? [];
		expect(paths.length).toBeGreaterThan(0);
		const exists = (path: string) =>
			NODE_FOLDERS.some((folder) =>
				['', '.ts'].some((ending) => existsSync(join(projectFolder, folder, path + ending))),
			);
		expect(paths.filter((path) => !exists(path))).toEqual([]);
	});
});
