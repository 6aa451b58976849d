import { getName, retrieving, wrongName } from './retrieving.mts';
import {
	ask,
	failure,
	idOf,
	mail,
	note,
	ours,
	step,
	trigger,
	when,
	workflow,
	type Say,
} from './steps.mts';

const keyName = (say: Say) => say('New Key and Request', 'Uusi avain ja varmennepyyntö');

/** Before a certificate ends: a new key, a person's approval, the renewal, the new pair by mail. */
export function renewal(say: Say): Record<string, unknown> {
	const name = say('Incomes Register: certificate renewal', 'Tulorekisteri: varmenteen uusiminen');
	const expiring = say('Certificate Is Expiring', 'Varmenne vanhenee');
	const renewable = say('Can It Be Renewed?', 'Voiko sen uusia?');
	const key = keyName(say);
	const approval = say('Ask for Approval', 'Kysy lupa');
	const approved = say('Approved?', 'Annettiinko lupa?');
	const renew = say('Renew', 'Uusi varmenne');
	const notRenewed = say('Tell That It Was Not Renewed', 'Kerro, ettei uusittu');
	const tooLate = say('Tell That It Cannot Be Renewed', 'Kerro, ettei sitä voi uusia');
	const of = (field: string) => `{{ $('${expiring}').first().json.${field} }}`;
	const end = `{{ $('${expiring}').first().json.validTo.slice(0, 10) }}`;
	return workflow(name, [
		trigger(
			expiring,
			{ event: 'certificate', certificateDays: [60, 30, 14, 7, 1, 0], repeatEvery: 7 },
			[renewable],
		),
		when(renewable, "$json.status === 'renewalOpen'", [1, 0], [key], [tooLate]),
		ours(key, ['key', 'create'], [2, 0], { encryptPrivateKey: true }, [approval]),
		ask(
			approval,
			[3, 0],
			{
				subject: say(
					`Renew the Incomes Register certificate? ${of('daysLeft')} days left`,
					`Uusitaanko tulorekisterin varmenne? ${of('daysLeft')} päivää jäljellä`,
				),
				message: say(
					`The certificate of ${of('customerId')} (serial number ${of('serialNumber')}) expires on ${end}. A new key has been made. Approve to renew the certificate.`,
					`Asiakkaan ${of('customerId')} varmenne (sarjanumero ${of('serialNumber')}) vanhenee ${end}. Uusi avain on luotu. Hyväksy, niin varmenne uusitaan.`,
				),
				buttons: [say('Renew', 'Uusi'), say('Not Now', 'Ei nyt')],
				limit: { limitType: 'afterTimeInterval', resumeAmount: 5, resumeUnit: 'days' },
			},
			[approved],
		),
		when(approved, '$json.data?.approved === true', [4, 0], [renew], [notRenewed]),
		mail(
			notRenewed,
			[5, 2],
			say(
				'The Incomes Register certificate was not renewed',
				'Tulorekisterin varmennetta ei uusittu',
			),
			say(
				`Nobody approved the renewal, so nothing was sent. The certificate of ${of('customerId')} expires on ${end}. This workflow asks again in a week.`,
				`Kukaan ei hyväksynyt uusimista, joten mitään ei lähetetty. Asiakkaan ${of('customerId')} varmenne vanhenee ${end}. Tämä työnkulku kysyy viikon päästä uudelleen.`,
			),
		),
		ours(
			renew,
			['certificate', 'renew'],
			[5, 0.5],
			{ certificateRequest: `={{ $('${key}').first().json.certificateRequest }}`, options: {} },
			[getName(say)],
			[wrongName(say)],
		),
		...retrieving(say, { asked: renew, key, column: 6, row: 0 }),
		mail(
			tooLate,
			[2, 1],
			say(
				'The Incomes Register certificate cannot be renewed: {{ $json.status }}',
				'Tulorekisterin varmennetta ei voi uusia: {{ $json.status }}',
			),
			say(
				'The certificate of {{ $json.customerId }} ends or ended on {{ $json.validTo.slice(0, 10) }}. The service renews a certificate in its last 60 days only. If it has expired, have the organisation order a new one and retrieve it with the workflow "Incomes Register: first retrieval".',
				'Asiakkaan {{ $json.customerId }} varmenteen voimassaolo päättyy tai päättyi {{ $json.validTo.slice(0, 10) }}. Palvelu uusii varmenteen vain sen 60 viimeisen vuorokauden aikana. Jos se on vanhentunut, pyydä organisaatiota tilaamaan uusi ja nouda se työnkululla "Tulorekisteri: ensimmäinen nouto".',
			),
		),
		note(
			say,
			[0, -2.5],
			say(
				'## Certificate renewal\nEvery night the trigger checks the certificate in the credential. It starts this workflow 60, 30, 14, 7 and 1 days before the end, and weekly while nothing changes.\n\nA new key is made and stored (encrypted) **before** anything is sent. A person approves by e-mail within 5 days. The certificate is then renewed, fetched for up to a day, and checked against the new key.\n\nReplace the addresses under example.com and choose the credentials. The last e-mail says what to paste where.',
				'## Varmenteen uusiminen\nAskel "Varmenne vanhenee" tarkistaa joka yö tunnuksissa olevan varmenteen. Se käynnistää tämän työnkulun 60, 30, 14, 7 ja 1 päivää ennen loppua sekä viikoittain, kunnes varmenne on vaihdettu.\n\nUusi avain luodaan ja talletetaan (salattuna) **ennen** kuin mitään lähetetään. Ihminen hyväksyy sähköpostilla 5 päivän kuluessa. Sitten varmenne uusitaan, haetaan enintään vuorokauden ajan ja tarkistetaan uutta avainta vasten.\n\nVaihda example.com-osoitteet ja valitse tunnukset. Viimeinen sähköposti kertoo, mitä kopioidaan minne.',
			),
		),
		...failure(say, name, 5),
	]);
}

