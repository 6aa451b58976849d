import type { Dialect } from './dialect.mts';
import { renamed } from './renamed.mts';

/** Spelled as in `renamed`, on pages that can be read. */
const SPELLED = [
	'POST osapuolet/henkilot',
	'GET osapuolet/henkilot',
	'POST sopimukset',
	'POST ilmoitukset/{ilmoitus_id}/vastaanota',
];

/**
 * Pages of the Help site are missing, break off or are in Finnish. What they do not tell is as in the
 * catalogue.
 */
export const partialHelp: Dialect = {
	description: 'a Help site with missing, broken and Finnish pages; a few other keys',
	unknownKeys: 'ignored',
	operations: Object.fromEntries(
		Object.entries(renamed.operations).filter(([name]) => SPELLED.includes(name)),
	),
	lists: renamed.lists,
	help: {
		missing: [
			'PUT osapuolet/{osapuoli-id}',
			'GET sopimukset/{sopimusid}',
			'POST sopimukset/{sopimus_id}/paatasopimus',
			'POST osapuolet/selaa',
		],
		broken: ['POST ilmoitukset/selaa', 'POST sopimukset/{sopimus_id}/maksulajit/lisaa'],
		finnishTables: true,
		finnishPages: [
			'POST ilmoitukset/{ilmoitus_id}/odotukseen',
			'POST ilmoitukset/{ilmoitus_id}/kuittaatehdyksi',
			'POST sopimukset/selaa',
		],
	},
};
