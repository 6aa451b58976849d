import { readIndex } from '../../dist/nodes/shared/helpSite/pages/readIndex.js';
import { readModel } from '../../dist/nodes/shared/helpSite/pages/readModel.js';
import { readOperation } from '../../dist/nodes/shared/helpSite/pages/readOperation.js';
import type {
	ListedOperation,
	ModelPage,
	OperationPage,
	PageType,
} from '../../dist/nodes/shared/helpSite/pages/types.js';
import type { PageSource } from './source.mts';

/** An operation with what its own page shows, when there is one. */
export interface SeenOperation extends ListedOperation {
	readonly page: OperationPage | undefined;
}

export interface Site {
	readonly operations: readonly SeenOperation[];
	readonly models: ReadonlyMap<string, ModelPage>;
}

/** Called after each page, for showing how far it is. */
export type Progress = (done: number, of: number, what: string) => void;

/** The page of the model that a type names, when it was read. */
export function modelOf(type: PageType, models: Site['models']): ModelPage | undefined {
	return type.kind === 'model' ? models.get(type.name) : undefined;
}

function modelsIn(type: PageType): string[] {
	if (type.kind === 'model') return [type.name];
	return type.kind === 'collection' ? modelsIn(type.of) : [];
}

/** The enumerations and models of a request; those of responses are not needed for a row. */
function modelsOfPage({ uriParameters, body }: OperationPage): string[] {
	return [...uriParameters.fields, ...(body?.fields ?? [])].flatMap(({ type }) => modelsIn(type));
}

/** @throws Error when there is no index, or nothing in it */
async function readListed(source: PageSource): Promise<readonly ListedOperation[]> {
	const index = await source.read('Help');
	const listed = readIndex(index ?? '');
	if (listed.length > 0) return listed;
	throw new Error(`No operation is listed by the Help index of ${source.name}`);
}

/**
 * Reads the index, every operation's page and the models of their requests, one after the other.
 *
 * @throws Error when there is no index, or nothing in it
 */
export async function readSite(source: PageSource, progress: Progress): Promise<Site> {
	const listed = await readListed(source);
	const operations: SeenOperation[] = [];
	for (const [place, operation] of listed.entries()) {
		const page = await source.read(`Help/Api/${encodeURIComponent(operation.slug)}`);
		operations.push({ ...operation, page: page === undefined ? undefined : readOperation(page) });
		progress(place + 1, listed.length, `${operation.method} ${operation.path}`);
	}
	const names = new Set(operations.flatMap(({ page }) => (page ? modelsOfPage(page) : [])));
	const models = new Map<string, ModelPage>();
	for (const [place, name] of [...names].entries()) {
		const page = await source.read(`Help/ResourceModel?modelName=${encodeURIComponent(name)}`);
		if (page !== undefined) models.set(name, readModel(name, page));
		progress(place + 1, names.size, name);
	}
	return { operations, models };
}
