import {
	operation,
	type CreateOnce,
	type Field,
	type RequestBody,
	type Resource,
	type ResponseField,
} from '../types';

const serviceRequestId = {
	type: 'reference',
	to: 'serviceRequest',
	parameter: 'serviceRequest',
	label: 'Service Request (Ilmoitus)',
	description: 'The service request to act on',
} as const;

const parentServiceRequest = {
	key: 'ParentId',
	parameter: 'parentServiceRequest',
	label: 'Parent Service Request (Pääilmoitus)',
	type: 'reference',
	to: 'serviceRequest',
} as const satisfies Field;

const contractor = {
	key: 'TyonsuorittajaId',
	parameter: 'contractor',
	label: 'Contractor (Työnsuorittaja)',
	type: 'reference',
	to: 'party',
	description: 'The company or person who does the work',
} as const satisfies Field;

const costCentre = {
	key: 'KustannuspaikkaId',
	parameter: 'costCentre',
	label: 'Cost Centre (Kustannuspaikka)',
	type: 'reference',
	to: 'property',
} as const satisfies Field;

/** `ApiIlmoitusRequestModel`, up to `Tuotteet` (EVIDENCE.md#service-requests). */
const createFields: readonly Field[] = [
	{
		...costCentre,
		required: true,
		description: 'The cost centre that the service request concerns',
	},
	{
		key: 'Otsikko',
		parameter: 'title',
		label: 'Title (Otsikko)',
		type: 'text',
		maxLength: 255,
		required: true,
		placeholder: 'e.g. Kitchen tap leaks',
	},
	{
		key: 'TyotehtavanKuvaus',
		parameter: 'taskDescription',
		label: 'Task Description (Kuvaus)',
		type: 'text',
		placeholder: 'e.g. The kitchen tap has been dripping since Monday.',
		maxLength: 8000,
		multiline: true,
		required: true,
	},
	{
		key: 'TyotehtavanLisatiedot',
		parameter: 'additionalTaskInformation',
		placeholder: 'e.g. The caretaker has the key.',
		label: 'Additional Task Information (Lisätiedot)',
		type: 'text',
		maxLength: 20000,
		multiline: true,
	},
	contractor,
	{
		key: 'TilaId',
		parameter: 'space',
		label: 'Space (Tila)',
		type: 'reference',
		to: 'property',
		description: 'The space concerned, for example a residential unit or a sauna',
	},
	{
		key: 'HuoneId',
		parameter: 'room',
		label: 'Room (Huone)',
		type: 'reference',
		to: 'property',
		description: 'The room concerned',
	},
	{
		key: 'Kiireellisyys',
		parameter: 'urgency',
		label: 'Urgency (Kiireellisyys)',
		type: 'text',
		maxLength: 255,
		placeholder: 'exactly as in Tampuuri',
		description: 'From the choice list "Kiireellisyys"',
	},
	{
		key: 'Vikaluokka',
		parameter: 'faultCategory',
		label: 'Fault Category (Vikaluokka)',
		type: 'text',
		maxLength: 255,
		placeholder: 'exactly as in Tampuuri',
		description: 'From the choice list of fault categories',
	},
	{
		key: 'Sisaanpaasy',
		parameter: 'accessToUnit',
		label: 'Access to Unit (Sisäänpääsy)',
		type: 'text',
		maxLength: 255,
		placeholder: 'exactly as in Tampuuri',
		description: 'From the choice list "Sisäänpääsy"',
	},
	{
		key: 'Kotielaimet',
		parameter: 'pets',
		label: 'Pets (Kotieläimet)',
		type: 'text',
		maxLength: 255,
		placeholder: 'exactly as in Tampuuri',
		description: 'From the choice list of pets',
	},
	{
		key: 'ToimittajanValintaSyy',
		parameter: 'supplierChoiceReason',
		seldom: true,
		label: 'Supplier Choice Reason (Valinnan Syy)',
		type: 'text',
		maxLength: 255,
		placeholder: 'exactly as in Tampuuri',
		description: 'From the choice list "Toimittajan valinnan syy"',
	},
	{
		key: 'SuoritusaikaAikaisintaan',
		parameter: 'earliestTime',
		label: 'Earliest Time (Suoritusaika Aikaisintaan)',
		type: 'dateTime',
	},
	{
		key: 'SuoritusaikaViimeistaan',
		parameter: 'latestTime',
		label: 'Latest Time (Suoritusaika Viimeistään)',
		type: 'dateTime',
	},
	parentServiceRequest,
	{
		key: 'TarkastusId',
		parameter: 'inspectionId',
		seldom: true,
		label: 'Inspection ID (Tarkastus)',
		type: 'integer',
		minimum: 1,
		description: 'The inspection that led to the service request',
	},
	{
		key: 'Yksityinen',
		parameter: 'private',
		label: 'Private (Yksityinen)',
		type: 'boolean',
		description: 'Whether the service request is hidden from others',
	},
	{
		key: 'MuutAsuntoOsakkeet',
		parameter: 'otherApartmentShares',
		seldom: true,
		label: 'Other Apartment Shares (Muut Asunto-Osakkeet)',
		type: 'boolean',
		description: 'Whether other apartment shares are affected',
	},
	{
		key: 'Kustannusarvio',
		parameter: 'costEstimate',
		label: 'Cost Estimate (Kustannusarvio)',
		type: 'decimal',
	},
	{
		key: 'IlmoitaSahkopostilla',
		parameter: 'notifyByEmail',
		label: 'Notify by Email (Ilmoita Sähköpostilla)',
		type: 'boolean',
		description: 'Whether to notify by email',
	},
	{
		key: 'Ilmoittaja',
		parameter: 'reporter',
		label: 'Reporter (Ilmoittaja)',
		type: 'json',
		shape: 'object',
		description: "ApiIlmoitusOsapuoliRequest object, with fields as on Tampuuri's Help page",
	},
	{
		key: 'Tilaaja',
		parameter: 'orderer',
		label: 'Ordered By (Tilaaja)',
		type: 'json',
		shape: 'object',
		description: "ApiIlmoitusOsapuoliRequest object, with fields as on Tampuuri's Help page",
	},
	{
		key: 'Maksaja',
		parameter: 'payer',
		label: 'Payer (Maksaja)',
		type: 'json',
		shape: 'object',
		description: "ApiIlmoitusOsapuoliRequest object, with fields as on Tampuuri's Help page",
	},
	{
		key: 'MaksajanLisatiedot',
		parameter: 'payerDetails',
		label: 'Payer Details (Maksajan Lisätiedot)',
		type: 'json',
		shape: 'object',
		description: "ApiIlmoitusMaksajanLisatiedot object, with fields as on Tampuuri's Help page",
	},
	{
		key: 'MaksajatiedotUlkopuolinen',
		parameter: 'externalPayer',
		label: 'External Payer (Ulkopuolinen Maksaja)',
		type: 'json',
		shape: 'object',
		description: 'Payer details if the payer is not in Tampuuri',
	},
	{
		key: 'Tuotteet',
		parameter: 'products',
		label: 'Products (Tuotteet)',
		type: 'json',
		shape: 'array',
		description: 'Products, if the service request is an order',
	},
];

