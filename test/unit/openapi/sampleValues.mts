import { catalogue, operationsOf } from '../../../dist/nodes/shared/catalogue/index.js';
import { operationIdentity } from '../../../dist/nodes/shared/helpSite/pages/operationName.js';
import { EXAMPLE_CONTROLLERS } from '../../../simulator/help/exampleOperations.mts';
import { DEFAULT_ACCOUNTS, type Account } from '../../../simulator/api/accounts.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { AUTHENTICATION_HEADERS } from '../../../tools/openapi/headers.mts';
import type { ExportedRequest } from '../../../tools/openapi/requests.mts';
import { sampleCall, type SampleCall } from '../simulator/calls.mts';

const ROWS = new Map(
	[
		...catalogue.flatMap(operationsOf),
		...EXAMPLE_CONTROLLERS.flatMap(({ operations }) => operations),
	].map((row) => [operationIdentity(row), row]),
);

/**
 * A call that the simulator lets through.
 *
 * @throws Error when the simulator has no such operation
 */
export function callFor(
	{ method, path }: Pick<ExportedRequest, 'method' | 'path'>,
	simulator: Simulator,
): SampleCall {
	const row = ROWS.get(`${method} ${path.slice(1).replace(/\{[^}]*\}/g, '{}')}`.toLowerCase());
	if (row === undefined) throw new Error(`There is no ${method} ${path}`);
	return sampleCall(row, simulator.data);
}

/** The values of a call by the names that a request's path and query give them. */
export function valuesFor(request: ExportedRequest, simulator: Simulator): Map<string, string> {
	const { path } = callFor(request, simulator);
	const [way = '', query = ''] = path.split('?', 2);
	const parts = way.split('/');
	const named = request.path
		.slice(1)
		.split('/')
		.map((part, place) => [part.slice(1, -1), decodeURIComponent(parts[place] ?? '')] as const);
	return new Map([...named, ...new URLSearchParams(query)]);
}

/** A body whose placeholders are replaced by the values of a call. */
export function filledBody(body: unknown, sample: unknown): unknown {
	if (Array.isArray(body) || typeof body === 'string') return sample;
	if (typeof body !== 'object' || body === null) return body;
	return Object.fromEntries(
		Object.entries(body).map(([key, value]: [string, unknown]) => [
			key,
			filledBody(value, Reflect.get(Object(sample), key)),
		]),
	);
}

/** A simulator whose one account has headers in plain ASCII, which every tool sends in one way. */
export async function plainSimulator(): Promise<Simulator> {
	const plain = DEFAULT_ACCOUNTS.at(-1);
	if (plain === undefined) throw new Error('The simulator has no account');
	return await startSimulator({ port: 0, units: 20, accounts: [plain] });
}

/** The value of each of the six variables in an account. */
export function variablesOf({ headers }: Account): Record<string, string> {
	return Object.fromEntries(
		AUTHENTICATION_HEADERS.map(({ header, variable }) => [variable, headers[header] ?? '']),
	);
}
