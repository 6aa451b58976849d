import { operation, type Field, type Resource } from '../types';

/** Names of related models (EVIDENCE.md#persons). */
export const personFields: readonly Field[] = [
	{
		key: 'Etunimi',
		parameter: 'firstName',
		label: 'First Name (Etunimi)',
		type: 'text',
		placeholder: 'e.g. Maija',
		guess: 'persons',
	},
	{
		key: 'Sukunimi',
		parameter: 'lastName',
		label: 'Last Name (Sukunimi)',
		type: 'text',
		placeholder: 'e.g. Mäkinen',
		guess: 'persons',
	},
	{
		key: 'Henkilotunnus',
		parameter: 'identityCode',
		label: 'Identity Code (Henkilötunnus)',
		type: 'text',
		isIdentityCode: true,
		placeholder: 'e.g. 010190-900P',
		guess: 'persons',
	},
	{
		key: 'Sahkoposti',
		parameter: 'email',
		label: 'Email (Sähköposti)',
		type: 'text',
		placeholder: 'e.g. name@email.com',
		guess: 'persons',
	},
	{
		key: 'Puhelin',
		parameter: 'phone',
		label: 'Phone (Puhelin)',
		type: 'text',
		placeholder: 'e.g. 040 123 4567',
		guess: 'persons',
	},
	{
		key: 'Katuosoite',
		parameter: 'streetAddress',
		label: 'Street Address (Katuosoite)',
		type: 'text',
		placeholder: 'e.g. Esimerkkikatu 1 A 2',
		guess: 'persons',
	},
	{
		key: 'Postinumero',
		parameter: 'postalCode',
		label: 'Postal Code (Postinumero)',
		type: 'text',
		placeholder: 'e.g. 00100',
		guess: 'persons',
	},
	{
		key: 'Postitoimipaikka',
		parameter: 'city',
		label: 'City (Postitoimipaikka)',
		type: 'text',
		placeholder: 'e.g. Helsinki',
		guess: 'persons',
	},
];

const search = operation({
	name: 'Get Many',
	finnish: 'hae henkilöt',
	action: 'Get many people',
	description: 'Search for people, for example by name or personal identity code',
	method: 'GET',
	path: 'osapuolet/henkilot',
	access: 'read',
	query: [
		{
			key: 'Hakusana',
			parameter: 'searchWord',
			label: 'Search Word (Hakusana)',
			type: 'text',
			required: true,
			placeholder: 'e.g. Mäkinen',
			description: 'A name or a personal identity code (henkilötunnus)',
		},
	],
	response: {
		kind: 'list',
		fields: [
			{ key: 'Id', type: 'integer', guess: 'persons' },
			{ key: 'Nimi', type: 'text', guess: 'persons' },
			{ key: 'Henkilotunnus', type: 'text', nullable: true, guess: 'persons' },
			{ key: 'Turvakielto', type: 'boolean', nullable: true, guess: 'persons' },
		],
		guess: 'persons',
	},
	evidence: 'webinar',
	source: 'webinar: GET osapuolet/henkilot?Hakusana=',
});

const create = operation({
	name: 'Create',
	finnish: 'luo henkilö',
	action: 'Create a person',
	description: 'Create a person in the party register and return the party ID',
	method: 'POST',
	path: 'osapuolet/henkilot',
	access: 'write',
	body: {
		fields: personFields,
		requiresOneOf: ['lastName', 'firstName'],
		complete: false,
		guess: 'persons',
	},
	response: { kind: 'created', guess: 'created-records' },
	// The identity code is a reference of its own: Find or Create.
	createOnce: {
		keptIn: { email: 'Sahkoposti', phone: 'Puhelin', streetAddress: 'Katuosoite' },
		alone: ['email', 'phone', 'streetAddress'],
		lookups: [
			{ from: ['person', 'getAll'], given: { searchWord: ['lastName', 'firstName'] } },
			{ from: 'party' },
		],
	},
	evidence: 'webinar',
	source: 'webinar: POST osapuolet/henkilot',
});

export const person: Resource<'person'> = {
	value: 'person',
	name: 'Person (Henkilö)',
	description: 'People in the party register',
	operations: {
		getAll: search,
		create,
		findOrCreate: {
			composite: 'findOrCreatePerson',
			name: 'Find or Create',
			finnish: 'etsi tai luo henkilö',
			action: 'Find or create a person',
			description: 'Find a person by identity code, or create one if there is none',
			steps: [search, create],
			calls: '1 when found, 2 when created',
			access: 'write',
			pathParameters: {},
			query: [],
			body: {
				fields: [
					...personFields.map(
						(field): Field =>
							field.parameter === 'identityCode' ? { ...field, required: true } : field,
					),
					{
						// A setting of the composite. Neither step sends it.
						key: 'takeFirst',
						parameter: 'takeFirst',
						label: 'Use First Match',
						type: 'boolean',
						description:
							'Whether to use the first person if several have this identity code, instead of stopping with their IDs',
					},
				],
				complete: false,
				guess: 'persons',
			},
			response: {
				kind: 'record',
				fields: [
					{ key: 'Id', type: 'integer' },
					{ key: 'created', type: 'boolean' },
				],
				guess: 'persons',
			},
			evidence: 'webinar',
			source: 'webinar: the two operations it is made of',
		},
	},
};
