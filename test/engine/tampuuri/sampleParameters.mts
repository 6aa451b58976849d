import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import {
	catalogue,
	collectionOf,
	fieldsOf,
	fileListOf,
	offeredBy,
	withFilesOf,
	type Operation,
	type Field,
	type Row,
	type PathParameter,
	type ReferenceTarget,
} from '../../../dist/nodes/shared/catalogue/index.js';
import type { AccountData } from '../../../simulator/data/accountData.mts';
import { FIRST_IDS } from '../../../simulator/data/seeding.mts';

/** The operation that is sent for an offered one when it is given files. */
export function sentWithFiles(row: Row): Operation | undefined {
	return catalogue
		.flatMap((resource) => offeredBy(resource).map(([name]) => withFilesOf(resource, name)?.[1]))
		.find((one) => one !== undefined && fileListOf(one) === fileListOf(row));
}

/** An id of the data, another one for another variant. */
function idOf(target: ReferenceTarget, { data, variant, state }: Sample): number {
	switch (target) {
		case 'lease':
			return data.leases.idAt(variant);
		case 'party':
			return data.parties.idAt(variant);
		case 'person':
			return data.parties.personIdAt(variant);
		case 'property':
			return data.properties.idAt(variant);
		case 'serviceRequest': {
			const found = data.serviceRequests.browse({ states: [state] }).slice(variant, variant + 1);
			return [...found][0]?.id ?? 0;
		}
	}
}

interface Sample {
	readonly data: AccountData;
	/** 0 or 1: two variants make two different requests. */
	readonly variant: number;
	/** The state a service request must be in for the step. */
	readonly state: 'avoin' | 'vastaanotettu';
}

function locator(value: number | string): NodeParameterValueType {
	return { __rl: true, mode: 'id', value: String(value) };
}

function pathValue(parameter: PathParameter, sample: Sample): NodeParameterValueType {
	const { data, variant } = sample;
	switch (parameter.type) {
		case 'reference':
			return locator(idOf(parameter.to, sample));
		case 'word':
			return variant === 0 ? 'Kohde' : 'Sopimus';
		case 'id':
			if (parameter.parameter === 'meterId') return String(data.meters.idAt(variant));
			if (parameter.parameter === 'thread') return String(FIRST_IDS.contactEvent + variant * 4);
			return String(1 + variant);
	}
}

function value(field: Field, sample: Sample): NodeParameterValueType {
	const { data, variant } = sample;
	switch (field.type) {
		case 'reference':
			return locator(idOf(field.to, sample));
		case 'integer':
		case 'decimal':
			return 5 + variant;
		case 'boolean':
			return variant === 0;
		case 'date':
			return `2026-0${1 + variant}-15`;
		case 'dateTime':
			return `2026-0${1 + variant}-15T08:00:00`;
		case 'choice':
			return { __rl: true, mode: 'value', value: field.choices[0].value };
		case 'integerList':
			return `${data.parties.idAt(variant)}, ${data.parties.idAt(variant + 2)}`;
		case 'textList':
			return 'Pöllö';
		case 'json':
			return field.shape === 'array' ? '[]' : '{}';
		case 'file':
		case 'fileList':
			return 'data';
		case 'text':
			if (field.key === 'tiedosto_id') return data.files.stored.at(variant).key;
			if (field.key === 'Henkilotunnus') return variant === 0 ? '010180-923V' : '020280-923A';
			return `Pöllö ${variant}`.slice(0, field.maxLength ?? 100);
	}
}

/** What an item must be filled in with for the simulator to let the operation through. */
export function sampleParameters(
	resource: string,
	name: string,
	operation: Row,
	data: AccountData,
	variant = 0,
): INodeParameters {
	const steps = 'steps' in operation ? operation.steps : [operation];
	const opensIt = steps.some(({ path }) => path.endsWith('/vastaanota'));
	const sample: Sample = { data, variant, state: opensIt ? 'avoin' : 'vastaanotettu' };
	const fields = fieldsOf(operation);
	const required = fields.filter((field) => field.required);
	const { requiresOneOf = [], requiresAnyField } = operation.body ?? {};
	const oneOf = requiresAnyField ? fields[0]?.parameter : requiresOneOf[0];
	const optional = fields.filter(
		({ parameter, required: isRequired }) => !isRequired && parameter === oneOf,
	);
	return {
		resource,
		operation: name,
		...Object.fromEntries(
			Object.values(operation.pathParameters).map((parameter) => [
				parameter.parameter,
				pathValue(parameter, sample),
			]),
		),
		...Object.fromEntries(required.map((field) => [field.parameter, value(field, sample)])),
		[collectionOf(operation)]: Object.fromEntries(
			optional.map((field) => [field.parameter, value(field, sample)]),
		),
	};
}
