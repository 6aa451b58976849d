import { AUTHENTICATION_HEADERS } from './headers.mts';
import { asciiOf, uniqueNames } from './names.mts';
import {
	bodyText,
	encodedPart,
	foldersOf,
	requestsIn,
	type ExportedRequest,
	type RequestValue,
} from './requests.mts';
import type { OpenApiDocument } from './types.mts';

/** `apiKey` → `TAMPUURI_API_KEY`: a variable of the file `.env`. */
function environmentName(variable: string): string {
	return `TAMPUURI_${variable.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}`;
}

/** The file `.env` that the requests need beside them, without values. */
export function environmentFile(): string {
	return AUTHENTICATION_HEADERS.map(({ variable }) => `${environmentName(variable)}=\n`).join('');
}

/** A comment that can't be one of REST Client's own, which begin with `@`. */
function comment(text: string): string {
	return `# ${text.replace(/^[\s@#/]+/, '')}`;
}

/** The names under which REST Client asks for values when a request is sent. */
function promptNames(values: readonly RequestValue[]): ReadonlyMap<string, string> {
	return uniqueNames(
		values.map(({ name }) => name),
		(name) => asciiOf(name).replace(/\W/g, '_'),
	);
}

function isPrompted({ value }: RequestValue): boolean {
	return value.startsWith('<');
}

function pathOf({ path }: ExportedRequest, names: ReadonlyMap<string, string>): string {
	return path
		.split(/(\{[^{}]+\})/)
		.map((piece) => {
			const name = names.get(piece.slice(1, -1));
			return piece.startsWith('{') && name !== undefined
				? `{{${name}}}`
				: piece.split('/').map(encodedPart).join('/');
		})
		.join('');
}

/** Each parameter on a line of its own; those that are not needed as comments. */
function queryLines(
	{ query, optionalQuery }: ExportedRequest,
	names: ReadonlyMap<string, string>,
): string[] {
	return [...query, ...optionalQuery].map((one, place) => {
		const isSent = place < query.length;
		const value = isSent && isPrompted(one) ? `{{${names.get(one.name)}}}` : one.value;
		const text = `${place === 0 ? '?' : '&'}${encodedPart(one.name)}=${value}`;
		return isSent ? `    ${text}` : comment(`   ${text}`);
	});
}

function requestText(request: ExportedRequest): string {
	const { id, name, folder, method, body, lines, changesData } = request;
	const asked = [...request.pathValues, ...request.query].filter(isPrompted);
	const names = promptNames(asked);
	const headers = AUTHENTICATION_HEADERS.map(
		({ header, variable }) => `${header}: {{$dotenv ${environmentName(variable)}}}`,
	);
	return [
		`### ${folder}: ${name}`,
		`# @name ${id}`,
		...(changesData ? ['# @note changes data'] : []),
		...asked.map((one) => `# @prompt ${names.get(one.name)} ${one.description}`),
		...lines.map(comment),
		`${method} {{baseUrl}}${pathOf(request, names)}`,
		...queryLines(request, names),
		...headers,
		...(body === undefined ? [] : ['Content-Type: application/json', '', bodyText(body)]),
		'',
	].join('\n');
}

function introduction({ info, servers }: OpenApiDocument, about: string): string {
	return [
		`# ${info.title}: ${about}.`,
		'# Every call is billed. Enter the six values in a file named .env beside this one.',
		'# Replace <placeholders> before you send a request. Lines that begin with # are not sent.',
		...servers.map(({ url, description }, place) =>
			place === 0 ? `@baseUrl = ${url}` : `# ${description}: @baseUrl = ${url}`,
		),
		'',
		'',
	].join('\n');
}

function requestFile(document: OpenApiDocument, changesData: boolean, about: string): string {
	const requests = requestsIn(document).filter((one) => one.changesData === changesData);
	const texts = foldersOf(requests).flatMap((folder) => folder.requests.map(requestText));
	return introduction(document, about) + texts.join('\n');
}

/** A file for VS Code's REST Client with the requests that read. */
export function readsFile(document: OpenApiDocument): string {
	return requestFile(document, false, 'what reads');
}

/** The requests that change data, each of which REST Client sends only after a question. */
export function changesFile(document: OpenApiDocument): string {
	return requestFile(document, true, 'what changes data');
}
