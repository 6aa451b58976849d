import type { IDisplayOptions, INodeProperties, IPollFunctions } from 'n8n-workflow';
import { readCallByPath } from '../../shared/call/anyOperation';
import type { AccountProfile } from '../../shared/profile/schema';
import type { CallParameters } from '../../shared/call/parameters';
import { InvalidInput } from '../../shared/errors/failure';
import { ANY_OPERATION_PROPERTIES } from '../../shared/helpSite/properties';
import { sourceOf } from './rows';

const TAKEN = ['method', 'queryParameters', 'body', 'pages'];
const METHODS_THAT_MAY_READ = ['GET', 'POST'];

function fieldShown(property: INodeProperties, show: IDisplayOptions['show']): INodeProperties {
	const displayOptions = {
		show: { ...show, ...(property.name === 'body' ? { method: ['POST'] } : {}) },
	};
	if (property.name === 'pages') return { ...property, default: true, displayOptions };
	if (property.name !== 'method') return { ...property, displayOptions };
	const options = METHODS_THAT_MAY_READ.map((name) => ({ name, value: name }));
	return { ...property, options, displayOptions };
}

const PATH: INodeProperties = {
	displayName: 'Path',
	name: 'path',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. ilmoitukset/selaa',
	description: 'As on the Help page, without the base URL and with IDs filled in',
};

const ID_FIELD: INodeProperties = {
	displayName: 'ID Field',
	name: 'idField',
	placeholder: 'e.g. KohdeId',
	type: 'string',
	default: 'Id',
	description: 'Field that identifies a row. Its value must be unique and never change.',
};

/** The fields for a list read by path, taken from *Any Operation*. */
export function listByPathFields(show: IDisplayOptions['show'] = {}): INodeProperties[] {
	const taken = ANY_OPERATION_PROPERTIES.filter(({ name }) => TAKEN.includes(name));
	return [PATH, ...taken, ID_FIELD].map((property) => fieldShown(property, show));
}

/**
 * Reads the parameters of a call to any operation that reads a list.
 *
 * @throws InvalidInput when it may change something
 */
export function listByPath(
	context: IPollFunctions,
	profile: AccountProfile | undefined,
): CallParameters {
	const source = sourceOf(context, { returnAll: true, access: 'auto', responseFormat: 'json' });
	const path = String(context.getNodeParameter('path')).trim();
	const call = readCallByPath(source, 0, { path, profile });
	if (call.operation.access === 'write') {
		throw new InvalidInput(
			`${call.operation.method} ${call.operation.path} may change data, so it can't be polled`,
			'Every poll would make the change again. Use GET, or POST to a path that ends in selaa or hae.',
		);
	}
	return { ...call, operation: { ...call.operation, response: { kind: 'list', fields: [] } } };
}
