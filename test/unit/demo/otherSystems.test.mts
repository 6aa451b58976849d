import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { OtherSystems } from '../../../demo/otherSystems.mts';

describe('the other systems', () => {
	const called: Array<Readonly<Record<string, string>>> = [];
	let systems: OtherSystems;

	beforeEach(async () => {
		called.length = 0;
		systems = await OtherSystems.open({
			callers: [
				{
					key: 'crm',
					title: 'A lead is won',
					fields: [
						{ name: 'name', label: 'Name', value: 'Säde' },
						{ name: 'count', label: 'Count', value: (arrivals) => `so far ${arrivals.length}` },
					],
					call: async (values) => {
						called.push(values);
						if (values.name === 'nobody') throw new Error('connection refused');
						return 202;
					},
				},
			],
		});
	});

	afterEach(() => systems.close());

	const page = async () => (await axios.get<string>(systems.url)).data;
	const send = async (name: string) => {
		const form = new URLSearchParams({ name });
		return (await axios.post<string>(`${systems.url}call/crm`, form)).data;
	};

	it('stand in the place of the hosts that templates name', () => {
		const url = systems.addressOf('crm.example.com');
		expect(systems.inPlaceOfExamples('"https://crm.example.com/api"')).toBe(`"${url}/api"`);
	});

	it('show on their page what arrived, newest first, as text', async () => {
		const crm = systems.addressOf('crm.example.com');
		await axios.put(`${crm}/leads/1`, { note: '<b>ä</b>\nö' });
		await axios.put(`${crm}/leads/2`, Buffer.from('PDF'), {
			headers: { 'Content-Type': 'application/pdf' },
		});
		const shown = await page();
		expect(shown).toContain('&#60;b&#62;ä&#60;/b&#62;\nö');
		expect(shown).toContain('A file of 3 bytes');
		expect(shown.indexOf('leads/2')).toBeLessThan(shown.indexOf('leads/1'));
		const { data } = await axios.get<string>(`${systems.url}arrivals`);
		expect(shown).toContain(data);
		expect(systems.arrivals).toHaveLength(2);
	});

	it('call n8n with what is in the form, and show how it responded', async () => {
		expect(await page()).toContain('value="so far 0"');
		expect(await send('Väinö')).toContain('A lead is won: n8n responded with 202.');
		expect(await send('nobody')).toContain('A lead is won: n8n did not respond.');
		expect(called).toEqual([{ name: 'Väinö' }, { name: 'nobody' }]);
	});
});
