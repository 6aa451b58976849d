import { join } from 'node:path';
import { Expression, type INodeParameters } from 'n8n-workflow';
import {
	loadPackages,
	type CredentialData,
	type NodeTypes,
} from '../test/engine/harness/index.mts';

export const TAMPUURI = 'n8n-nodes-tampuuri.tampuuri';
export const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
export const SPLIT_OUT = 'n8n-nodes-base.splitOut';
export const DATABRICKS = 'n8n-nodes-base.databricks';

export const PAGE_SIZE = 250;

/** Our built package and those of n8n's own nodes that it is measured against, with n8n's default expression engine. */
export async function loadContestants(installation: string): Promise<NodeTypes> {
	await Expression.initExpressionEngine({
		engine: 'vm',
		poolSize: 1,
		maxCodeCacheSize: 1024,
		bridgeTimeout: 5000,
		bridgeMemoryLimit: 128,
	});
	return await loadPackages([
		{ directory: process.cwd() },
		{
			directory: join(installation, 'node_modules/n8n-nodes-base'),
			only: [HTTP_REQUEST, SPLIT_OUT, DATABRICKS],
		},
	]);
}

/** Get Many of service requests, all of them. */
export function allServiceRequests(concurrency: number): INodeParameters {
	return {
		resource: 'serviceRequest',
		operation: 'getAll',
		returnAll: true,
		// The HTTP Request node puts out whole rows too.
		simplify: false,
		options: { concurrency },
	};
}

/** The HTTP Request node at its fastest: no credential, no waits, no page too many, the cheapest check for the end. */
export function allPages(apiUrl: string, pages: number): INodeParameters {
	return {
		method: 'POST',
		url: `${apiUrl}ilmoitukset/selaa`,
		sendBody: true,
		contentType: 'json',
		specifyBody: 'keypair',
		bodyParameters: { parameters: [{ name: 'Limit', value: `={{ ${PAGE_SIZE} }}` }] },
		options: {
			response: { response: { responseFormat: 'json' } },
			pagination: {
				pagination: {
					paginationMode: 'updateAParameterInEachRequest',
					parameters: {
						parameters: [
							{ type: 'body', name: 'Offset', value: `={{ $pageCount * ${PAGE_SIZE} }}` },
						],
					},
					paginationCompleteWhen: 'receiveSpecificStatusCodes',
					statusCodesWhenComplete: '404',
					limitPagesFetched: true,
					maxRequests: pages,
					requestInterval: 0,
				},
			},
		},
	};
}

/** Artificial values, at the server that stands in for the API. */
export function credentialsFor(apiUrl: string): CredentialData {
	return {
		tampuuriApi: {
			environment: 'own',
			ownAddress: apiUrl,
			apiKey: 'benchmark-key',
			customerName: 'Benchmark Oy',
			softwareVersion: 'Benchmark',
			accountName: 'Benchmark',
			username: 'benchmark',
			password: 'benchmark',
		},
	};
}
