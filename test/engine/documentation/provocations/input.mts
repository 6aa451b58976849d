import type { INodeParameters } from 'n8n-workflow';
import { storeFile } from '../../harness/index.mts';
import type { PollingSetUp } from '../../polling/setUp.mts';
import { byId, LIST, said, saidAfter, type Provocations, type Provoke } from './provoke.mts';

const byExpression = (value: unknown) => byId(`={{ ${JSON.stringify(value)} }}`);
const byPath = (value: string): INodeParameters => ({ __rl: true, mode: 'path', value });

const REQUEST = {
	resource: 'serviceRequest',
	operation: 'create',
	costCentre: byId(1000001),
	title: 'Kitchen tap',
	taskDescription: 'It leaks',
};
const CHARGE = { resource: 'lease', operation: 'addCharge', lease: byId(3000001) };
const PATH_CALL = { resource: 'anyOperation', operation: 'call' };
const FILE = {
	resource: 'document',
	operation: 'addToProperty',
	property: byId(1000001),
	category: 'Muut',
	binaryFields: 'data',
};

/** Values that are refused before anything is sent. */
export function inputProvocations(tampuuri: PollingSetUp): Provocations {
	const withFile =
		(content: Buffer, parameters: INodeParameters = {}): Provoke =>
		async () => {
			const file = await storeFile(content, { fileName: 'a.pdf', mimeType: 'application/pdf' });
			const items = [{ json: {}, binary: { data: file } }];
			return String(
				(await tampuuri.run({ parameters: { ...FILE, ...parameters }, items })).error?.message,
			);
		};

	return {
		'… is empty': said(tampuuri, { ...REQUEST, title: "={{ '' }}" }),
		'… are both empty': said(tampuuri, { resource: 'property', operation: 'create' }),
		'… is not an ID: "…"': said(tampuuri, { ...REQUEST, costCentre: byExpression('Mäntylä') }),
		'… is not a number: "…"': said(tampuuri, {
			...CHARGE,
			additionalFields: { amount: "={{ 'much' }}" },
		}),
		'… is not a whole number: …': said(tampuuri, {
			...CHARGE,
			additionalFields: { chargeTypeId: 1.5 },
		}),
		'… is …': said(tampuuri, { ...CHARGE, additionalFields: { chargeTypeId: 0 } }),
		'… is … characters long': said(tampuuri, { ...REQUEST, title: 'x'.repeat(256) }),
		'… is neither true nor false: "…"': said(tampuuri, {
			...REQUEST,
			additionalFields: { private: "={{ 'maybe' }}" },
		}),
		'… is not a date: "…"': said(tampuuri, {
			resource: 'lease',
			operation: 'end',
			lease: byId(3000001),
			endDate: 'tomorrow',
		}),
		'… is not one word: "…"': said(tampuuri, {
			resource: 'document',
			operation: 'getChanges',
			documentType: 'a/b',
			changedAfter: '2026-01-01',
		}),
		'… is not valid JSON': said(tampuuri, {
			...REQUEST,
			additionalFields: { moreFieldsJson: '{' },
		}),
		'… has the wrong shape': said(tampuuri, {
			...REQUEST,
			additionalFields: { moreFieldsJson: '[]' },
		}),
		'… holds the key "…"': said(tampuuri, {
			...REQUEST,
			additionalFields: { moreFieldsJson: '{"__proto__":1}' },
		}),
		'… holds a slash': said(tampuuri, {
			...PATH_CALL,
			apiOperation: { __rl: true, mode: 'list', value: 'GET tiedostot/{avain}' },
			fields: {
				mappingMode: 'defineBelow',
				value: { 'path:text:avain': 'a/b' },
				schema: [{ id: 'path:text:avain', displayName: 'avain', required: true, type: 'string' }],
			},
		}),
		'… is not a number from … to …': said(tampuuri, { ...LIST, options: { timeout: 0 } }),
		'Limit is not a whole number from 1 up': said(tampuuri, { ...LIST, limit: 0.5 }),
		'The name for … can\'t be "…"': said(tampuuri, {
			...LIST,
			options: { fieldNameState: '__proto__' },
		}),
		'There is no operation "…" for "…"': said(tampuuri, { ...LIST, operation: 'fly' }),
		'There is no method "…"': said(tampuuri, {
			...PATH_CALL,
			apiOperation: byPath('kohteet/1'),
			method: 'FETCH',
		}),
		'The path "…" can\'t be used': said(tampuuri, {
			...PATH_CALL,
			apiOperation: byPath('../kohteet'),
		}),
		'The file "…" is empty': withFile(Buffer.alloc(0)),
		'The file "…" is … MB large': withFile(Buffer.alloc(2_000_000), {
			options: { largestFile: 1 },
		}),
		'… persons have this identity code: IDs …': saidAfter(
			tampuuri,
			{ kind: 'status', status: 200, body: [{ Id: 11 }, { Id: 12 }] },
			{ resource: 'person', operation: 'findOrCreate', identityCode: '010190-932H' },
		),
	};
}
