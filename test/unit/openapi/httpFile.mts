/** A request of a file for REST Client. */
export interface FileRequest {
	readonly name: string;
	/** REST Client asks before it sends the request. */
	readonly isConfirmed: boolean;
	/** The variables that REST Client asks for. */
	readonly prompts: readonly string[];
	/** What is sent, with its variables. */
	readonly text: string;
}

const DELIMITER = /^#{3,}.*$/m;
const COMMENT = /^\s*(#|\/\/)/;
const FILE_VARIABLE = /^\s*@([^\s=]+)\s*=\s*(.*?)\s*$/;

function requestIn(block: string): FileRequest | undefined {
	const lines = block.split('\n');
	const text = lines
		.filter((line) => !COMMENT.test(line) && !FILE_VARIABLE.test(line))
		.join('\n')
		.trim();
	if (text === '') return undefined;
	return {
		name: /^\s*#+\s+@name\s+([^\s.]+)\s*$/m.exec(block)?.[1] ?? '',
		isConfirmed: /^\s*#+\s*@note\b/m.test(block),
		prompts: [...block.matchAll(/^\s*#+\s*@prompt\s+(\S+)/gm)].map(([, name = '']) => name),
		text,
	};
}

/** Reads a file by REST Client's rules. */
export function requestsOfFile(file: string): FileRequest[] {
	return file.split(DELIMITER).flatMap((block) => requestIn(block) ?? []);
}

/** The variables that a file sets. */
export function variablesOfFile(file: string): Map<string, string> {
	const found = file.split('\n').map((line) => FILE_VARIABLE.exec(line));
	return new Map(found.flatMap((match) => (match ? [[match[1] ?? '', match[2] ?? '']] : [])));
}

/** The variables of a file such as `.env`. */
export function environmentOf(file: string): Map<string, string> {
	const lines = file.split('\n').filter((line) => line.includes('='));
	return new Map(
		lines.map((line) => [
			line.slice(0, line.indexOf('=')),
			line.slice(line.indexOf('=') + 1).trim(),
		]),
	);
}

export interface Sent {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly data: string | undefined;
}

/**
 * What a request sends.
 *
 * @param valueOf gives the value of a variable, of which `$dotenv` ones begin with that word
 */
export function sentBy({ text }: FileRequest, valueOf: (variable: string) => string): Sent {
	const resolved = text.replace(/\{\{(.+?)\}\}/g, (_whole, name: string) => valueOf(name.trim()));
	const [head = '', ...body] = resolved.split(/\n\s*\n/);
	const lines = head.split('\n');
	const isOfAddress = (line: string, place: number) => place === 0 || /^\s*[?&]/.test(line);
	const end = lines.findIndex((line, place) => !isOfAddress(line, place));
	const request = lines.slice(0, end).map((line) => line.trim());
	const [method = '', url = ''] = request.join('').split(/\s+/, 2);
	return {
		method,
		url,
		headers: Object.fromEntries(
			lines.slice(end).map((line) => {
				const colon = line.indexOf(':');
				return [line.slice(0, colon), line.slice(colon + 1).trim()];
			}),
		),
		data: body.length === 0 ? undefined : body.join('\n\n'),
	};
}
