import { beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { n8nSearch, type Found } from './n8nSearch.mts';
import { signedIn } from './surroundings.mts';

/** What people type among the node's actions, by the operation that shall come first. */
const FINNISH: Readonly<Record<string, readonly string[]>> = {
	'serviceRequest.create': ['luo vikailmoitus', 'luo ilmoitus'],
	'serviceRequest.getAll': ['vikailmoitukset', 'ilmoitukset', 'hae ilmoitukset'],
	'serviceRequest.get': ['ilmoituksen tiedot'],
	'serviceRequest.getFollowUps': ['jatkoilmoitukset'],
	'serviceRequest.createFollowUp': ['luo jatkoilmoitus'],
	'serviceRequest.receive': ['vastaanota', 'vastaanota ilmoitus'],
	'serviceRequest.putOnHold': ['odottamaan', 'siirrä'],
	'serviceRequest.markDone': ['kuittaa', 'tehdyksi', 'kuittaa tehdyksi'],
	'serviceRequest.complete': ['vastaanota ja kuittaa'],
	'lease.getAll': ['vuokrasopimukset', 'sopimukset'],
	'lease.get': ['sopimuksen tiedot'],
	'lease.create': ['luo sopimus', 'luo vuokrasopimus'],
	'lease.update': ['muuta sopimusta', 'muuta vuokrasopimusta'],
	'lease.end': ['päätä sopimus', 'irtisano'],
	'lease.addCharge': ['lisää maksulaji', 'maksulaji'],
	'lease.endCharge': ['päätä maksulaji'],
	'lease.getPayments': ['suoritukset'],
	'lease.getBalance': ['saldo'],
	'person.getAll': ['henkilöt', 'hae henkilöt'],
	'person.create': ['luo henkilö'],
	'person.findOrCreate': ['etsi tai luo'],
	'party.find': ['etsi osapuoli'],
	'party.getAll': ['osapuolet'],
	'property.find': ['etsi kohde', 'osoitteella'],
	'property.getAll': ['kohteet'],
	'property.getChildren': ['alakohteet'],
	'property.createUnit': ['luo huoneisto', 'huoneisto'],
	'property.createPlot': ['tontti'],
	'document.addToProperty': ['lisää liite'],
	'document.addToLease': ['liite sopimukselle'],
	'document.getChanges': ['tiedostoloki'],
	'contactEvent.create': ['yhteydenotto', 'kirjaa yhteydenotto'],
	'contactEvent.getThread': ['viestiketju'],
	'meter.getLatestConsumption': ['kulutus', 'mittari'],
	'maintenanceCalendar.get': ['huoltokalenteri'],
	'account.check': ['tarkista tili'],
};

const ENGLISH: Readonly<Record<string, readonly string[]>> = {
	'serviceRequest.create': ['create service request', 'create request'],
	'serviceRequest.getAll': ['service requests', 'get many service requests'],
	'serviceRequest.get': ['get a service request'],
	'serviceRequest.getFollowUps': ['follow-ups'],
	'serviceRequest.createFollowUp': ['create follow-up'],
	'serviceRequest.receive': ['receive', 'receive request'],
	'serviceRequest.putOnHold': ['on hold', 'hold'],
	'serviceRequest.markDone': ['mark done', 'done'],
	'serviceRequest.complete': ['complete', 'complete request'],
	'lease.getAll': ['leases', 'get leases'],
	'lease.get': ['get a lease'],
	'lease.create': ['create lease'],
	'lease.update': ['update lease'],
	'lease.end': ['end lease'],
	'lease.addCharge': ['add charge', 'charge'],
	'lease.endCharge': ['end charge'],
	'lease.getPayments': ['payments'],
	'lease.getBalance': ['balance'],
	'person.getAll': ['people', 'get people'],
	'person.create': ['create person'],
	'person.findOrCreate': ['find or create'],
	'party.find': ['find party'],
	'party.getAll': ['parties'],
	'property.find': ['find property'],
	'property.getAll': ['properties'],
	'property.getChildren': ['children'],
	'property.createUnit': ['create unit', 'unit'],
	'property.createPlot': ['plot'],
	'document.addToProperty': ['document to property'],
	'document.addToLease': ['document to lease'],
	'document.getChanges': ['document changes'],
	'contactEvent.create': ['contact event'],
	'contactEvent.getThread': ['message thread'],
	'meter.getLatestConsumption': ['consumption', 'latest consumption'],
	'maintenanceCalendar.get': ['maintenance calendar'],
	'account.check': ['check account'],
};

/** As much as matters here of the property from which n8n makes a node's actions. */
const operationProperty = z.object({
	name: z.literal('operation'),
	displayOptions: z.object({ show: z.object({ resource: z.tuple([z.string()]) }) }),
	options: z.array(z.object({ value: z.string(), action: z.string().optional() })),
});

describe("n8n's search among the node's actions", () => {
	const { sublimeSearch } = n8nSearch();
	let actions: Found[] = [];

	beforeAll(async () => {
		const node = (await signedIn().nodeTypes()).find(
			({ name }) => name === 'n8n-nodes-tampuuri.tampuuri',
		);
		// The editor searches an action's text only: it has no aliases.
		actions = (node?.properties ?? []).flatMap((property) => {
			const { success, data } = operationProperty.safeParse(property);
			if (!success) return [];
			const [resource] = data.displayOptions.show.resource;
			return data.options.flatMap(({ value, action }) =>
				action === undefined
					? []
					: [{ key: `${resource}.${value}`, properties: { displayName: action } }],
			);
		});
	});

	const wishes = [FINNISH, ENGLISH].flatMap((language) =>
		Object.entries(language).flatMap(([key, typed]) => typed.map((one) => [one, key] as const)),
	);

	test('is tried with forty wishes in each language', () => {
		for (const language of [FINNISH, ENGLISH]) {
			expect(Object.values(language).flat().length).toBeGreaterThanOrEqual(40);
		}
	});

	test.each(wishes)('puts for %s the operation %s first', (typed, key) => {
		expect(sublimeSearch(typed.toLowerCase(), actions)[0]?.item.key).toBe(key);
	});
});
