import type { Operation } from '../../dist/nodes/shared/catalogue/index.js';
import type { ListedOperation } from '../../dist/nodes/shared/helpSite/pages/types.js';
import { EXAMPLE_MODELS } from './exampleModels.mts';
import { EXAMPLE_CONTROLLERS } from './exampleOperations.mts';
import { modelsOfRow, pageOfRow } from './pageOfRow.mts';
import { renderIndex, renderModel, renderOperation } from './pages.mts';

export interface HelpController {
	readonly name: string;
	readonly operations: readonly Operation[];
}

/** The rendered pages of a Help site. */
export interface HelpPages {
	readonly index: string;
	/** By slug. */
	readonly operations: ReadonlyMap<string, string>;
	/** By name. */
	readonly models: ReadonlyMap<string, string>;
}

/** How the framework names an operation's page: `{}` dropped, `/` as `-`, query names joined by `_`. */
function slugOf(method: string, path: string): string {
	const [way = '', query] = path.split('?', 2);
	const names = query?.split('&').map((part) => `_${part.split('=', 1)[0] ?? ''}`) ?? [];
	return `${method}-${way.replace(/[{}]/g, '').replaceAll('/', '-')}${names.join('')}`;
}

/** Renders the Help site for the given operations and the invented ones. */
export function helpPages(controllers: readonly HelpController[]): HelpPages {
	const listed: ListedOperation[] = [];
	const operations = new Map<string, string>();
	const models = new Map<string, string>();
	for (const { name: controller, operations: rows } of [...controllers, ...EXAMPLE_CONTROLLERS]) {
		for (const row of rows) {
			const page = pageOfRow(row);
			const slug = slugOf(page.method, page.path);
			if (operations.has(slug)) continue;
			const { method, path, summary } = page;
			listed.push({ controller, method, path, summary, slug });
			operations.set(slug, renderOperation(page));
			for (const model of modelsOfRow(row)) models.set(model.name, renderModel(model));
		}
	}
	for (const model of EXAMPLE_MODELS) models.set(model.name, renderModel(model));
	return { index: renderIndex(listed), operations, models };
}

/** One request for a Help page. */
export interface HelpRequest {
	readonly path: string;
	/** Lower-case. */
	readonly headerNames: readonly string[];
}

/** The requests to the Help site, and whether it is up. */
export class HelpRecord {
	requests: HelpRequest[] = [];
	/** While true, the Help site responds with 503; the API still works. */
	isDown = false;

	reset(): void {
		this.requests = [];
		this.isDown = false;
	}
}
