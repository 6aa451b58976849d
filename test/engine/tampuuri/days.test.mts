import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { setUp } from './setUp.mts';

const tampuuri = setUp();

const END: INodeParameters = {
	resource: 'lease',
	operation: 'end',
	lease: { __rl: true, mode: 'id', value: '3000001' },
	endDate: '31.1.2027',
};
const LIVE: INodeParameters = {
	resource: 'anyOperation',
	operation: 'call',
	apiOperation: { __rl: true, mode: 'list', value: 'POST esimerkki/avaimet' },
	fields: {
		mappingMode: 'defineBelow',
		value: {
			'Otsikko (body, text)': 'A',
			'KohdeId (body, integer)': 1000001,
			'Idt (body, integerList)': '1',
			'AlkuPvm (body, date)': '31.1.2027',
		},
	},
};

describe('a calendar day goes out', () => {
	it.each<[string, string | undefined, INodeParameters, RegExp]>([
		['at midnight', undefined, END, /"2027-01-31T00:00:00"/],
		['at midnight', 'midnight', END, /"2027-01-31T00:00:00"/],
		['bare', 'bare', END, /"2027-01-31"/],
		['at midnight in a live field', undefined, LIVE, /"2027-01-31T00:00:00"/],
		['bare in a live field', 'bare', LIVE, /"2027-01-31"/],
	])('%s, with a profile that says %p', async (_how, dates, parameters, expected) => {
		const profile = { version: 1, checkedAt: '2026-11-29', ...(dates && { dates }) };
		const { error } = await tampuuri.run({
			parameters,
			credentials: tampuuri.credentials({ accountProfile: JSON.stringify(profile) }),
		});
		expect(error).toBeUndefined();
		const [entry] = tampuuri.simulator.requestLog.entries;
		expect(JSON.stringify(entry)).toMatch(expected);
	});
});
