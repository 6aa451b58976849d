import {
	ask,
	failure,
	isTrue,
	mail,
	note,
	ours,
	step,
	when,
	workflow,
	type Say,
} from './steps.mts';

/** From the secure e-mail in the contact's mailbox to reminders until the codes are used, or have lapsed. */
export function transferCodes(say: Say): Record<string, unknown> {
	const name = say(
		'Incomes Register: transfer code reminders',
		'Tulorekisteri: muistutukset siirtotunnuksista',
	);
	const arrived = say('Mail Arrived', 'Sähköposti saapui');
	const isSecure = say('Is It the Secure E-Mail?', 'Onko se turvasähköposti?');
	const handOver = say('Each E-Mail by Itself', 'Jokainen viesti erikseen');
	const one = say('One Secure E-Mail', 'Yksi turvasähköposti');
	const plan = say('Plan Reminders', 'Suunnittele muistutukset');
	const each = say('Each Reminder', 'Jokainen muistutus');
	const lapsed = say('Lapsed?', 'Ovatko ne vanhentuneet?');
	const remind = say('Remind and Wait', 'Muistuta ja odota');
	const used = say('Retrieved?', 'Onko noudettu?');
	const finished = say('Done', 'Valmis');
	const tooLate = say('Tell That They Have Lapsed', 'Kerro, että ne ovat vanhentuneet');
	const deadline = '{{ $json.deadline.slice(0, 10) }}';
	const steps = [
		step(
			arrived,
			'emailReadImap',
			2.1,
			[0, 0],
			{ mailbox: 'INBOX', postProcessAction: 'nothing', format: 'simple', options: {} },
			[isSecure],
		),
		when(
			isSecure,
			`($json.subject ?? '').toLowerCase().includes('${say('secure e-mail', 'turvasähköposti')}')`,
			[1, 0],
			[handOver],
			[],
		),
		// Mails that arrived together would wait for each other in one execution.
		step(handOver, 'executeWorkflow', 1.3, [2, 0], {
			workflowId: { __rl: true, mode: 'id', value: '={{ $workflow.id }}' },
			mode: 'each',
			options: { waitForSubWorkflow: false },
		}),
		step(one, 'executeWorkflowTrigger', 1.1, [0, 1], { inputSource: 'passthrough' }, [plan]),
		ours(
			plan,
			['order', 'planReminders'],
			[1, 1],
			{ codesSentAt: '={{ $json.date }}', daysBefore: [7, 3, 1] },
			[each],
		),
		step(each, 'splitInBatches', 3, [2, 1], { options: {} }, [tooLate], [lapsed]),
		when(lapsed, '$json.lapsed', [3, 1.5], [tooLate], [remind]),
		ask(
			remind,
			[4, 2],
			{
				subject: say(
					`Transfer codes of the Incomes Register lapse on ${deadline}: {{ $json.daysLeft }} days left`,
					`Tulorekisterin siirtotunnukset vanhenevat ${deadline}: {{ $json.daysLeft }} päivää jäljellä`,
				),
				message: say(
					`The transfer codes came on {{ $json.sentAt.slice(0, 10) }} and lapse on ${deadline}. Retrieve the certificate with the workflow "Incomes Register: first retrieval", then press the button.`,
					`Siirtotunnukset tulivat {{ $json.sentAt.slice(0, 10) }} ja vanhenevat ${deadline}. Nouda varmenne työnkululla "Tulorekisteri: ensimmäinen nouto" ja paina sitten painiketta.`,
				),
				buttons: [say('It Is Retrieved', 'Varmenne on noudettu')],
				limit: { limitType: 'atSpecifiedTime', maxDateAndTime: '={{ $json.waitUntil }}' },
			},
			[used],
		),
		when(used, '$json.data?.approved === true', [5, 2], [finished], [each]),
		step(finished, 'noOp', 1, [6, 1.5], {}),
		// The loop gives back every reminder that nobody heeded: one mail is enough.
		{
			...mail(
				tooLate,
				[4, 0.5],
				say(
					'The transfer codes of the Incomes Register have lapsed',
					'Tulorekisterin siirtotunnukset ovat vanhentuneet',
				),
				say(
					`The transfer codes of {{ $('${plan}').first().json.sentAt.slice(0, 10) }} lapsed on {{ $('${plan}').first().json.deadline.slice(0, 10) }}, and nobody confirmed that the certificate was retrieved. If it was not, ask the organisation's representative to order a new certificate.`,
					`{{ $('${plan}').first().json.sentAt.slice(0, 10) }} tulleet siirtotunnukset vanhenivat {{ $('${plan}').first().json.deadline.slice(0, 10) }}, eikä kukaan vahvistanut, että varmenne on noudettu. Jos ei ole, pyydä organisaation edustajaa tilaamaan uusi varmenne.`,
				),
			),
			executeOnce: true,
		},
		note(
			say,
			[0, -2.5],
			say(
				'## Reminders of transfer codes\nReads the mailbox of the technical contact. When the secure e-mail arrives, its day counts: the codes lapse 14 days later. Reminders go out at once and 7, 3 and 1 days before, until somebody presses the button.\n\n**Change the step "Is It the Secure E-Mail?"** to the subject of your own secure e-mails: we have not seen one. The trigger reads every new mail of the mailbox; n8n keeps no execution that ended well, so other mails are not stored.\n\nReplace the addresses under example.com and choose the IMAP and SMTP credentials.',
				'## Muistutukset siirtotunnuksista\nLukee teknisen yhteyshenkilön postilaatikkoa. Kun turvasähköposti saapuu, sen päivästä lasketaan: tunnukset vanhenevat 14 vuorokauden päästä. Muistutus lähtee heti sekä 7, 3 ja 1 päivää ennen, kunnes joku painaa painiketta.\n\n**Muuta vaihetta "Onko se turvasähköposti?"** omien turvasähköpostiesi otsikon mukaan: emme ole nähneet sellaista. Käynnistin lukee postilaatikon jokaisen uuden viestin; n8n ei säilytä onnistuneita suorituksia, joten muut viestit eivät jää talteen.\n\nVaihda example.com-osoitteet ja valitse IMAP- ja SMTP-tunnukset.',
			),
		),
		...failure(say, name, 4),
	];
	// Every new mail of the mailbox starts it: what is no secure e-mail is not to stay in n8n's database.
	return workflow(name, steps, { saveDataSuccessExecution: 'none', saveManualExecutions: false });
}