/** From the transfer codes in a form to the first certificate by mail. */
export function firstRetrieval(say: Say): Record<string, unknown> {
	const name = say('Incomes Register: first retrieval', 'Tulorekisteri: ensimmäinen nouto');
	const form = say('Transfer Codes Form', 'Siirtotunnuslomake');
	const key = keyName(say);
	const retrieve = say('Retrieve', 'Nouda');
	const field = (fieldLabel: string, fieldName: string) => ({
		fieldLabel,
		fieldName,
		fieldType: 'password',
		requiredField: true,
	});
	return workflow(name, [
		{
			...step(
				form,
				'formTrigger',
				2.6,
				[0, 0],
				{
					formTitle: say(
						'Retrieve an Incomes Register certificate',
						'Nouda tulorekisterin varmenne',
					),
					formDescription: say(
						'The transfer codes are in the secure e-mail to the technical contact. They work once, within 14 days.',
						'Siirtotunnukset ovat teknisen yhteyshenkilön turvasähköpostissa. Ne toimivat kerran, 14 vuorokauden kuluessa.',
					),
					formFields: {
						values: [
							field(say('Transfer ID', 'Siirtotunnus (TransferID)'), 'transferId'),
							field(
								say('Transfer Password', 'Kertakäyttösalasana (TransferPassword)'),
								'transferPassword',
							),
						],
					},
					responseMode: 'onReceived',
					options: {
						appendAttribution: false,
						buttonLabel: say('Retrieve', 'Nouda'),
						respondWithOptions: {
							values: {
								respondWith: 'text',
								formSubmittedText: say(
									'Thank you. The result comes by e-mail.',
									'Kiitos. Tulos tulee sähköpostilla.',
								),
							},
						},
					},
				},
				[key],
			),
			webhookId: idOf(`form ${name}`),
		},
		ours(key, ['key', 'create'], [1, 0], { encryptPrivateKey: true }, [retrieve]),
		ours(
			retrieve,
			['certificate', 'retrieveNew'],
			[2, 0.5],
			{
				transferId: `={{ $('${form}').first().json.transferId }}`,
				transferPassword: `={{ $('${form}').first().json.transferPassword }}`,
				certificateRequest: '={{ $json.certificateRequest }}',
				options: {},
			},
			[getName(say)],
			[wrongName(say)],
		),
		...retrieving(say, { asked: retrieve, key, column: 3, row: 0 }),
		note(
			say,
			[0, -2.5],
			say(
				'## First retrieval\nFill in the credential with a passphrase, but without a certificate and key. Choose Execute Workflow: a form opens for the two codes. You need not publish the workflow.\n\nThe key is made and stored (encrypted) **before** the codes are sent, and the codes are sent **once**. If the service refuses them, correct them and run the workflow again.\n\nReplace the addresses under example.com and choose the credentials.',
				'## Ensimmäinen nouto\nTäytä tunnuksiin (credential) tunnuslause, mutta ei varmennetta eikä avainta. Valitse Execute Workflow: lomake kysyy siirtotunnukset. Työnkulkua ei tarvitse julkaista.\n\nAvain luodaan ja talletetaan (salattuna) **ennen** kuin siirtotunnukset lähetetään, ja ne lähetetään **kerran**. Jos palvelu hylkää ne, korjaa ne ja aja työnkulku uudelleen.\n\nVaihda example.com-osoitteet ja valitse tunnukset.',
			),
		),
		...failure(say, name, 5),
	]);
}
