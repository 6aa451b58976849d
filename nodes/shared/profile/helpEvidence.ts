import pLimit from 'p-limit';
import { rowsKeyOf } from '../api/envelope';
import type { Operation } from '../catalogue';
import { readModels, type Models } from '../helpSite/fields/models';
import { operationIdentity, type OperationName } from '../helpSite/pages/operationName';
import type {
	ListedOperation,
	ModelPage,
	OperationPage,
	PageContent,
	PageFields,
	PageType,
} from '../helpSite/pages/types';
import { candidatesOf, type Candidate } from './candidates';

/** Reads the Help site. Everything may fail. */
export interface HelpReader {
	index(): Promise<readonly ListedOperation[]>;
	operation(name: OperationName): Promise<OperationPage>;
	model(name: string): Promise<ModelPage>;
}

/** Keys that a page shows in one place. */
export interface ShownKeys {
	readonly candidates: readonly Candidate[];
	/** False if the page may have more than could be read. */
	readonly complete: boolean;
}

/** What an operation returns, as its page tells. */
type ShownResponse = 'created' | 'list' | 'nothing' | 'record';

/** What the page of an operation tells. */
export interface ShownOperation {
	readonly page: OperationPage;
	readonly query: ShownKeys;
	readonly body: ShownKeys;
	/** Keys of the record, or of each row. */
	readonly row: ShownKeys;
	/** Undefined if it can't be told. */
	readonly response: ShownResponse | undefined;
	/** The request's example has numbers for these keys. */
	readonly numbers: ReadonlySet<string>;
}

/** What could be learned of the Help site. */
export interface HelpEvidence {
	/** Undefined if the index could not be read. */
	readonly index: readonly ListedOperation[] | undefined;
	/** By the operation's identity; missing if its page could not be read. */
	readonly operations: ReadonlyMap<string, ShownOperation>;
}

/** Pages that are fetched at the same time. */
const AT_ONCE = 8;

/** Milliseconds for all pages together: a site that hangs must not hold the check up for long. */
export const LONGEST_HELP = 90_000;

/** Without an index, so many pages in a row that fail mean that the site is down. */
const MOST_FAILURES = 10;

const NO_KEYS: ShownKeys = { candidates: [], complete: false };

function innerModel(type: PageType | undefined): string | undefined {
	if (type?.kind === 'collection') return innerModel(type.of);
	return type?.kind === 'model' ? type.name : undefined;
}

/** The page's table, or that of the model it names where it has none. */
function tableOf(content: PageContent, models: Models): PageFields {
	if (content.fields.length > 0) return content;
	const model = models.get(innerModel(content.type) ?? '');
	return model?.kind === 'object' ? model : content;
}

function isPage({ fields }: PageFields, type: PageType): boolean {
	if (rowsKeyOf(fields.map(({ name }) => name)) !== undefined) return true;
	const isNamed = /^Paging|PagedResult|Sivutettu/i.test(innerModel(type) ?? '');
	const numbers = fields.filter(({ type: of }) => of.kind === 'simple' && of.name === 'integer');
	const isCounted = numbers.some(({ name }) => /total|limit|offset|count|lkm|maara/i.test(name));
	return isNamed || isCounted || fields.some(({ name }) => /^(meta|paging|page)/i.test(name));
}

/** The fields of each row in a page of rows; undefined if it is none. */
function rowsIn(table: PageFields, type: PageType, models: Models): PageFields | undefined {
	const lists = table.fields.filter(
		({ type: of }) => of.kind === 'collection' && of.of.kind === 'model',
	);
	const [list] = lists;
	if (list === undefined || lists.length > 1 || !isPage(table, type)) return undefined;
	const model = models.get(innerModel(list.type) ?? '');
	return model?.kind === 'object' ? model : { fields: [], complete: false };
}

function responseOf(
	{ method, response: content }: OperationPage,
	models: Models,
): Pick<ShownOperation, 'row' | 'response'> {
	if (content === undefined) return { row: NO_KEYS, response: 'nothing' };
	const { type } = content;
	const table = tableOf(content, models);
	const rows = rowsIn(table, type, models);
	const shown = (fields: PageFields): ShownKeys => ({
		candidates: candidatesOf(fields, models),
		complete: fields.complete,
	});
	if (rows !== undefined) return { row: shown(rows), response: 'list' };
	if (type.kind === 'collection') {
		const isBytes = type.of.kind === 'simple' && type.of.name === 'byte';
		return { row: shown(table), response: isBytes ? undefined : 'list' };
	}
	if (type.kind === 'simple') {
		return { row: NO_KEYS, response: type.name === 'integer' ? 'created' : undefined };
	}
	if (type.kind === 'unread') return { row: shown(table), response: undefined };
	if (/^PagingMetadataResponseOf/.test(type.name)) return { row: shown(table), response: 'list' };
	const [only] = table.fields;
	const isId = table.complete && table.fields.length === 1 && /^id$/i.test(only?.name ?? '');
	if (type.name === 'GenericPostResponse' || (isId && method !== 'GET'))
		return { row: NO_KEYS, response: 'created' };
	if (/HttpResponseMessage|^Object$/i.test(type.name) || table.fields.length === 0) {
		return { row: NO_KEYS, response: undefined };
	}
	return { row: shown(table), response: 'record' };
}

