import type { ServiceRequestState } from './serviceRequestStates.mts';

type Whole = number | null;
type DateTime = string | null;
/** Only seen empty. */
type Amount = number | '';

/**
 * A service request as the API returns it. The keys, including their mixed spelling, are those that a
 * third party's public client reads, with the types that its log shows: a missing text is empty, a
 * missing id or date null (EVIDENCE.md#service-requests).
 */
export interface ServiceRequestRecord {
	readonly Id: number;
	readonly ParentId: Whole;
	/** The key is assumed (EVIDENCE.md#service-request-list). */
	readonly Tila: ServiceRequestState;
	readonly Vikaluokka: string;
	readonly Kiireellisyys: string;
	readonly SuoritusaikaAikaisintaan: DateTime;
	readonly SuoritusaikaViimeistään: DateTime;
	readonly IlmoitusTehty: DateTime;
	readonly KohdeId: Whole;
	readonly Kiinteistö: string;
	readonly HuoneistoId: Whole;
	readonly Huoneisto: string;
	readonly KirjaajaId: Whole;
	readonly KirjaajaNimi: string;
	readonly IlmoittajaId: Whole;
	readonly Ilmoittaja: string;
	readonly Ilmoittaja2: string;
	readonly IlmoittajanKatuosoite: string;
	readonly IlmoittajanPostinumero: string;
	readonly IlmoittajanPostitoimipaikka: string;
	readonly IlmoittajanPuhelin: string;
	readonly IlmoittajanPuhelin2: string;
	readonly IlmoittajanSähköposti: string;
	readonly IlmoittajanTurvakielto: boolean;
	readonly TilaajaId: Whole;
	readonly Tilaaja: string;
	readonly TilaajanKatuosoite: string;
	readonly TilaajanPostinumero: string;
	readonly TilaajanPostitoimipaikka: string;
	readonly TilaajanPuhelin: string;
	readonly TilaajanPuhelin2: string;
	readonly TilaajanSähköposti: string;
	readonly TilaajanTurvakielto: boolean;
	readonly Maksaja: string;
	readonly Maksaja2: string;
	readonly MaksajanKatuosoite: string;
	readonly MaksajanPostinumero: string;
	readonly MaksajanPostitoimipaikka: string;
	readonly MaksajanPuhelin: string;
	readonly MaksajanPuhelin2: string;
	readonly MaksajanSähköposti: string;
	readonly MaksajanTurvakielto: boolean;
	readonly TyötehtävänOtsikko: string;
	readonly TyötehtävänKuvaus: string;
	readonly TyötehtävänLisätiedot: string;
	readonly Kilometrit: Amount;
	readonly Kustannusarvio: Amount;
	readonly Hyvityssumma: Amount;
	readonly TyöValmisViimeistään: string;
	readonly TyotehtavanYhteysHenkilo: string;
	readonly TyotehtavanYhteysHenkiloPuhelinnumero: string;
	readonly TyonsuorittajaYritysId: Whole;
	readonly TyonsuorittajaYritysNimi: string;
	readonly TyonsuorittajaHenkiloId: Whole;
	readonly TyonsuorittajaHenkiloNimi: string;
}

/** A record with every key, empty but for id and state. */
export function emptyServiceRequest(id: number, state: ServiceRequestState): ServiceRequestRecord {
	return {
		Id: id,
		ParentId: null,
		Tila: state,
		Vikaluokka: '',
		Kiireellisyys: '',
		SuoritusaikaAikaisintaan: null,
		SuoritusaikaViimeistään: null,
		IlmoitusTehty: null,
		KohdeId: null,
		Kiinteistö: '',
		HuoneistoId: null,
		Huoneisto: '',
		KirjaajaId: null,
		KirjaajaNimi: '',
		IlmoittajaId: null,
		Ilmoittaja: '',
		Ilmoittaja2: '',
		IlmoittajanKatuosoite: '',
		IlmoittajanPostinumero: '',
		IlmoittajanPostitoimipaikka: '',
		IlmoittajanPuhelin: '',
		IlmoittajanPuhelin2: '',
		IlmoittajanSähköposti: '',
		IlmoittajanTurvakielto: false,
		TilaajaId: null,
		Tilaaja: '',
		TilaajanKatuosoite: '',
		TilaajanPostinumero: '',
		TilaajanPostitoimipaikka: '',
		TilaajanPuhelin: '',
		TilaajanPuhelin2: '',
		TilaajanSähköposti: '',
		TilaajanTurvakielto: false,
		Maksaja: '',
		Maksaja2: '',
		MaksajanKatuosoite: '',
		MaksajanPostinumero: '',
		MaksajanPostitoimipaikka: '',
		MaksajanPuhelin: '',
		MaksajanPuhelin2: '',
		MaksajanSähköposti: '',
		MaksajanTurvakielto: false,
		TyötehtävänOtsikko: '',
		TyötehtävänKuvaus: '',
		TyötehtävänLisätiedot: '',
		Kilometrit: '',
		Kustannusarvio: '',
		Hyvityssumma: '',
		TyöValmisViimeistään: '',
		TyotehtavanYhteysHenkilo: '',
		TyotehtavanYhteysHenkiloPuhelinnumero: '',
		TyonsuorittajaYritysId: null,
		TyonsuorittajaYritysNimi: '',
		TyonsuorittajaHenkiloId: null,
		TyonsuorittajaHenkiloNimi: '',
	};
}
