/** What a CRM sends when a flat is let. */
export const LEAD = {
	leadId: 7,
	identityCode: '010190-925H',
	firstName: 'Säde',
	lastName: 'Lähteenkorva',
	email: 'sade@example.com',
	phone: '+358 40 0000000',
	unitId: 1000013,
	startDate: '2027-01-01',
	chargeTypeId: 1,
	rent: 895.5,
};