function sampleNumbers({ requestSamples }: OperationPage): ReadonlySet<string> {
	const text = requestSamples.find(({ mediaTypes }) =>
		mediaTypes.some((type) => /json/.test(type)),
	)?.text;
	return new Set(
		[...(text ?? '').slice(0, 100_000).matchAll(/"([^"]{1,200})"\s*:\s*-?\d/g)].map(
			([, name = '']) => name,
		),
	);
}

/** A page that breaks off has no section about its response. */
function breaksOff({ response }: OperationPage): boolean {
	return response?.type.kind === 'unread' && response.type.text === '' && !response.complete;
}

/** Reads what a page and the models that it links to tell. */
async function shownOn(page: OperationPage, reader: HelpReader): Promise<ShownOperation> {
	const contents = [page.body, page.response].filter((content) => content !== undefined);
	const models = await readModels(
		[
			...contents.map(({ type }) => type),
			...[...page.uriParameters.fields, ...contents.flatMap(({ fields }) => fields)].map(
				({ type }) => type,
			),
		],
		{ model: async (name) => await reader.model(name) },
	);
	const whole = !breaksOff(page);
	const body = page.body && tableOf(page.body, models);
	return {
		page,
		query: {
			candidates: candidatesOf(page.uriParameters, models),
			complete: whole && page.uriParameters.complete,
		},
		body: body
			? { candidates: candidatesOf(body, models), complete: whole && body.complete }
			: { candidates: [], complete: whole },
		...responseOf(page, models),
		numbers: sampleNumbers(page),
	};
}

/** The listed operation that a row is about: of several, the one whose query has most of its keys. */
function listedFor(
	row: Pick<Operation, 'method' | 'path' | 'query'>,
	index: readonly ListedOperation[],
): OperationName | undefined {
	const identity = operationIdentity(row);
	const hits = (path: string) => row.query.filter(({ key }) => path.includes(`${key}=`)).length;
	return index
		.filter((listed) => operationIdentity(listed) === identity)
		.sort((one, other) => hits(other.path) - hits(one.path))[0];
}

/** Ends with `undefined` when the time is up. */
async function within<Value>(
	work: Promise<Value>,
	signal: AbortSignal,
): Promise<Value | undefined> {
	if (signal.aborted) return undefined;
	let end = () => {};
	const over = new Promise<undefined>((resolve) => (end = () => resolve(undefined)));
	signal.addEventListener('abort', end);
	try {
		return await Promise.race([work.catch(() => undefined), over]);
	} finally {
		signal.removeEventListener('abort', end);
	}
}

/** Reads the Help site's index and the pages of some operations, as far as they can be read. */
export class HelpPages {
	private failures = 0;
	private readonly schedule = pLimit(AT_ONCE);

	/** @param signal aborted when no more time is to be spent */
	constructor(
		private readonly reader: HelpReader,
		private readonly signal: AbortSignal,
	) {}

	/** The index; undefined if it could not be read. */
	async index(): Promise<readonly ListedOperation[] | undefined> {
		return await within(this.reader.index(), this.signal);
	}

	/** What the pages of some rows tell. */
	async read(rows: readonly Operation[]): Promise<HelpEvidence> {
		const index = await this.index();
		const wanted = new Map<string, OperationName>();
		for (const row of rows) {
			const name = index === undefined ? row : listedFor(row, index);
			if (name !== undefined) wanted.set(operationIdentity(row), name);
		}
		const entries = await Promise.all(
			[...wanted].map(
				async ([identity, name]) =>
					[identity, await this.shown(name, index !== undefined)] as const,
			),
		);
		const operations = new Map<string, ShownOperation>();
		for (const [identity, shown] of entries) {
			if (shown !== undefined) operations.set(identity, shown);
		}
		return { index, operations };
	}

	/** What one page tells; undefined if it could not be read. */
	async shown(name: OperationName, isListed = true): Promise<ShownOperation | undefined> {
		return await this.schedule(async () => {
			if (this.signal.aborted || (!isListed && this.failures >= MOST_FAILURES)) return undefined;
			const shown = await within(
				this.reader.operation(name).then(async (page) => await shownOn(page, this.reader)),
				this.signal,
			);
			this.failures = shown === undefined ? this.failures + 1 : 0;
			return shown;
		});
	}
}
