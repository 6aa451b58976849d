import type { ServiceRequestState } from './serviceRequestStates.mts';

type Text = string | null;
type Whole = number | null;

/**
 * A service request as the API returns it. The keys, including their mixed spelling, are those that a
 * third party's public client reads; their types are guesses.
 */
export interface ServiceRequestRecord {
	readonly Id: number;
	readonly ParentId: Whole;
	/** Guess: the key (GAPS 2). The webinar filters by state but does not name the key in the response. */
	readonly Tila: ServiceRequestState;
	readonly Vikaluokka: Text;
	readonly Kiireellisyys: Text;
	readonly SuoritusaikaAikaisintaan: Text;
	readonly SuoritusaikaViimeistään: Text;
	readonly IlmoitusTehty: Text;
	readonly KohdeId: Whole;
	readonly Kiinteistö: Text;
	readonly HuoneistoId: Whole;
	readonly Huoneisto: Text;
	readonly KirjaajaId: Whole;
	readonly KirjaajaNimi: Text;
	readonly IlmoittajaId: Whole;
	readonly Ilmoittaja: Text;
	readonly Ilmoittaja2: Text;
	readonly IlmoittajanKatuosoite: Text;
	readonly IlmoittajanPostinumero: Text;
	readonly IlmoittajanPostitoimipaikka: Text;
	readonly IlmoittajanPuhelin: Text;
	readonly IlmoittajanPuhelin2: Text;
	readonly IlmoittajanSähköposti: Text;
	readonly IlmoittajanTurvakielto: boolean;
	readonly TilaajaId: Whole;
	readonly Tilaaja: Text;
	readonly TilaajanKatuosoite: Text;
	readonly TilaajanPostinumero: Text;
	readonly TilaajanPostitoimipaikka: Text;
	readonly TilaajanPuhelin: Text;
	readonly TilaajanPuhelin2: Text;
	readonly TilaajanSähköposti: Text;
	readonly TilaajanTurvakielto: boolean;
	readonly Maksaja: Text;
	readonly Maksaja2: Text;
	readonly MaksajanKatuosoite: Text;
	readonly MaksajanPostinumero: Text;
	readonly MaksajanPostitoimipaikka: Text;
	readonly MaksajanPuhelin: Text;
	readonly MaksajanPuhelin2: Text;
	readonly MaksajanSähköposti: Text;
	readonly MaksajanTurvakielto: boolean;
	readonly TyötehtävänOtsikko: Text;
	readonly TyötehtävänKuvaus: Text;
	readonly TyötehtävänLisätiedot: Text;
	readonly Kilometrit: Whole;
	readonly Kustannusarvio: Whole;
	readonly Hyvityssumma: Whole;
	readonly TyöValmisViimeistään: Text;
	readonly TyotehtavanYhteysHenkilo: Text;
	readonly TyotehtavanYhteysHenkiloPuhelinnumero: Text;
	readonly TyonsuorittajaYritysId: Whole;
	readonly TyonsuorittajaYritysNimi: Text;
	readonly TyonsuorittajaHenkiloId: Whole;
	readonly TyonsuorittajaHenkiloNimi: Text;
}

/** A record with every key, empty but for id and state. */
export function emptyServiceRequest(id: number, state: ServiceRequestState): ServiceRequestRecord {
	return {
		Id: id,
		ParentId: null,
		Tila: state,
		Vikaluokka: null,
		Kiireellisyys: null,
		SuoritusaikaAikaisintaan: null,
		SuoritusaikaViimeistään: null,
		IlmoitusTehty: null,
		KohdeId: null,
		Kiinteistö: null,
		HuoneistoId: null,
		Huoneisto: null,
		KirjaajaId: null,
		KirjaajaNimi: null,
		IlmoittajaId: null,
		Ilmoittaja: null,
		Ilmoittaja2: null,
		IlmoittajanKatuosoite: null,
		IlmoittajanPostinumero: null,
		IlmoittajanPostitoimipaikka: null,
		IlmoittajanPuhelin: null,
		IlmoittajanPuhelin2: null,
		IlmoittajanSähköposti: null,
		IlmoittajanTurvakielto: false,
		TilaajaId: null,
		Tilaaja: null,
		TilaajanKatuosoite: null,
		TilaajanPostinumero: null,
		TilaajanPostitoimipaikka: null,
		TilaajanPuhelin: null,
		TilaajanPuhelin2: null,
		TilaajanSähköposti: null,
		TilaajanTurvakielto: false,
		Maksaja: null,
		Maksaja2: null,
		MaksajanKatuosoite: null,
		MaksajanPostinumero: null,
		MaksajanPostitoimipaikka: null,
		MaksajanPuhelin: null,
		MaksajanPuhelin2: null,
		MaksajanSähköposti: null,
		MaksajanTurvakielto: false,
		TyötehtävänOtsikko: null,
		TyötehtävänKuvaus: null,
		TyötehtävänLisätiedot: null,
		Kilometrit: null,
		Kustannusarvio: null,
		Hyvityssumma: null,
		TyöValmisViimeistään: null,
		TyotehtavanYhteysHenkilo: null,
		TyotehtavanYhteysHenkiloPuhelinnumero: null,
		TyonsuorittajaYritysId: null,
		TyonsuorittajaYritysNimi: null,
		TyonsuorittajaHenkiloId: null,
		TyonsuorittajaHenkiloNimi: null,
	};
}
