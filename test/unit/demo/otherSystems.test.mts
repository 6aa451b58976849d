import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import type { ReceivedMail } from '../../../demo/mailbox.mts';
import { OtherSystems } from '../../../demo/otherSystems.mts';

describe('the other systems', () => {
	const called: Array<Readonly<Record<string, string>>> = [];
	const mails: ReceivedMail[] = [];
	let systems: OtherSystems;

	beforeEach(async () => {
		called.length = 0;
		mails.length = 0;
		systems = await OtherSystems.open({
			mails,
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

	it('show what arrived, a table for each kind, newest first, as text', async () => {
		const crm = systems.addressOf('crm.example.com');
		await axios.put(`${crm}/leads/1`, { note: '<b>ä</b>\nö' });
		await axios.put(`${crm}/leads/2`, Buffer.from('PDF'), {
			headers: { 'Content-Type': 'application/pdf' },
		});
		const { data: shown } = await axios.get<string>(`${systems.url}received`);
		expect(shown).toContain('&#60;b&#62;ä&#60;/b&#62;\nö');
		expect(shown).toContain('A file of 3 bytes');
		expect(shown.match(/PUT crm.example.com\/leads\/…/g)).toHaveLength(1);
		expect(shown.indexOf('<td>2</td>')).toBeLessThan(shown.indexOf('<td>1</td>'));
		const { data: list } = await axios.get<string>(`${systems.url}received/list`);
		expect(shown).toContain(list);
		expect(systems.arrivals).toHaveLength(2);
	});

	it('show the mails, newest first, with what they ask and have with them', async () => {
		const { data: empty } = await axios.get<string>(`${systems.url}mailbox`);
		expect(empty).toContain('No mails yet.');
		const mail = { receivedAt: new Date(), from: 'n8n@example.com', to: ['a@example.com'] };
		const pdf = { name: 'lasku.pdf', contentType: 'application/pdf', content: Buffer.from('PDF') };
		const question = '<a href="http://127.0.0.1:5678/form-waiting/1">Vastaa</a>';
		mails.push(
			{ ...mail, subject: 'Vanha', text: '', html: '', attachments: [] },
			{ ...mail, subject: '<Uusi>', text: 'Ääri', html: question, attachments: [pdf] },
		);
		const { data: shown } = await axios.get<string>(`${systems.url}mailbox`);
		expect(shown.indexOf('&#60;Uusi&#62;')).toBeLessThan(shown.indexOf('Vanha'));
		expect(shown).toContain('Files: lasku.pdf (3 bytes)');
		expect(shown).toContain('<a href="http://127.0.0.1:5678/form-waiting/1">');
	});

	it('call n8n with what is in the form, and show how it responded', async () => {
		expect(await page()).toContain('value="so far 0"');
		expect(await send('Väinö')).toContain('A lead is won: n8n responded with 202.');
		expect(await send('nobody')).toContain('A lead is won: n8n did not respond.');
		expect(called).toEqual([{ name: 'Väinö' }, { name: 'nobody' }]);
	});
});
