import { Readable } from 'node:stream';
import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { HelpSites } from '../../../../dist/nodes/shared/helpSite/site.js';
import { pagingHints } from '../../../../dist/nodes/shared/call/hints.js';
import { fetchHelpPage } from '../../../../dist/nodes/shared/helpSite/fetchPage.js';
import type { FaultAction } from '../../../../simulator/faults/fault.mts';
import { searchList } from '../../harness/index.mts';
import type { PollingSetUp } from '../../polling/setUp.mts';
import { TAMPUURI } from '../../tampuuri/setUp.mts';
import { LIST, thrown, type Provocations, type Provoke } from './provoke.mts';

const ALL = { ...LIST, returnAll: true };

/** A Help site that answers with one page, whatever is asked. */
const helpPage = async (statusCode: number, body: unknown) =>
	await fetchHelpPage(
		{ helpers: { httpRequest: async () => ({ statusCode, body }) } } as unknown as Pick<
			ILoadOptionsFunctions,
			'helpers'
		>,
		new URL('https://help.test/Help'),
	);

const emptySite = () => new HelpSites().at(new URL('https://help.test/'), async () => '<h1>-</h1>');

/** Hints about lists that were read, and what lists to choose from say. */
export function listProvocations(tampuuri: PollingSetUp): Provocations {
	/** The first hint that warns. */
	const hinted =
		(parameters: INodeParameters, action?: FaultAction): Provoke =>
		async () => {
			if (action) tampuuri.simulator.faults.set({ skip: 1, times: 'always', action });
			const { hints, error } = await tampuuri.run({ parameters });
			return String(error?.message ?? hints.find(({ type }) => type === 'warning')?.message);
		};

	const listed =
		(method: string, filter?: string, changes: Record<string, string> = {}): Provoke =>
		async () =>
			await thrown(
				searchList(tampuuri.nodeTypes, method, {
					type: TAMPUURI,
					credentials: tampuuri.credentials(changes),
					filter,
				}),
			);

	return {
		'Stopped before more than … calls were made (Call Budget), at item … of …. What was read until then is kept; the rest was not done.':
			hinted({ ...ALL, options: { callBudget: 1 } }),
		'Not returned, so archived or unknown: …': hinted({
			resource: 'party',
			operation: 'getAll',
			partyIds: '999999999',
		}),
		'The list changed while it was read: no row is doubled, but one may be missing. Run again for an exact list.':
			hinted(ALL, { kind: 'insertedRow' }),
		'Tampuuri gave fewer rows than it announced.': hinted(ALL, { kind: 'pageCap', rows: 0 }),
		'Tampuuri gave the same page twice, so reading stopped there. The list may be longer.': hinted(
			ALL,
			{ kind: 'ignoredOffset' },
		),
		'Reading stopped at a million rows. Use filters to get the rest.': async () =>
			String(
				pagingHints({ received: 1_000_000, total: undefined, notices: ['pageCeiling'] })[0]
					?.message,
			),

		'Tampuuri offers no search of … by name. Open the list again and type the ID: the name is then shown.':
			listed('leaseList', 'Mäntylä'),
		"Tampuuri's Help site at … does not answer": listed('operationList', undefined, {
			ownAddress: 'http://127.0.0.1:9/',
		}),
		"Tampuuri's Help site answered … for …": async () => await thrown(helpPage(500, '')),
		"The index of Tampuuri's Help site lists no operation": async () =>
			await thrown(emptySite().index()),
		"The page of Tampuuri's Help site is too large to be one": async () =>
			await thrown(helpPage(200, Readable.from([Buffer.alloc(5_000_000)]))),
		'The Help page of … … shows none': async () =>
			await thrown(emptySite().operation({ method: 'GET', path: 'kohteet/{id}' })),
	};
}
