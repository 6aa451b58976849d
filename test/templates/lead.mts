import type { AccountData } from '../../simulator/data/accountData.mts';

/** The unit that is let, in a simulator of the usual size. */
export const LET_UNIT = 1000013;

let last = 0;

/** What a CRM sends when a flat is let; each has an ID that no Data Table knows yet. */
export function newLead({ properties }: AccountData) {
	const unit = properties.find(LET_UNIT);
	if (unit === undefined) throw new Error(`The simulator has no unit ${LET_UNIT}`);
	return {
		leadId: Date.now() * 100 + (last += 1),
		identityCode: '010190-925H',
		firstName: 'Säde',
		lastName: 'Lähteenkorva',
		email: 'sade@example.com',
		phone: '+358 40 0000000',
		address: String(properties.addressOf(unit)),
		startDate: '2027-01-01',
		chargeTypeId: 1,
		rent: 895.5,
	};
}
