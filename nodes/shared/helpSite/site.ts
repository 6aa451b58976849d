import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { CREDENTIAL_NAME, baseAddressOf } from '../api/credential';
import { fetchHelpPage, HelpPageFailed } from './fetchPage';
import { operationIdentity, slugOf, type OperationName } from './pages/operationName';
import { readIndex } from './pages/readIndex';
import { readModel } from './pages/readModel';
import { readOperation } from './pages/readOperation';
import type { ListedOperation, ModelPage, OperationPage } from './pages/types';
import { Cache, type Copy, type CacheSettings } from './cache';

const HOUR = 60 * 60 * 1000;

/** Maximum number of hosts whose pages are cached. */
const HOSTS = 8;

/** Fetches the page at a path such as `Help/Api/GET-kohteet-id`. */
export type FetchPage = (path: string) => Promise<string>;

/** The cached pages of one host. They are public, so all accounts share them. */
class HostPages {
	readonly index: Cache<readonly ListedOperation[]>;
	readonly operations: Cache<OperationPage>;
	readonly models: Cache<ModelPage>;

	constructor(settings: Omit<CacheSettings, 'size'>) {
		this.index = new Cache({ ...settings, size: 1 });
		this.operations = new Cache({ ...settings, size: 200 });
		this.models = new Cache({ ...settings, size: 400 });
	}
}

function sameOperation(one: OperationName, other: OperationName): boolean {
	return one.method === other.method && one.path === other.path;
}

/** The live Help site, for pickers and field lists. */
export class HelpSite {
	constructor(
		private readonly pages: HostPages,
		private readonly fetchPage: FetchPage,
	) {}

	/**
	 * Every operation of the API.
	 *
	 * @throws HelpPageFailed when the index is unavailable or empty
	 */
	async index(): Promise<Copy<readonly ListedOperation[]>> {
		return await this.pages.index.get('index', async () => {
			const operations = readIndex(await this.fetchPage('Help'));
			if (operations.length > 0) return operations;
			throw new HelpPageFailed("The index of Tampuuri's Help site lists no operations");
		});
	}

	/**
	 * One operation's page, with one fetch.
	 *
	 * @throws HelpPageFailed when there is none
	 */
	async operation(name: OperationName): Promise<Copy<OperationPage>> {
		const listed = this.pages.index.kept('index')?.find((one) => sameOperation(one, name));
		const slug = listed?.slug ?? slugOf(name);
		return await this.pages.operations.get(slug, async () => {
			const page = readOperation(await this.fetchPage(`Help/Api/${encodeURIComponent(slug)}`));
			if (page !== undefined && operationIdentity(page) === operationIdentity(name)) return page;
			throw new HelpPageFailed(
				`The Help page for ${name.method} ${name.path} does not describe it`,
			);
		});
	}

	/** One model's page. If it is unavailable, the model counts as unread. */
	async model(name: string): Promise<ModelPage> {
		const address = `Help/ResourceModel?modelName=${encodeURIComponent(name)}`;
		const fetching = this.pages.models.get(name, async () =>
			readModel(name, await this.fetchPage(address)),
		);
		return await fetching.then(
			({ value }) => value,
			(): ModelPage => ({ kind: 'unread', name }),
		);
	}
}

/** The cached Help pages of several hosts. */
export class HelpSites {
	private readonly hosts = new Map<string, HostPages>();

	constructor(private readonly now: () => number = () => Date.now()) {}

	/** The Help site of a base URL, with the given function to fetch its pages. */
	at(base: URL, fetchPage: FetchPage): HelpSite {
		const pages =
			this.hosts.get(base.href) ??
			new HostPages({ freshFor: HOUR, pauseAfterFailure: HOUR / 60, now: this.now });
		this.hosts.delete(base.href);
		this.hosts.set(base.href, pages);
		const [oldest] = this.hosts.keys();
		if (this.hosts.size > HOSTS && oldest !== undefined) this.hosts.delete(oldest);
		return new HelpSite(pages, fetchPage);
	}
}

const sites = new HelpSites();

type SiteContext = ILoadOptionsFunctions | IExecuteFunctions;

async function baseAddress(context: SiteContext): Promise<URL> {
	return baseAddressOf(await context.getCredentials(CREDENTIAL_NAME));
}

/**
 * The Help site for the node's credential. Only the credential's address is used.
 *
 * @throws UserError when the address is not valid
 */
export async function openHelpSite(context: SiteContext): Promise<HelpSite> {
	const base = await baseAddress(context);
	return sites.at(base, async (path) => await fetchHelpPage(context, new URL(path, base)));
}

/** The notice for an old copy that is used because the Help site does not respond. */
export function staleNotice(since: number): string {
	const time = DateTime.fromMillis(since, { zone: 'Europe/Helsinki' }).toFormat('d.M. HH:mm');
	return `Help site unavailable: showing a copy from ${time}`;
}