const createOnce: CreateOnce = {
	keptIn: {
		additionalTaskInformation: 'TyötehtävänLisätiedot',
		taskDescription: 'TyötehtävänKuvaus',
		title: 'TyötehtävänOtsikko',
	},
	lookups: [{ from: ['serviceRequest', 'getAll'] }],
};

/** The fields of a service request that a follow-up usually needs. Others can be entered as JSON. */
const FOLLOW_UP: readonly string[] = [
	'additionalTaskInformation',
	'contractor',
	'costCentre',
	'faultCategory',
	'latestTime',
	'space',
	'taskDescription',
	'title',
	'urgency',
];

/** A follow-up has its parent, and the parent's property unless told. */
const followUpFields: readonly Field[] = createFields
	.filter(({ parameter }) => FOLLOW_UP.includes(parameter))
	.map(
		(field): Field =>
			field.parameter === 'costCentre'
				? {
						...costCentre,
						description:
							'The cost centre that the service request concerns. Left empty, the KohdeId of the other one is sent (assumed)',
					}
				: field,
	);

/** How to reach a party of a service request, with the party's role in each key. */
function contactFieldsOf(role: string): ResponseField[] {
	const texts = [
		'Katuosoite',
		'Postinumero',
		'Postitoimipaikka',
		'Puhelin',
		'Puhelin2',
		'Sähköposti',
	] as const;
	return [
		...texts.map((name): ResponseField => ({ key: `${role}${name}`, type: 'text' })),
		{ key: `${role}Turvakielto`, type: 'boolean' },
	];
}

