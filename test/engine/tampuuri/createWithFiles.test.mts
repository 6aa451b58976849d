import { describe, expect, it } from '@jest/globals';
import type { INodeParameters } from 'n8n-workflow';
import { storeFile } from '../harness/index.mts';
import { setUp } from './setUp.mts';

const tampuuri = setUp({ units: 10 });

async function create(
	attachmentFields: unknown,
	more: INodeParameters = {},
	credentials = tampuuri.credentials(),
) {
	const data = await storeFile(Buffer.from('kuva'), {
		fileName: 'hana.jpg',
		mimeType: 'image/jpeg',
	});
	const outcome = await tampuuri.run({
		parameters: {
			resource: 'serviceRequest',
			operation: 'create',
			costCentre: { __rl: true, mode: 'id', value: '1000001' },
			title: 'Hana vuotaa',
			taskDescription: 'Keittiön hana tippuu.',
			additionalFields: { attachmentFields, urgency: 'Kiireellinen' } as INodeParameters,
			...more,
		},
		items: [{ json: {}, binary: { data } }],
		credentials,
	});
	const requests = tampuuri.simulator.requestLog.entries;
	return { ...outcome, requests };
}

const WITHOUT = {
	KustannuspaikkaId: 1000001,
	Otsikko: 'Hana vuotaa',
	TyotehtavanKuvaus: 'Keittiön hana tippuu.',
	Kiireellisyys: 'Kiireellinen',
};

describe('Create a service request', () => {
	it.each(['', ' , ', '={{ [] }}', '={{ null }}', '={{ undefined }}'])(
		'without files is the usual operation: %j',
		async (names) => {
			const { requests, json } = await create(names);
			expect(requests.map(({ operation }) => operation)).toEqual(['POST ilmoitukset/lisaa']);
			expect(requests[0]?.body).toEqual(WITHOUT);
			expect(json).toEqual([{ Id: expect.any(Number) }]);
		},
	);

	it.each(['data', '={{ ["data"] }}'])('with files sends them in one call: %j', async (names) => {
		const { requests, json } = await create(names);
		expect(requests.map(({ operation }) => operation)).toEqual(['POST ilmoitukset/base64']);
		expect(requests[0]?.body).toEqual({
			...WITHOUT,
			Liitteet: [
				{
					FileName: 'hana.jpg',
					ContentType: 'image/jpeg',
					Base64Content: Buffer.from('kuva').toString('base64'),
				},
			],
		});
		expect(json).toEqual([{ Id: expect.any(Number) }]);
	});

	it('with a file that the item does not have is refused unsent', async () => {
		const { requests, error } = await create('photo');
		expect(error?.message).toContain('photo');
		expect(requests).toEqual([]);
	});

	it('shows in a preview which one it would be', async () => {
		const { json, requests } = await create('data', { options: { preview: true } });
		expect(json[0]).toMatchObject({ path: 'ilmoitukset/base64' });
		expect(requests).toEqual([]);
	});

	it("spells the files as the account's profile does", async () => {
		const names = { 'serviceRequest.createWithAttachments.attachmentFields': 'Tiedostot' };
		const accountProfile = JSON.stringify({ version: 1, checkedAt: '2026-11-25', names });
		const { json } = await create(
			'data',
			{ options: { preview: true } },
			tampuuri.credentials({ accountProfile }),
		);
		expect(JSON.stringify(json)).toContain('"Tiedostot"');
	});
});
