import { idOf, mail, ours, step, when, type Say, type Step } from './steps.mts';

/** Hourly looks after the first one, which itself asks for six minutes. */
const MOST_LOOKS = 24;

export interface Retrieving {
	/** The step that gave the retrieval ID. */
	asked: string;
	/** The step that made the key. */
	key: string;
	column: number;
	row: number;
}

export const getName = (say: Say) => say('Get the Certificate', 'Hae varmenne');
export const wrongName = (say: Say) => say('Tell What Went Wrong', 'Kerro, mikä meni vikaan');

/** From a retrieval ID to a mail with the new certificate, or to one that says why there is none. */
export function retrieving(say: Say, { asked, key, column, row }: Retrieving): Step[] {
	const get = getName(say);
	const ready = say('Is It Ready?', 'Onko se valmis?');
	const enough = say('Waited Long Enough?', 'Onko odotettu tarpeeksi?');
	const wait = say('Ask Again in an Hour', 'Kysy tunnin päästä uudelleen');
	const late = say('Tell That It Is Late', 'Kerro, että se viipyy');
	const check = say('Check the New Pair', 'Tarkista uusi pari');
	const done = say('Tell the Expiry', 'Kerro voimassaolo');
	const wrong = wrongName(say);
	const id = `{{ $('${asked}').first().json.retrievalId }}`;
	return [
		ours(
			get,
			['certificate', 'get'],
			[column, row],
			{
				retrievalId: `={{ $('${asked}').first().json.retrievalId }}`,
				certificateRequest: `={{ $('${key}').first().json.certificateRequest }}`,
				options: {},
			},
			[ready],
			[wrong],
		),
		when(ready, "$json.outcome === 'issued'", [column + 1, row - 0.5], [check], [enough]),
		when(enough, `$runIndex >= ${MOST_LOOKS - 1}`, [column + 2, row + 0.5], [late], [wait]),
		{
			...step(
				wait,
				'wait',
				1.1,
				[column + 3, row + 1],
				{ resume: 'timeInterval', amount: 1, unit: 'hours' },
				[get],
			),
			webhookId: idOf(`wait ${asked}`),
		},
		mail(
			late,
			[column + 3, row],
			say(
				'The Incomes Register certificate is not ready after a day',
				'Tulorekisterin varmenne ei ole valmis vuorokauden jälkeen',
			),
			say(
				`The service accepted the request, but has had no certificate for a day. Its last response: {{ JSON.stringify($json.lastResponse) }}\n\nNothing is lost. The retrieval ID is ${id}. Run Certificate: Get with it later, or ask the Incomes Register's technical support. Keep the private key from the step "${key}" of execution {{ $execution.id }}.`,
				`Palvelu hyväksyi pyynnön, mutta varmennetta ei ole tullut vuorokauteen. Viimeinen vastaus: {{ JSON.stringify($json.lastResponse) }}\n\nMitään ei ole menetetty. Noutotunnus (retrieval ID) on ${id}. Aja Certificate: Get sillä myöhemmin tai kysy tulorekisterin teknisestä tuesta. Säilytä yksityinen avain, joka on suorituksen {{ $execution.id }} vaiheessa "${key}".`,
			),
		),
		ours(
			check,
			['certificate', 'check'],
			[column + 3, row - 1],
			{
				certificateSource: 'text',
				publicCertificate: `={{ $('${get}').last().json.publicCertificate }}`,
				privateKey: `={{ $('${key}').first().json.privateKey }}`,
			},
			[done],
			[wrong],
		),
		mail(
			done,
			[column + 4, row - 1.5],
			say(
				'The new Incomes Register certificate is valid until {{ $json.validTo.slice(0, 10) }}',
				'Tulorekisterin uusi varmenne on voimassa {{ $json.validTo.slice(0, 10) }} asti',
			),
			say(
				`The new certificate (serial number {{ $json.serialNumber }}) is valid until {{ $json.validTo.slice(0, 10) }}; it {{ $json.keyMatches ? 'fits' : 'DOES NOT FIT' }} its private key.\n\nTo take it into use, open execution {{ $execution.id }} of this workflow in n8n and copy two texts into the credential:\n- publicCertificate, from the step "${get}"\n- privateKey, from the step "${key}" (encrypted with the credential's passphrase)\n\nDo it before n8n deletes old executions (after 14 days, unless set otherwise). Your payroll software needs the new pair too.`,
				`Uusi varmenne (sarjanumero {{ $json.serialNumber }}) on voimassa {{ $json.validTo.slice(0, 10) }} asti; se {{ $json.keyMatches ? 'sopii' : 'EI SOVI' }} yksityiseen avaimeensa.\n\nOta se käyttöön: avaa n8n:ssä tämän työnkulun suoritus {{ $execution.id }} ja kopioi tunnuksiin (credential) kaksi tekstiä:\n- publicCertificate vaiheesta "${get}"\n- privateKey vaiheesta "${key}" (salattu tunnusten tunnuslauseella)\n\nTee se ennen kuin n8n poistaa vanhat suoritukset (14 vuorokauden jälkeen, ellei toisin ole asetettu). Myös palkkaohjelma tarvitsee uuden parin.`,
			),
		),
		mail(
			wrong,
			[column + 4, row + 2.5],
			say(
				'The Incomes Register certificate could not be fetched',
				'Tulorekisterin varmennetta ei saatu',
			),
			say(
				`{{ $json.error }}\n\n{{ $json.details }}\n\nExecution {{ $execution.id }} has the details. The new private key is in its step "${key}": keep it.`,
				`{{ $json.error }}\n\n{{ $json.details }}\n\nTarkemmat tiedot ovat suorituksessa {{ $execution.id }}. Uusi yksityinen avain on sen vaiheessa "${key}": säilytä se.`,
			),
		),
	];
}
