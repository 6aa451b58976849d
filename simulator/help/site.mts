import type { ListedOperation, ModelPage } from '../../dist/nodes/shared/helpSite/pages/types.js';
import { operationName } from '../api/call.mts';
import { servedAsIs, type Controller, type ServedOperation } from '../api/served.mts';
import type { HelpStyle } from '../dialects/dialect.mts';
import { EXAMPLE_MODELS } from './exampleModels.mts';
import { EXAMPLE_CONTROLLERS } from './exampleOperations.mts';
import { modelsOfRow, pageOfRow, type PageDetails } from './pageOfRow.mts';
import { renderIndex, renderModel, renderOperation } from './pages.mts';
import { styledModel, styledOperation } from './style.mts';

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

/** Renders the Help site for what is served and the invented operations. */
export function helpPages(controllers: readonly Controller[], style: HelpStyle = {}): HelpPages {
	const listed: ListedOperation[] = [];
	const operations = new Map<string, string>();
	const models = new Map<string, string>();
	const slugs = new Set<string>();
	const addModel = (model: ModelPage) =>
		models.set(model.name, styledModel(renderModel(model), style));
	for (const { name: controller, operations: served } of [...controllers, ...INVENTED]) {
		for (const operation of served) {
			const details = detailsOf(operation);
			const page = pageOfRow(operation.row, details);
			const { method, path, summary } = page;
			const slug = slugOf(method, path);
			if (slugs.has(slug)) continue;
			slugs.add(slug);
			listed.push({ controller, method, path, summary, slug });
			const name = operationName(operation.standard);
			const styled = styledOperation(renderOperation(page), name, style);
			if (styled !== undefined) operations.set(slug, styled);
			modelsOfRow(operation.row, details).forEach(addModel);
		}
	}
	EXAMPLE_MODELS.forEach(addModel);
	return { index: renderIndex(listed), operations, models };
}

const INVENTED: readonly Controller[] = EXAMPLE_CONTROLLERS.map(({ name, operations }) => ({
	name,
	operations: operations.map(servedAsIs),
}));

/** In a dialect, pages tell how rows come; the catalogue's own tell of one row only. */
function detailsOf({ row, spellings, envelope }: ServedOperation): PageDetails {
	const isSpelled = spellings.length > 0;
	const shown = envelope ?? (isSpelled && row.paging ? 'flat' : undefined);
	return { spellings, ...(shown === undefined ? {} : { envelope: shown }) };
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
	isDown: boolean;
	private readonly isDownAtFirst: boolean;

	constructor(isDown = false) {
		this.isDown = isDown;
		this.isDownAtFirst = isDown;
	}

	reset(): void {
		this.requests = [];
		this.isDown = this.isDownAtFirst;
	}
}
