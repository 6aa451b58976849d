/** The part of a token of markdown-it that is used here. */
export interface Token {
	readonly type: string;
	readonly content: string;
	readonly children: readonly Token[] | null;
	attrSet(name: string, value: string): void;
}

/** Tables of more columns hold numbers and fit a phone as they are. */
const MOST_COLUMNS = 3;

function plainText({ children }: Token): string {
	const texts = (children ?? []).filter(({ type }) => ['text', 'code_inline'].includes(type));
	return texts.map(({ content }) => content).join('');
}

/** What stands after the tokens of a type. */
function afterEach(type: string, tokens: readonly Token[]): Token[] {
	return tokens.filter((_token, index) => tokens[index - 1]?.type === type);
}

function label(table: readonly Token[]): void {
	const [start] = table;
	const heads = afterEach('th_open', table).map(plainText);
	if (heads.length > MOST_COLUMNS) return;
	start?.attrSet('class', 'stacks');
	const cells = table.filter(({ type }) => type === 'td_open');
	cells.forEach((cell, index) => {
		const column = index % heads.length;
		// Two columns explain themselves.
		if (heads.length > 2 && column > 0) cell.attrSet('data-label', heads[column] ?? '');
	});
}

/** Prepares the tables of a page for a phone, where each row becomes a block of its own. */
export function labelTables(tokens: readonly Token[]): void {
	tokens.forEach(({ type }, index) => {
		if (type !== 'table_open') return;
		const rest = tokens.slice(index);
		label(
			rest.slice(
				0,
				rest.findIndex((token) => token.type === 'table_close'),
			),
		);
	});
}
