import { LET_UNIT, newLead } from '../lead.mts';
import { calls, NO_LISTS, runs, shownBy, type Drives } from './drive.mts';

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
		start: calls('/webhook/tampuuri-contact-change', {
			partyId: 2000001,
			firstName: 'Äijä',
			lastName: 'Öljymäki',
			email: 'uusi@example.com',
			phone: '+358 40 1111111',
			street: 'Uusikatu 1',
			postalCode: '00100',
			city: 'Helsinki',
		}),
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
	'id-map': {
		start: async ({ bench, published, simulator: { data } }) => {
			const workflow = await published();
			const address = newLead(data).address;
			const file = new Blob([`Tunnus,Osoite\nas-1,"${address}"\n`]);
			const form = new FormData();
			form.set('field-0', file, 'huoneistot.csv');
			await bench.caller.post('/form/tampuuri-id-map', form);
			const execution = await bench.executionOf(workflow);
			const kept = shownBy(execution, 'Keep Match', ['crmId', 'tampuuriId', 'match']);
			return { kept, isRight: JSON.stringify(kept).includes(String(LET_UNIT)) };
		},
		notIn: { none: NO_LISTS },
	},
	'property-search-export': { start: runs('Every Night at Three'), notIn: { none: NO_LISTS } },
};