/**
 * Keys that a third party's client reads, with the types in its log (EVIDENCE.md#service-requests);
 * `unseen` if the value was always `""`.
 */
const readFields: readonly ResponseField[] = [
	{ key: 'Id', type: 'integer', simple: true },
	{ key: 'ParentId', type: 'integer', nullable: true },
	{
		key: 'Tila',
		type: 'text',
		simple: true,
		guess: 'service-request-list',
	},
	{ key: 'Vikaluokka', type: 'text' },
	{ key: 'Kiireellisyys', type: 'text', simple: true },
	{ key: 'SuoritusaikaAikaisintaan', type: 'date', nullable: true },
	{ key: 'SuoritusaikaViimeistään', type: 'date', simple: true, nullable: true },
	{ key: 'IlmoitusTehty', type: 'date' },
	{ key: 'KohdeId', type: 'integer', simple: true },
	{ key: 'Kiinteistö', type: 'text', simple: true },
	{ key: 'HuoneistoId', type: 'integer', nullable: true },
	{ key: 'Huoneisto', type: 'text', simple: true },
	{ key: 'KirjaajaId', type: 'integer' },
	{ key: 'KirjaajaNimi', type: 'text' },
	{ key: 'IlmoittajaId', type: 'integer' },
	{ key: 'Ilmoittaja', type: 'text' },
	{ key: 'Ilmoittaja2', type: 'text' },
	...contactFieldsOf('Ilmoittajan'),
	{ key: 'TilaajaId', type: 'integer', nullable: true },
	{ key: 'Tilaaja', type: 'text' },
	...contactFieldsOf('Tilaajan'),
	{ key: 'Maksaja', type: 'text' },
	{ key: 'Maksaja2', type: 'text' },
	...contactFieldsOf('Maksajan'),
	{ key: 'TyötehtävänOtsikko', type: 'text', simple: true },
	{ key: 'TyötehtävänKuvaus', type: 'text', simple: true },
	{ key: 'TyötehtävänLisätiedot', type: 'text' },
	{ key: 'Kilometrit', type: 'unseen' },
	{ key: 'Kustannusarvio', type: 'unseen' },
	{ key: 'Hyvityssumma', type: 'unseen' },
	{ key: 'TyöValmisViimeistään', type: 'unseen' },
	{ key: 'TyotehtavanYhteysHenkilo', type: 'text' },
	{ key: 'TyotehtavanYhteysHenkiloPuhelinnumero', type: 'text' },
	{ key: 'TyonsuorittajaYritysId', type: 'integer' },
	{ key: 'TyonsuorittajaYritysNimi', type: 'text', simple: true },
	{ key: 'TyonsuorittajaHenkiloId', type: 'integer', nullable: true },
	{ key: 'TyonsuorittajaHenkiloNimi', type: 'text' },
];

