import { newLead } from '../lead.mts';
import { calls, NO_LISTS, runs, type Drives } from './drive.mts';

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
	'property-search-export': {
		start: runs('Every Night at Three'),
		notIn: { none: NO_LISTS, otherLists: 'the list has no codes, which are a part of the names' },
	},
};
