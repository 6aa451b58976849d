import { slugOf } from '../../../dist/nodes/shared/helpSite/pages/operationName.js';
import type { ModelPage, OperationPage } from '../../../dist/nodes/shared/helpSite/pages/types.js';
import { DIALECT_NAMES, type DialectName } from '../../../simulator/dialects/index.mts';
import { renderIndex, renderModel, renderOperation } from '../../../simulator/help/pages.mts';
import { startSimulator } from '../../../simulator/start.mts';
import { readSite, type Site } from '../../../tools/catalogue/readSite.mts';
import { openApiDocument } from '../../../tools/openapi/document.mts';
import type { OpenApiDocument, OperationObject } from '../../../tools/openapi/types.mts';
import { fileNameOf, type PageSource } from '../../../tools/catalogue/source.mts';

/** What a page shows that tells little. */
export const BARE_PAGE: OperationPage = {
	method: 'GET',
	path: 'a',
	summary: '',
	uriParameters: { fields: [], complete: true },
	requestSamples: [],
	responseSamples: [],
};

/** A site with these pages, as HTML. */
export function sourceOf(
	operations: readonly OperationPage[],
	models: readonly ModelPage[] = [],
	controller = 'Kohde',
): PageSource {
	const listed = operations.map((page) => ({ ...page, controller, slug: slugOf(page) }));
	const files = new Map([
		[fileNameOf('Help'), renderIndex(listed)],
		...operations.map((page): [string, string] => [
			fileNameOf(`Help/Api/${encodeURIComponent(slugOf(page))}`),
			renderOperation(page),
		]),
		...models.map((model): [string, string] => [
			fileNameOf(`Help/ResourceModel?modelName=${encodeURIComponent(model.name)}`),
			renderModel(model),
		]),
	]);
	return {
		name: 'pages',
		indexAt: 'Help',
		read: async (path) => files.get(fileNameOf(path)),
	};
}

export async function siteOf(...pages: Parameters<typeof sourceOf>): Promise<Site> {
	return await readSite(sourceOf(...pages), () => {}, 'all');
}

export async function documentOf(...pages: Parameters<typeof sourceOf>): Promise<OpenApiDocument> {
	return openApiDocument(await siteOf(...pages)).document;
}

/** The dialects in which the simulator has a Help site, of about 400 pages. */
export const DIALECTS: readonly DialectName[] = DIALECT_NAMES.filter((name) => name !== 'none');

/** Reads the simulator's whole Help site, many pages at a time. */
export async function simulatorSite(dialect: DialectName): Promise<Site> {
	const simulator = await startSimulator({ port: 0, units: 1, dialect });
	try {
		return await readSite(
			{
				name: dialect,
				indexAt: `${simulator.url}Help`,
				read: async (path) => {
					const response = await fetch(new URL(path, simulator.url));
					const page = await response.text();
					return response.ok ? page : undefined;
				},
			},
			() => {},
			'all',
		);
	} finally {
		await simulator.close();
	}
}

/** @throws Error when there is no such operation */
export function operationOf(
	{ paths }: OpenApiDocument,
	path: string,
	method: 'get' | 'patch' | 'post' | 'put',
): OperationObject {
	const operation = paths[path]?.[method];
	if (operation === undefined) throw new Error(`There is no ${method} ${path}`);
	return operation;
}
