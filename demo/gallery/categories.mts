/** The gallery's categories, with the templates of each by their file's name. */
export const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
	'Start here': ['maintenance', 'contact-form', 'error-report'],
	Maintenance: ['maintenance', 'maintenance-export', 'maintenance-export-events', 'outbox-orders'],
	'Leases and CRM': [
		'crm-lead-to-lease',
		'lease-ended-events',
		'lease-ended-weekly',
		'leases-ending',
		'lease-ended-in-crm',
		'crm-contact-changes',
		'crm-bookings',
		'id-map',
		'contact-form',
	],
	'Documents, lists and reports': ['documents-by-rule', 'nightly-export', 'property-search-export'],
	AI: ['ask-about-building'],
	Operations: ['error-report', 'events-handed-over', 'outbox-orders'],
};