/** Every morning all certificates, a credential each; a mail when one needs somebody, whatever was missed before. */
export function watchAll(say: Say): Record<string, unknown> {
	const name = say(
		'Incomes Register: watch all certificates',
		'Tulorekisteri: kaikkien varmenteiden valvonta',
	);
	const morning = say('Every Morning at Eight', 'Joka aamu kello kahdeksan');
	const owners = [
		say('Own Payroll', 'Omat palkat'),
		say('Customer A', 'Asiakas A'),
		say('Customer B', 'Asiakas B'),
	];
	const all = say('All Certificates', 'Kaikki varmenteet');
	const attention = say('Needs Somebody', 'Vaatii jonkun huomion');
	const list = say('One List', 'Yhdeksi listaksi');
	const tell = say('Tell Which Ones', 'Kerro mitkä');
	const label = (owner: string) => say(`Name ${owner}`, `Nimeä ${owner}`);
	const line = say(
		"'- ' + c.label + ': ' + (c.error ? c.error + '. ' + c.details : c.status + ', ends on ' + c.validTo.slice(0, 10) + ', ' + c.daysLeft + ' days left' + (c.keyMatches === false ? ', the private key DOES NOT FIT' : ''))",
		"'- ' + c.label + ': ' + (c.error ? c.error + '. ' + c.details : c.status + ', päättyy ' + c.validTo.slice(0, 10) + ', ' + c.daysLeft + ' päivää jäljellä' + (c.keyMatches === false ? ', yksityinen avain EI SOVI' : ''))",
	);
	return workflow(name, [
		step(
			morning,
			'scheduleTrigger',
			1.2,
			[0, 0],
			{ rule: { interval: [{ triggerAtHour: 8 }] } },
			owners,
		),
		...owners.flatMap((owner, row) => [
			ours(
				owner,
				['certificate', 'check'],
				[1, row],
				{ certificateSource: 'credential' },
				[label(owner)],
				[label(owner)],
			),
			step(
				label(owner),
				'set',
				3.4,
				[2, row],
				{
					assignments: {
						assignments: [{ id: 'label', name: 'label', value: owner, type: 'string' }],
					},
					includeOtherFields: true,
					options: {},
				},
				[[all, row]],
			),
		]),
		step(all, 'merge', 3.2, [3, 1], { numberInputs: owners.length }, [attention]),
		step(
			attention,
			'filter',
			2.2,
			[4, 1],
			{
				conditions: isTrue(
					'!!$json.error || $json.keyMatches === false || $json.status === "notYetValid" || $json.daysLeft <= 14 || ($json.daysLeft <= 60 && $now.weekday === 1)',
				),
				options: {},
			},
			[list],
		),
		step(list, 'aggregate', 1, [5, 1], { aggregate: 'aggregateAllItemData', options: {} }, [tell]),
		mail(
			tell,
			[6, 1],
			say(
				'{{ $json.data.length }} Incomes Register certificate(s) need somebody',
				'{{ $json.data.length }} tulorekisterin varmenne(tta) vaatii jonkun huomion',
			),
			`{{ $json.data.map((c) => ${line}).join('\\n') }}\n\n${say(
				'A certificate can be renewed in its last 60 days; an expired one must be ordered anew.',
				'Varmenteen voi uusia sen 60 viimeisen vuorokauden aikana; vanhentuneen tilalle on tilattava uusi.',
			)}`,
		),
		note(
			say,
			[0, -2.5],
			say(
				'## All certificates\nOne step a certificate, each with its own credential: copy a pair of steps for every customer or program more. If you use one certificate for all customers, one pair is enough.\n\nLooks at what is, not at what was told before, so a lost reminder comes again: the next Monday in the last 60 days, the next morning in the last 14 days. Mails every morning about a credential that cannot be read, a key that does not fit and a certificate that is not valid yet.\n\nReplace the addresses under example.com and choose the credentials.',
				'## Kaikki varmenteet\nVarmennetta kohti yksi vaihe, kullakin omat tunnuksensa: kopioi vaihepari jokaista asiakasta tai ohjelmaa varten. Jos sama varmenne on kaikkien asiakkaiden käytössä, yksi pari riittää.\n\nKatsoo nykytilaa eikä aiempia muistutuksia, joten kadonnut muistutus tulee uudelleen: 60 viimeisen vuorokauden aikana seuraavana maanantaina, 14 viimeisen aikana seuraavana aamuna. Lähettää sähköpostin joka aamu, jos tunnuksia ei voi lukea, avain ei sovi tai varmenne ei ole vielä voimassa.\n\nVaihda example.com-osoitteet ja valitse tunnukset.',
			),
		),
		...failure(say, name, 4),
	]);
}