const stateChangeBody = {
	fields: [
		{
			key: 'Kommentti',
			parameter: 'comment',
			label: 'Comment (Kommentti)',
			type: 'text',
			placeholder: 'e.g. We will visit on Thursday.',
			multiline: true,
			guess: 'state-changes',
			description: 'Message about the change for the people concerned',
		},
	],
	complete: false,
	guess: 'state-changes',
} as const satisfies RequestBody;

const pathParameters = { ilmoitus_id: serviceRequestId };

const receive = operation({
	name: 'Receive',
	finnish: 'vastaanota ilmoitus',
	action: 'Receive a service request',
	description: 'Mark a service request as received (vastaanotettu): the work has been taken on',
	method: 'POST',
	path: 'ilmoitukset/{ilmoitus_id}/vastaanota',
	access: 'write',
	pathParameters,
	body: stateChangeBody,
	response: { kind: 'nothing', guess: 'empty-responses' },
	recordIds: { Id: 'serviceRequest' },
	evidence: 'webinar',
	source: 'webinar: POST ilmoitukset/{ilmoitus_id}/vastaanota',
});

const markDone = operation({
	name: 'Mark Done',
	finnish: 'kuittaa tehdyksi',
	action: 'Mark a service request done',
	description: 'Mark the work of a service request as done (tehty)',
	method: 'POST',
	path: 'ilmoitukset/{ilmoitus_id}/kuittaatehdyksi',
	access: 'write',
	pathParameters,
	body: stateChangeBody,
	response: { kind: 'nothing', guess: 'empty-responses' },
	recordIds: { Id: 'serviceRequest' },
	evidence: 'webinar',
	source: 'webinar: POST ilmoitukset/{ilmoitus_id}/kuittaatehdyksi',
});

const create = operation({
	name: 'Create',
	finnish: 'luo vikailmoitus',
	action: 'Create a service request',
	description: 'Create a service request and return its ID',
	method: 'POST',
	path: 'ilmoitukset/lisaa',
	access: 'write',
	body: { model: 'ApiIlmoitusRequestModel', fields: createFields, complete: false },
	response: { kind: 'created', guess: 'created-records' },
	createOnce,
	evidence: 'helpPage',
	source: 'Help: POST ilmoitukset/lisaa',
});

const get = operation({
	name: 'Get',
	finnish: 'hae vikailmoituksen tiedot',
	action: 'Get a service request',
	description: 'Get one service request with all its details',
	method: 'GET',
	path: 'ilmoitukset/{id}',
	access: 'read',
	pathParameters: { id: serviceRequestId },
	response: { kind: 'record', fields: readFields },
	evidence: 'thirdParty',
	source: 'client code: GET ilmoitukset/{id}',
});

const getAll = operation({
	name: 'Get Many',
	finnish: 'hae vikailmoitukset',
	action: 'Get many service requests',
	description: 'Get service requests, for example the open ones of a contractor',
	method: 'POST',
	path: 'ilmoitukset/selaa',
	access: 'read',
	body: {
		fields: [
			{ ...contractor, guess: 'service-request-list' },
			{
				key: 'KohdeId',
				parameter: 'property',
				label: 'Property (Kohde)',
				type: 'reference',
				to: 'property',
				guess: 'service-request-list',
				seenIn: ['KohdeId', 'HuoneistoId'],
			},
			{ ...parentServiceRequest, guess: 'service-request-list', seenIn: ['ParentId'] },
			{
				key: 'Tila',
				parameter: 'state',
				label: 'State (Tila)',
				type: 'choice',
				guess: 'service-request-list',
				choices: [
					{ label: 'Open (Avoin)', value: 'avoin' },
					{ label: 'Received (Vastaanotettu)', value: 'vastaanotettu' },
					{ label: 'On Hold (Odottaa)', value: 'odottaa' },
					{ label: 'Done (Tehty)', value: 'tehty' },
					{ label: 'Finished (Valmis)', value: 'valmis' },
				],
			},
		],
		complete: false,
		guess: 'service-request-list',
	},
	paging: 'body',
	response: { kind: 'list', fields: readFields, guess: 'service-request-list' },
	evidence: 'webinar',
	source: 'webinar: POST ilmoitukset/selaa',
});

