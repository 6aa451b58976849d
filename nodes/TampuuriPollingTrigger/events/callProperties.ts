import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { CUSTOM_CALL_PROPERTIES } from '../../shared/helpSite/properties';

const TAKEN = ['method', 'queryParameters', 'body', 'pages'];
const METHODS_THAT_MAY_READ = ['GET', 'POST'];

function shown(property: INodeProperties, show: IDisplayOptions['show']): INodeProperties {
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
	description: 'As on the Help page, with IDs filled in and without the address in front',
};

const ID_FIELD: INodeProperties = {
	displayName: 'ID Field',
	name: 'idField',
	type: 'string',
	default: 'Id',
	description:
		'The field by which a row is known again: it differs from row to row and never changes',
};

/** The fields of a list read by its path: those of the Tampuuri node's custom call. */
export function callProperties(): INodeProperties[] {
	const taken = CUSTOM_CALL_PROPERTIES.filter(({ name }) => TAKEN.includes(name));
	const call = [PATH, ...taken, ID_FIELD];
	const places: Array<IDisplayOptions['show']> = [
		{ event: ['anyList'] },
		{ event: ['leasesEnding'], leasesFrom: ['list'] },
	];
	return places.flatMap((show) => call.map((property) => shown(property, show)));
}
