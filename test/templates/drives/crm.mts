import { csv, upload } from '../idMap.mts';
import { newLead } from '../lead.mts';
import { calls, formOf, NO_LISTS, runs, shownBy, type Drives } from './drive.mts';

/** A contact card as a CRM sends it when it was changed. */
export const contactCard = (partyId: number) => ({
	partyId,
	firstName: 'Äijä',
	lastName: 'Öljymäki',
	email: 'uusi@example.com',
	phone: '+358 40 1111111',
	street: 'Uusikatu 1',
	postalCode: '00100',
	city: 'Helsinki',
});

/** The templates between Tampuuri and a CRM or a web site. */
export const CRM_DRIVES: Drives = {
	'crm-lead-to-lease': {
		start: async (trial) => {
			const lead = { ...newLead(trial.simulator.data), leadId: 7 };
			await calls('/webhook/tampuuri-lead', lead)(trial);
		},
		notIn: { none: NO_LISTS },
	},
	'crm-contact-changes': {
		start: calls('/webhook/tampuuri-contact-change', contactCard(2000001)),
	},
	'crm-bookings': {
		start: calls(
			'/webhook/tampuuri-booking',
			{
				bookingId: 's-1',
				action: 'start',
				date: '2027-01-01',
				leaseId: 3000001,
				chargeTypeId: 2,
				amount: 12.5,
			},
			{ bookingId: 's-1', action: 'end', date: '2027-03-31' },
		),
		executions: 2,
	},
	'lease-ended-in-crm': {
		start: calls('/webhook/tampuuri-lease-ended', { leaseId: 3000001, endDate: '2027-01-31' }),
	},
	'crm-id-map': {
		start: async ({ bench, published, simulator: { data } }) => {
			const workflow = await published();
			const units = [newLead(data).address, data.properties.at(0).name].map((Osoite, at) => ({
				Tunnus: `as-${at}`,
				Osoite,
			}));
			const pages = await upload(bench, csv(units));
			await pages.page();
			await pages.send(formOf(['1000014']));
			await pages.page();
			await pages.send();
			const execution = await bench.executionOf(workflow);
			return ['Found or Doubtful', 'Keep Decisions'].map((step) =>
				shownBy(execution, step, ['crmId', 'unitId', 'how']),
			);
		},
		notIn: { none: NO_LISTS },
	},
	'property-search-export': {
		start: runs('Every Night at Three'),
		notIn: { none: NO_LISTS, otherLists: 'the list has no codes, which are a part of the names' },
	},
};
