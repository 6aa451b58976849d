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

/** Which models to read: those that rows need, or those of responses and inside others too. */
export type ModelsRead = 'all' | 'ofRequests';

function modelsOfPage(
	{ uriParameters, body, response }: OperationPage,
	read: ModelsRead,
): string[] {
	const inRequest = [...uriParameters.fields, ...(body?.fields ?? [])].map(({ type }) => type);
	if (read === 'ofRequests') return inRequest.flatMap(modelsIn);
	const inResponse = (response?.fields ?? []).map(({ type }) => type);
	const named = [body, response].filter((content) => content !== undefined);
	return [...inRequest, ...inResponse, ...named.map(({ type }) => type)].flatMap(modelsIn);
}

/** Far more than the API has, so that a site whose models name ever new ones has an end. */
const MOST_MODELS = 5_000;

async function readModels(
	source: PageSource,
	first: readonly string[],
	read: ModelsRead,
	progress: Progress,
): Promise<Site['models']> {
	const models = new Map<string, ModelPage>();
	const names = new Set(first);
	let done = 0;
	for (const name of names) {
		const page = await source.read(`Help/ResourceModel?modelName=${encodeURIComponent(name)}`);
		const model = page === undefined ? undefined : readModel(name, page);
		if (model !== undefined) models.set(name, model);
		const fields = read === 'all' && model?.kind === 'object' ? model.fields : [];
		for (const inner of fields.flatMap(({ type }) => modelsIn(type))) {
			if (names.size < MOST_MODELS) names.add(inner);
		}
		progress(++done, names.size, name);
	}
	return models;
}

/** @throws Error when there is no index, or nothing in it */
async function readListed(source: PageSource): Promise<readonly ListedOperation[]> {
	const index = await source.read('Help');
	if (index === undefined) throw new Error(`There is no Help index (${source.indexAt})`);
	const listed = readIndex(index);
	if (listed.length > 0) return listed;
	throw new Error(`No operation is listed by the Help index of ${source.name}`);
}

/**
 * Reads the index, every operation's page and the models that they name, one after the other.
 *
 * @throws Error when there is no index, or nothing in it
 */
export async function readSite(
	source: PageSource,
	progress: Progress,
	read: ModelsRead = 'ofRequests',
): Promise<Site> {
	const listed = await readListed(source);
	const operations: SeenOperation[] = [];
	for (const [place, operation] of listed.entries()) {
		const page = await source.read(`Help/Api/${encodeURIComponent(operation.slug)}`);
		operations.push({ ...operation, page: page === undefined ? undefined : readOperation(page) });
		progress(place + 1, listed.length, `${operation.method} ${operation.path}`);
	}
	const names = operations.flatMap(({ page }) => (page ? modelsOfPage(page, read) : []));
	return { operations, models: await readModels(source, names, read, progress) };
}
