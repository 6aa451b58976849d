let lastId = 0;

/** A bundle as Tampuuri posts it, of events that were not sent before. */
export function bundleOf(size: number) {
	const Notifications = Array.from({ length: size }, () => ({
		Action: 'IlmoitusTilamuutos',
		Account: 'Esimerkki-isännöinti Oy',
		ReferenceId: ++lastId,
		ReferenceSecondaryId: null,
		ReferenceData: null,
		ReferenceJson: '{"Tila":"vastaanotettu"}',
		Timestamp: '2026-11-05T11:40:14.1881319+02:00',
	}));
	return { Attempts: 1, Notifications };
}
