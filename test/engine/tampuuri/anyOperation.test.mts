import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { readFile } from '../harness/index.mts';
import { setUp } from './setUp.mts';

const tampuuri = setUp({ units: 30, sizes: { serviceRequests: 600 } });

const call = ({ path = '', ...fields }: INodeParameters & { path?: string }) => ({
	resource: 'anyOperation',
	operation: 'call',
	apiOperation: { __rl: true, mode: 'path', value: path },
	...fields,
});

describe('a call by path', () => {
	it('reads a record as a typed operation does', async () => {
		const id = tampuuri.simulator.data.properties.idAt(0);
		const byPath = await tampuuri.run({ parameters: call({ path: `kohteet/${id}` }) });
		const typed = await tampuuri.run({
			parameters: {
				resource: 'property',
				operation: 'get',
				property: { __rl: true, mode: 'id', value: String(id) },
			},
		});
		expect(byPath.json).toHaveLength(1);
		expect(byPath.json).toEqual(typed.json);
	});

	it('sends query and body as they are, ä and ö included', async () => {
		const query = {
			parameter: [
				{ name: 'Hakusana', value: 'Mäki & Öö' },
				{ name: '', value: 'x' },
			],
		};
		await tampuuri.run({
			parameters: call({ path: 'osapuolet/henkilot', queryParameters: query }),
		});
		await tampuuri.run({
			parameters: call({
				method: 'POST',
				path: 'kohteet/tontti/create',
				body: '{"Nimi":"Tontti","ParentId":1000001,"Lisätiedot":"ö"}',
			}),
		});
		const [first, second] = tampuuri.simulator.requestLog.entries;
		expect(first?.query).toEqual({ Hakusana: 'Mäki & Öö' });
		expect(second?.body).toEqual({ Nimi: 'Tontti', ParentId: 1000001, Lisätiedot: 'ö' });
	});

	it('pages like the catalogue does', async () => {
		const { json } = await tampuuri.run({
			parameters: call({
				method: 'POST',
				path: 'ilmoitukset/selaa',
				pages: true,
				returnAll: true,
			}),
		});
		expect(new Set(json.map(({ Id }) => Id)).size).toBe(600);
		expect(tampuuri.simulator.calls.total).toBe(3);
	});

	it.each([
		['GET', 'kohteet/1000001', 'auto', 3],
		['POST', 'ilmoitukset/selaa', 'auto', 3],
		['POST', 'osapuolitiedot/osapuolet/hae', 'auto', 3],
		['POST', 'ilmoitukset/lisaa', 'auto', 1],
		['PUT', 'osapuolet/2000001', 'auto', 1],
		['POST', 'ilmoitukset/lisaa', 'read', 3],
		['GET', 'kohteet/1000001', 'write', 1],
	])(
		'%s %s (%s) is sent %i times when the service is busy',
		async (method, path, access, times) => {
			tampuuri.simulator.faults.set({
				times: 'always',
				action: { kind: 'status', status: 503, retryAfter: 0 },
			});
			await tampuuri.run({
				parameters: call({ method, path, access }),
				credentials: tampuuri.credentials({ timeoutAndRetries: 'custom', retries: '2' }),
			});
			expect(tampuuri.simulator.calls.total).toBe(times);
		},
	);

	it.each([
		[{ kind: 'emptyBody' }, [{ value: null }]],
		[{ kind: 'nullBody' }, [{ value: null }]],
		[{ kind: 'plainString', text: 'hei' }, [{ value: 'hei' }]],
		[{ kind: 'status', status: 200, body: [1, { a: 2 }] }, [{ value: 1 }, { a: 2 }]],
		[{ kind: 'status', status: 200, body: { Total: 1, Items: [{ Id: 9 }] } }, [{ Id: 9 }]],
	] as const)('puts out whatever comes: %p', async (action, expected) => {
		tampuuri.simulator.faults.set({ action });
		expect((await tampuuri.run({ parameters: call({ path: 'kohteet/1' }) })).json).toEqual(
			expected,
		);
	});

	it('puts a file into a binary field', async () => {
		tampuuri.simulator.faults.set({ action: { kind: 'status', status: 200, body: 'sisältö' } });
		const { outputs } = await tampuuri.run({
			parameters: call({ path: 'tiedostot/lataa', responseFormat: 'file' }),
		});
		const item = outputs[0]?.[0];
		expect(item?.json).toMatchObject({ bytes: 9 });
		const { data } = item?.binary ?? {};
		if (data === undefined) throw new Error('no file');
		expect((await readFile(data)).toString('utf8')).toBe('sisältö');
	});
});
