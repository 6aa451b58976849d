import { outlineOf, type Block, type Row } from '../html/outline';
import { operationNameOf, slugOf } from './operationName';
import { isNoSummary } from './pageWords';
import type { ListedOperation } from './types';

function slugIn(href: string): string | undefined {
	const slug = /\/Help\/Api\/([^/?#]+)/i.exec(href)?.[1];
	if (slug === undefined) return undefined;
	try {
		return decodeURIComponent(slug);
	} catch {
		return undefined;
	}
}

function listedIn(row: Row, controller: string): ListedOperation | undefined {
	for (const [place, cell] of row.entries()) {
		const name = operationNameOf(cell.links[0]?.text ?? cell.text);
		if (name === undefined) continue;
		const documentation =
			row.find(({ classes }) => classes.includes('api-documentation')) ?? row[place + 1];
		const summary = documentation?.text ?? '';
		return {
			...name,
			controller,
			summary: isNoSummary(summary) ? '' : summary,
			slug: slugIn(cell.links[0]?.href ?? '') ?? slugOf(name),
		};
	}
	return undefined;
}

function tableRows(block: Block): readonly Row[] {
	return block.kind === 'table' ? block.rows : [];
}

/** Reads the Help index: each operation once, with its controller from the heading above. */
export function readIndex(page: string): readonly ListedOperation[] {
	const operations = new Map<string, ListedOperation>();
	let controller = '';
	for (const block of outlineOf(page)) {
		if (block.kind === 'heading') controller = block.text;
		for (const row of tableRows(block)) {
			const listed = listedIn(row, controller);
			const name = `${listed?.method} ${listed?.path}`;
			if (listed !== undefined && !operations.has(name)) operations.set(name, listed);
		}
	}
	return [...operations.values()];
}
