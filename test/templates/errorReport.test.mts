import { describe, expect, test } from '@jest/globals';
import { useTemplateBench } from './templateBench.mts';

describe('templates/error-report.json', () => {
	const bench = useTemplateBench();

	test('tells what Tampuuri said when another workflow fails', async () => {
		const report = await bench().import('error-report');
		await bench().client.publishWorkflow(report);
		const failing = await bench().create({
			name: 'Epäonnistuva',
			nodes: [
				{
					id: 'trigger',
					name: 'Called',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2.1,
					position: [0, 0],
					parameters: { httpMethod: 'POST', path: 'tampuuri-failing', options: {} },
					webhookId: 'tampuuri-failing',
				},
				{
					id: 'lease',
					name: 'Read Lease',
					type: 'n8n-nodes-tampuuri.tampuuri',
					typeVersion: 1,
					position: [220, 0],
					parameters: {
						resource: 'lease',
						operation: 'get',
						lease: { __rl: true, mode: 'id', value: '999' },
					},
				},
			],
			connections: { Called: { main: [[{ node: 'Read Lease', type: 'main', index: 0 }]] } },
			settings: { errorWorkflow: report.id },
		});
		await bench().client.publishWorkflow(failing);
		await bench().caller.post('/webhook/tampuuri-failing', {});
		const { to, text } = await bench().mailAbout('n8n: "Epäonnistuva" epäonnistui');
		expect(to).toEqual(['isannointi@example.com']);
		expect(text).toContain('Sopimusta 999 ei löydy.');
		expect(text).toContain('Vaihe: Read Lease');
		expect(text).toMatch(/Ajo, jos ajot tallennetaan: http\S+\/executions\/\d+/);
		expect(text).toContain('GET sopimukset/999 returned 404');
	});
});
