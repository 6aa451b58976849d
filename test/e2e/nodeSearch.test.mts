import { beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { n8nSources } from './documentation/n8nSources.mts';
import { n8nSearch, type Found } from './n8nSearch.mts';
import { signedIn } from './surroundings.mts';

const ACTION = 'n8n-nodes-tampuuri.tampuuri';
const POLLING = 'n8n-nodes-tampuuri.tampuuriPollingTrigger';
const WEBHOOK = 'n8n-nodes-tampuuri.tampuuriTrigger';

/** What people type, by the node that shall come first. Words without ä and ö, too. */
const FINNISH: Readonly<Record<string, readonly string[]>> = {
	[ACTION]: [
		'vikailmoitus',
		'vikailmoitukset',
		'vikailmoitus huoltoyhtiölle',
		'ilmoitukset',
		'huoltopyyntö',
		'huoltopyynnöt',
		'huoltopyynto',
		'korjauspyyntö',
		'työtilaus',
		'työmääräys',
		'vuokrasopimus',
		'vuokrasopimukset',
		'vuokrasopimus päättyy',
		'sopimukset',
		'irtisanominen',
		'vuokralainen',
		'vuokralaiset',
		'vuokralaisen tiedot',
		'asukas',
		'asukkaat',
		'osakkaat',
		'isännöinti',
		'isannointi',
		'isännöitsijä',
		'taloyhtiö',
		'taloyhtiöt',
		'kiinteistöt',
		'huoneisto',
		'huoneistot',
		'asunnot',
		'vuokra',
		'vuokranmaksu',
		'saldo',
		'liitteet',
		'asiakirja',
		'mittarilukema',
		'vedenkulutus',
		'huoltokirja',
		'huoltokalenteri',
		'yhteydenotto',
	],
	[POLLING]: ['uusi vikailmoitus', 'uudet ilmoitukset', 'vuokrasopimus päättyy'],
	[WEBHOOK]: ['heräte', 'kuuntelija'],
};

const ENGLISH: Readonly<Record<string, readonly string[]>> = {
	[ACTION]: [
		'tampuuri',
		'visma',
		'service request',
		'service requests',
		'fault report',
		'fault reports',
		'repair request',
		'maintenance request',
		'work order',
		'work orders',
		'lease',
		'leases',
		'lease ends',
		'rental agreement',
		'tenancy',
		'rent payment',
		'rent balance',
		'tenant',
		'tenants',
		'resident',
		'residents',
		'landlord',
		'shareholder',
		'property management',
		'property manager',
		'real estate',
		'building',
		'buildings',
		'apartment',
		'apartments',
		'flats',
		'housing company',
		'housing companies',
		'contact event',
		'meter reading',
		'water consumption',
		'maintenance calendar',
		'lease document',
		'facility management',
		'housing unit',
	],
	[POLLING]: ['new service request', 'new fault report', 'lease ends'],
	[WEBHOOK]: ['property management webhook', 'tampuuri webhook'],
};

/** What people type who want a node of n8n's own. */
const OTHERS = ['http', 'webhook', 'schedule', 'code', 'merge', 'email', 'form', 'google sheets'];

const nodeType = z.object({
	name: z.string(),
	displayName: z.string(),
	group: z.array(z.string()),
	hidden: z.boolean().default(false),
	outputs: z.unknown(),
	codex: z.object({ alias: z.array(z.string()).default([]) }).default({}),
});

type Item = Found<z.infer<typeof nodeType>>;

/** How much n8n's editor prefers its nodes that are used most. */
async function popularity(): Promise<Record<string, number>> {
	const editor = await n8nSources('n8n-editor-ui/dist/assets/canvas*.js');
	const found = [...editor.matchAll(/\{id:`([^`]+)`,popularity:([\d.]+)\}/g)];
	expect(found.length).toBeGreaterThan(100);
	return Object.fromEntries(found.map(([, name = '', share]) => [name, 100 * Number(share)]));
}

describe("n8n's search for nodes", () => {
	let items: readonly Item[];
	let popular: Readonly<Record<string, number>>;
	const search = n8nSearch();

	beforeAll(async () => {
		popular = await popularity();
		items = (await signedIn().nodeTypes())
			.map((type) => nodeType.parse(type))
			.filter(({ hidden, outputs }) => !hidden && /main|^"?=/.test(JSON.stringify(outputs)))
			.map((properties) => ({ key: properties.name, properties }));
	});

	/** The first node of those that start workflows, or of the others. */
	const firstFor = (typed: string, isTrigger: boolean) => {
		const offered = items.filter(
			({ properties }) => properties.group.includes('trigger') === isTrigger,
		);
		const filter = typed.toLowerCase().replace('trigger', '').trimEnd();
		const results = search.sublimeSearch(filter, offered);
		return search.reRankSearchResults(results, { popularity: popular })[0]?.item.key;
	};

	const wishes = [FINNISH, ENGLISH].flatMap((language) =>
		Object.entries(language).flatMap(([node, typed]) => typed.map((one) => [one, node] as const)),
	);

	test.each(wishes)('puts for %s the node %s first', (typed, node) => {
		expect(firstFor(typed, node !== ACTION)).toBe(node);
	});

	test.each(OTHERS)('puts a node of its own first for %s', (typed) => {
		for (const isTrigger of [false, true]) {
			expect(firstFor(typed, isTrigger) ?? '').not.toContain('tampuuri');
		}
	});
});