export const serviceRequest: Resource<'serviceRequest'> = {
	value: 'serviceRequest',
	name: 'Service Request (Ilmoitus)',
	description: 'Fault reports and work orders',
	operations: {
		create,
		createWithAttachments: operation({
			sentFor: 'create',
			name: 'Create with Attachments',
			finnish: 'luo vikailmoitus liitteineen',
			action: 'Create a service request with attachments',
			description: 'Create a service request with files, using an older API operation',
			method: 'POST',
			path: 'ilmoitukset/base64',
			access: 'write',
			body: {
				fields: [
					...createFields,
					{
						key: 'Liitteet',
						parameter: 'attachmentFields',
						label: 'Attachments (Liitteet)',
						type: 'fileList',
						guess: 'service-request-attachments',
						description: 'Files to attach, by an older operation of the API',
					},
				],
				complete: false,
				guess: 'service-request-attachments',
			},
			response: { kind: 'created', guess: 'created-records' },
			createOnce,
			evidence: 'webinar',
			source: 'webinar: POST ilmoitukset/base64',
		}),
		get,
		getAll,
		getFollowUps: {
			composite: 'getFollowUps',
			name: 'Get Follow-Ups',
			finnish: 'jatkoilmoitukset',
			action: 'Get the follow-ups of a service request',
			description: 'Get the service requests that another one led to, by its ID in ParentId',
			steps: [getAll],
			calls:
				'1 for each 250 service requests, once for all items, or 1 if your account can search by ParentId',
			access: 'read',
			pathParameters: { id: serviceRequestId },
			query: [],
			response: { kind: 'list', fields: readFields, guess: 'service-request-list' },
			evidence: 'webinar',
			source: 'webinar: POST ilmoitukset/selaa',
		},
		createFollowUp: {
			composite: 'createFollowUp',
			name: 'Create Follow-Up',
			finnish: 'luo jatkoilmoitus',
			action: 'Create a follow-up of a service request',
			description: 'Create a service request that belongs to another one, for the same property',
			steps: [get, create],
			calls: '2',
			access: 'write',
			pathParameters: { id: serviceRequestId },
			query: [],
			body: { model: 'ApiIlmoitusRequestModel', fields: followUpFields, complete: false },
			response: { kind: 'created', guess: 'created-records' },
			createOnce,
			evidence: 'helpPage',
			source: 'Help: POST ilmoitukset/lisaa, with ParentId',
		},
		receive,
		putOnHold: operation({
			name: 'Put on Hold',
			finnish: 'siirrä odottamaan',
			action: 'Put a service request on hold',
			description: 'Mark a service request as waiting (odottaa), with a comment for the resident',
			method: 'POST',
			path: 'ilmoitukset/{ilmoitus_id}/odotukseen',
			access: 'write',
			pathParameters,
			body: stateChangeBody,
			response: { kind: 'nothing', guess: 'empty-responses' },
			recordIds: { Id: 'serviceRequest' },
			evidence: 'webinar',
			source: 'webinar: POST ilmoitukset/{ilmoitus_id}/odotukseen',
		}),
		markDone,
		complete: {
			composite: 'completeServiceRequest',
			name: 'Complete',
			finnish: 'vastaanota ja kuittaa ilmoitus tehdyksi',
			action: 'Complete a service request',
			description: 'Receive a service request if needed, then mark it done',
			steps: [receive, markDone],
			calls: '2',
			access: 'write',
			pathParameters,
			query: [],
			body: stateChangeBody,
			response: { kind: 'nothing', guess: 'empty-responses' },
			recordIds: { Id: 'serviceRequest' },
			evidence: 'webinar',
			source: 'webinar: the two operations it is made of',
		},
	},
};
