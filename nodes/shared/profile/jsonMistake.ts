const TOKEN =
	/\s*([{}[\]:,]|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\b|true\b|false\b|null\b)/uy;

type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'next' | 'end';

/** What may follow a value inside the brackets that are open. */
function afterValue(open: readonly string[]): Expected {
	return open.length === 0 ? 'end' : 'next';
}

/** What may follow a token; undefined if the token itself may not be there. */
function after(token: string, expected: Expected, open: string[]): Expected | undefined {
	const closing = { '}': '{', ']': '[' }[token];
	if (closing !== undefined) {
		const mayEnd = ['valueOrEnd', 'keyOrEnd', 'next'].includes(expected);
		return mayEnd && open.pop() === closing ? afterValue(open) : undefined;
	}
	if (token === ':') return expected === 'colon' ? 'value' : undefined;
	if (token === ',') {
		if (expected !== 'next') return undefined;
		return open.at(-1) === '{' ? 'key' : 'value';
	}
	if (expected === 'key' || expected === 'keyOrEnd')
		return token.startsWith('"') ? 'colon' : undefined;
	if (expected !== 'value' && expected !== 'valueOrEnd') return undefined;
	if (token !== '{' && token !== '[') return afterValue(open);
	open.push(token);
	return token === '{' ? 'keyOrEnd' : 'valueOrEnd';
}

function mistakeAt(text: string): number {
	const open: string[] = [];
	let expected: Expected | undefined = 'value';
	let end = 0;
	while (end < text.trimEnd().length) {
		TOKEN.lastIndex = end;
		const [whole, token = ''] = TOKEN.exec(text) ?? [];
		const start = end + (text.slice(end).search(/\S/) || 0);
		if (whole === undefined) return start;
		expected = after(token, expected, open);
		if (expected === undefined) return start;
		end += whole.length;
	}
	return end;
}

/** The line and column, from 1, of a place in a text. */
export function placeOf(text: string, position: number): { line: number; column: number } {
	const lines = text.slice(0, position).split('\n');
	return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/**
 * Where a text stops being JSON, as a line and column for a person. JSON.parse does not tell it in
 * all versions of Node.
 */
export function jsonMistake(text: string): { line: number; column: number } {
	return placeOf(text, mistakeAt(text));
}
