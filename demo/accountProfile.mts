/** What _Account → Check_ finds out about the simulator when it has lists, as a person pastes it. */
export const PROFILE_WITH_LISTS = JSON.stringify({
	version: 1,
	checkedAt: '2026-11-25',
	names: {
		'serviceRequest.getAll.contractor': 'TyonsuorittajaId',
		'serviceRequest.getAll.parentServiceRequest': 'ParentId',
	},
	lists: {
		property: {
			operation: 'POST kohteet/selaa',
			search: 'Hakusana',
			paging: 'body',
			id: 'Id',
			label: ['Nimi', 'Osoite'],
			parent: 'ParentId',
		},
		lease: {
			operation: 'POST sopimukset/selaa',
			search: 'Hakusana',
			paging: 'body',
			id: 'Id',
			label: ['OsapuoliNimi', 'KohdeNimi'],
		},
		party: {
			operation: 'POST osapuolet/selaa',
			search: 'Hakusana',
			paging: 'body',
			id: 'Id',
			label: ['Nimi'],
		},
	},
});
