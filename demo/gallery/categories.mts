/** The gallery's categories, with the templates of each by their file's name. */
export const CATEGORIES: Readonly<Record<string, readonly string[]>> = {
	'Start here': ['maintenance', 'contact-form', 'error-report'],
	Maintenance: [
		'maintenance',
		'maintenance-export',
		'maintenance-export-events',
		'outbox-orders',
		'overdue-requests',
		'survey-after-done',
	],
	'Leases and CRM': [
		'crm-lead-to-lease',
		'lease-ended-in-crm',
		'lease-ended-events',
		'lease-ended-weekly',
		'leases-ending',
		'crm-contact-changes',
		'crm-bookings',
		'crm-id-map',
		'move-in',
		'move-out-keys',
		'contact-form',
		'apartment-application',
	],
	'Documents, lists and reports': [
		'documents-by-rule',
		'nightly-export',
		'overdue-requests',
		'property-search-export',
		'stairwell-display',
		'mirror-lists',
		'mirror-erase-person',
	],
	AI: [
		'ask-about-building',
		'agent-evaluation',
		'agent-lease-change',
		'agent-open-work',
		'agent-report-fault',
	],
	Operations: [
		'error-report',
		'events-handed-over',
		'events-to-channel',
		'outbox-orders',
		'accounts-report',
		'month-cost',
	],
};

/** The category of the Finnish twins. */
export const FINNISH_CATEGORY = 'Suomeksi';

/** The names of all categories, as the gallery lists them. */
export const CATEGORY_NAMES: readonly string[] = [...Object.keys(CATEGORIES), FINNISH_CATEGORY];
