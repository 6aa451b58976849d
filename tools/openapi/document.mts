import type { Site } from '../catalogue/readSite.mts';
import { addressOf, AUTHENTICATION_HEADERS } from './headers.mts';
import { byCodeUnits } from './names.mts';
import { operationIdsOf, pathItemOf, requestOf, responseOf } from './operations.mts';
import { pathGroups } from './paths.mts';
import { Schemas } from './schemas.mts';
import type { OpenApiDocument, OperationObject } from './types.mts';
import { wholeOperations, type LeftOut } from './wholeOperations.mts';

/** What a site's document does not tell. */
export interface Gaps {
	readonly leftOut: readonly LeftOut[];
	/** Models whose pages could not be read, or not in full. */
	readonly models: readonly string[];
}

const DESCRIPTION = `Made from the API's public Help pages by n8n-nodes-tampuuri, and not by Visma.

- Every call is billed, whatever it does. Operations whose \`x-tampuuri-access\` is \`write\` change data, and what they do can't be taken back.
- Operations with \`x-tampuuri-paging\` are read page by page, with at most 250 rows in each.
- The Help pages call days and moments a "date". Values may have no offset, and then mean Finnish time.
- Only what the pages say is required or limited is so here. Other keys may come at any time.
- The pages do not say what can be null. Any value of a response can be, not only those with \`null\` among their types.`;

/** The six headers, each as a scheme of its own, all of which every call needs. */
const SECURITY_SCHEMES: OpenApiDocument['components']['securitySchemes'] = Object.fromEntries(
	AUTHENTICATION_HEADERS.map(({ variable, header, label }) => [
		variable,
		{ type: 'apiKey', in: 'header', name: header, description: label },
	]),
);

/** Every operation of a document. */
export function operationsIn({ paths }: Pick<OpenApiDocument, 'paths'>): OperationObject[] {
	return Object.values(paths).flatMap((item) => Object.values(item));
}

function frame(paths: OpenApiDocument['paths']): Omit<OpenApiDocument, 'components'> {
	const tags = new Set(operationsIn({ paths }).flatMap((operation) => operation.tags));
	return {
		openapi: '3.1.0',
		info: {
			title: 'Visma Tampuuri API',
			version: 'v10',
			summary: 'Property management: leases, parties, properties, service requests and documents',
			description: DESCRIPTION,
		},
		externalDocs: { url: `${addressOf('production')}/Help`, description: 'Help pages' },
		// A first try must not land on the live system.
		servers: [
			{ url: addressOf('test'), description: 'Test' },
			{ url: addressOf('production'), description: 'Production' },
		],
		security: [Object.fromEntries(AUTHENTICATION_HEADERS.map(({ variable }) => [variable, []]))],
		tags: [...tags].sort(byCodeUnits).map((name) => ({ name })),
		paths,
	};
}

/** Describes all operations of a Help site. The same pages give the same document, in any order. */
export function openApiDocument(site: Site): {
	readonly document: OpenApiDocument;
	readonly gaps: Gaps;
} {
	const { whole, leftOut } = wholeOperations(site);
	const groups = pathGroups(whole);
	const sorted = groups.flatMap(({ operations }) => operations);
	const schemas = new Schemas(
		site,
		sorted.flatMap(({ page }) => [requestOf(page) ?? [], responseOf(page) ?? []].flat()),
	);
	const ids = operationIdsOf(groups);
	const paths = Object.fromEntries(
		groups
			.map((group) => [group.template, pathItemOf(group, ids, schemas)] as const)
			.sort(([one], [other]) => byCodeUnits(one, other)),
	);
	const { schemas: models, incomplete } = schemas.referredBy(paths);
	return {
		document: {
			...frame(paths),
			components: { securitySchemes: SECURITY_SCHEMES, schemas: models },
		},
		gaps: { leftOut, models: incomplete },
	};
}
