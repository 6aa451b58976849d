import { tokensOf, type Attributes } from './tokens';

export interface Link {
	readonly href: string;
	readonly text: string;
}

/** A text with its lines and links. */
export interface Passage {
	/** With white space collapsed. */
	readonly text: string;
	/** The text of each paragraph, list item or line. */
	readonly lines: readonly string[];
	readonly links: readonly Link[];
}

export interface Cell extends Passage {
	readonly classes: readonly string[];
	readonly isHeader: boolean;
}

export type Row = readonly Cell[];

export type Block =
	| { readonly kind: 'heading'; readonly level: number; readonly text: string }
	| ({ readonly kind: 'text' } & Passage)
	| { readonly kind: 'table'; readonly rows: readonly Row[] }
	/** Text as it is, including line breaks. */
	| { readonly kind: 'sample'; readonly text: string };

const HEADING = /^h([1-6])$/;

/** Tags that start a new line. */
const LINE_TAGS = new Set(['p', 'br', 'li', 'div', 'dd', 'dt', 'section', 'article', 'ul', 'ol']);

function withSingleSpaces(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}

/** Collects the text of one element. */
class Gathered {
	private parts: string[] = [];
	private readonly done: string[] = [];
	private readonly links: Link[] = [];
	private link: { href: string; parts: string[] } | undefined;

	add(text: string): void {
		this.parts.push(text);
		this.link?.parts.push(text);
	}

	endLine(): void {
		const line = withSingleSpaces(this.parts.join(''));
		if (line !== '') this.done.push(line);
		this.parts = [];
	}

	openLink(href: string | undefined): void {
		this.closeLink();
		if (href !== undefined) this.link = { href, parts: [] };
	}

	closeLink(): void {
		if (this.link === undefined) return;
		this.links.push({ href: this.link.href, text: withSingleSpaces(this.link.parts.join('')) });
		this.link = undefined;
	}

	get raw(): string {
		return this.parts.join('');
	}

	passage(): Passage {
		this.closeLink();
		this.endLine();
		return { text: this.done.join(' '), lines: this.done, links: this.links };
	}
}

interface OpenTable {
	readonly rows: Cell[][];
	cell?: Gathered & { classes?: readonly string[]; isHeader?: boolean };
}

/** Turns tags into blocks. Like browsers, it tolerates tags that are not closed. */
class Outline {
	readonly blocks: Block[] = [];
	private loose = new Gathered();
	private heading: { level: number; text: Gathered } | undefined;
	private sample: Gathered | undefined;
	private readonly tables: OpenTable[] = [];

	text(text: string): void {
		this.place.add(text);
	}

	open(name: string, { class: classes = '', href }: Attributes): void {
		if (this.sample !== undefined && name !== 'pre') return;
		const level = HEADING.exec(name)?.[1];
		if (level !== undefined) return this.openHeading(Number(level));
		switch (name) {
			case 'pre':
				this.endLoose();
				this.sample = new Gathered();
				return;
			case 'table':
				return this.openTable();
			case 'tr':
				this.endCell();
				this.table?.rows.push([]);
				return;
			case 'td':
			case 'th':
				return this.openCell(name === 'th', classes.split(/\s+/).filter(Boolean));
			case 'a':
				return this.place.openLink(href);
		}
		if (LINE_TAGS.has(name)) this.breakLine();
	}

	close(name: string): void {
		if (name === 'pre') return this.endSample();
		if (this.sample !== undefined) return;
		if (HEADING.test(name)) return this.endHeading();
		switch (name) {
			case 'table':
				return this.endTable();
			case 'tr':
			case 'td':
			case 'th':
				return this.endCell();
			case 'a':
				return this.place.closeLink();
		}
		if (LINE_TAGS.has(name)) this.breakLine();
	}

	end(): void {
		this.endSample();
		this.endHeading();
		while (this.tables.length > 0) this.endTable();
		this.endLoose();
	}

	private get table(): OpenTable | undefined {
		return this.tables.at(-1);
	}

	private get place(): Gathered {
		return this.sample ?? this.heading?.text ?? this.table?.cell ?? this.loose;
	}

	private breakLine(): void {
		const place = this.place;
		if (place === this.loose) this.endLoose();
		else place.endLine();
	}

	private endLoose(): void {
		const passage = this.loose.passage();
		if (passage.text !== '') this.blocks.push({ kind: 'text', ...passage });
		this.loose = new Gathered();
	}

	private openHeading(level: number): void {
		this.endHeading();
		this.leaveLayout();
		this.endLoose();
		this.heading = { level, text: new Gathered() };
	}

	/** A table that contains a heading is only layout, so what follows is normal text. */
	private leaveLayout(): void {
		this.endCell();
		this.tables.length = 0;
	}

	private endHeading(): void {
		if (this.heading === undefined) return;
		const { level, text } = this.heading;
		this.heading = undefined;
		this.blocks.push({ kind: 'heading', level, text: text.passage().text });
	}

	private endSample(): void {
		if (this.sample === undefined) return;
		const text = this.sample.raw;
		this.sample = undefined;
		this.blocks.push({ kind: 'sample', text });
	}

	private openTable(): void {
		this.endHeading();
		this.endLoose();
		const rows: Cell[][] = [];
		this.tables.push({ rows });
		this.blocks.push({ kind: 'table', rows });
	}

	private endTable(): void {
		this.endCell();
		this.tables.pop();
	}

	private openCell(isHeader: boolean, classes: readonly string[]): void {
		const table = this.table;
		if (table === undefined) return;
		this.endCell();
		if (table.rows.length === 0) table.rows.push([]);
		table.cell = Object.assign(new Gathered(), { isHeader, classes });
	}

	private endCell(): void {
		const table = this.table;
		if (table?.cell === undefined) return;
		const { isHeader = false, classes = [] } = table.cell;
		table.rows.at(-1)?.push({ ...table.cell.passage(), isHeader, classes });
		table.cell = undefined;
	}
}

/** Reads a page as a sequence of headings, texts, tables and samples, in linear time. Never fails. */
export function outlineOf(page: string): readonly Block[] {
	const outline = new Outline();
	for (const token of tokensOf(page)) {
		if (token.kind === 'text') outline.text(token.text);
		else if (token.kind === 'open') outline.open(token.name, token.attributes);
		else outline.close(token.name);
	}
	outline.end();
	return outline.blocks;
}
