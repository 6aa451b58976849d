import type { IDataObject, INodeListSearchItems, INodeListSearchResult } from 'n8n-workflow';
import { CallFailed } from '../../shared/errors/failure';
import type { Account } from '../../shared/call/account';
import { LARGEST_PAGE } from '../../shared/call/paging/readPages';
import { plainCall } from '../../shared/call/parameters';
import { buildRequest } from '../../shared/call/request';
import { readList } from '../../shared/call/response';
import { validId } from '../../shared/call/values';
import { folded, matcherOf, plainText, propertyOf } from '../../shared/foreignValues';
import { withoutIdentityCodes } from '../../shared/errors/redaction';
import { accountOperation } from '../../shared/profile/accountRow';
import { sessionCache, sessionKey, type ListTarget } from './accountLists';

/** A record that a service request names: the keys of its ID, its name and where it is. */
interface Mention {
	readonly id: string;
	readonly name: string;
	readonly within?: string;
}

/** Keys that a third party's client reads (EVIDENCE.md#service-requests). */
const MENTIONS: Readonly<Record<ListTarget, readonly Mention[]>> = {
	property: [
		{ id: 'KohdeId', name: 'Kiinteistö' },
		{ id: 'HuoneistoId', name: 'Huoneisto', within: 'Kiinteistö' },
	],
	party: [
		{ id: 'TyonsuorittajaYritysId', name: 'TyonsuorittajaYritysNimi' },
		{ id: 'TyonsuorittajaHenkiloId', name: 'TyonsuorittajaHenkiloNimi' },
	],
	lease: [],
};

/** As short as the narrow list shows. */
const SOME = 'Seen in service requests. For all, run Account → Check.';

const NOTES: Readonly<Record<ListTarget, string>> = {
	property: SOME,
	party: SOME,
	lease: 'Enter a lease ID. For names, run Account → Check.',
};

function mentioned(row: IDataObject, { id, name, within }: Mention): INodeListSearchItems[] {
	const value = validId(propertyOf(row, id));
	const text = plainText(propertyOf(row, name)).trim();
	if (value === undefined || text === '') return [];
	const place = within === undefined ? '' : plainText(propertyOf(row, within)).trim();
	const shown = [`${text} (${value})`, place].filter((part) => part !== '').join(', ');
	return [{ name: withoutIdentityCodes(shown), value: String(value) }];
}

/** One page of service requests; none if the account may not read them. */
async function someServiceRequests({ client, profile }: Account): Promise<readonly IDataObject[]> {
	const operation = accountOperation(profile, 'serviceRequest', 'getAll');
	const window = { offset: 0, limit: LARGEST_PAGE };
	const request = buildRequest(plainCall(operation, {}), { window });
	const page = client
		.send(request, { mostRetries: 0 })
		.then((response) => readList(operation, request, response));
	return await page.then(
		({ rows }) => rows,
		(error: unknown) => {
			if (error instanceof CallFailed && error.isRefusedWith(403, 404)) return [];
			throw error;
		},
	);
}

const seen = sessionCache<readonly INodeListSearchItems[]>();

function byName(items: readonly INodeListSearchItems[]): readonly INodeListSearchItems[] {
	const different = [...new Map(items.map((item) => [item.value, item])).values()];
	return different.sort((one, other) => one.name.localeCompare(other.name, 'fi'));
}

/**
 * What one page of service requests names, for an account whose lists are not known. A first entry
 * says so.
 *
 * @throws CallFailed
 */
export async function seenInServiceRequests(
	account: Account,
	target: ListTarget,
	filter: string,
): Promise<INodeListSearchResult> {
	const mentions = MENTIONS[target];
	const { value: items } =
		mentions.length === 0
			? { value: [] }
			: await seen.get(sessionKey(account, `seen ${target}`), async () => {
					const rows = await someServiceRequests(account);
					return byName(rows.flatMap((row) => mentions.flatMap((one) => mentioned(row, one))));
				});
	const matches = matcherOf(filter);
	const found = items.filter(({ name }) => matches(folded(name)));
	return { results: [{ name: NOTES[target], value: '' }, ...found] };
}
