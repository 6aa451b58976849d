import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios, { type AxiosInstance } from 'axios';
import { Gallery } from '../../../demo/gallery/gallery.mts';
import { projectFolder } from '../../../tools/projectFolder.js';

describe('the gallery', () => {
	let gallery: Gallery;
	let http: AxiosInstance;

	beforeAll(async () => {
		const adapt = (text: string) => text.replaceAll('crm.example.com', 'crm.test');
		gallery = await Gallery.open({ adapt });
		http = axios.create({ baseURL: gallery.url, validateStatus: () => true });
	});

	afterAll(() => gallery.close());

	const lead = () => gallery.templates.find(({ key }) => key === 'crm-lead-to-lease');
	const found = async (params: object) => {
		const { data } = await http.get('/templates/search', { params });
		const keys = data.workflows.map(({ key }: { key: string }) => key);
		return { total: data.totalWorkflows, keys };
	};

	it('has each template in a category, with a picture, and each step with an icon', () => {
		for (const { key, categories, description, nodes } of gallery.templates) {
			expect([key, categories]).not.toEqual([key, []]);
			if (description !== '') expect(description).toContain('(fileId:1)');
			expect(description).not.toMatch(/\]\((?!https:|fileId:1)/);
			for (const { name, displayName } of nodes) {
				expect([name, displayName === 'Tampuuri']).toEqual([name, /tampuuri/.test(name)]);
			}
		}
	});

	it('gives the template with its workflow, and the workflow alone', async () => {
		const { data: whole } = await http.get(`/templates/workflows/${lead()?.id}`);
		expect(whole.workflow).toMatchObject({
			id: lead()?.id,
			name: lead()?.name,
			description: expect.stringContaining('**Costs:**'),
			categories: [{ id: expect.any(Number), name: 'Leases and CRM' }],
			image: [{ id: 1, url: `${gallery.url}/pictures/crm-lead-to-lease.png` }],
		});
		const { data: alone } = await http.get(`/workflows/templates/${lead()?.id}`);
		expect(alone.workflow).toEqual(whole.workflow.workflow);
		expect(JSON.stringify(alone)).toContain('crm.test');
		expect(JSON.stringify(alone)).not.toContain('crm.example.com');
	});

	it('finds by words and category, page by page', async () => {
		const all = await found({});
		expect(all.total).toBe(gallery.templates.length);
		expect((await found({ search: 'CRM won' })).keys).toEqual(['crm-lead-to-lease']);
		expect(await found({ search: 'avaruusalus' })).toEqual({ total: 0, keys: [] });
		const { keys } = await found({ category: 'Leases and CRM,AI' });
		expect(keys).toEqual(expect.arrayContaining(['crm-lead-to-lease', 'ask-about-building']));
		expect(keys).not.toContain('maintenance');
		const pages = [1, 2].map(async (page) => (await found({ page, limit: 5 })).keys);
		const [first, second] = await Promise.all(pages);
		const everything = (await found({ limit: 500 })).keys;
		expect([...first, ...second]).toEqual(everything.slice(0, 10));
	});

	it('lists categories and a collection to begin with', async () => {
		const { data } = await http.get('/templates/categories');
		expect(data.categories.map(({ name }: { name: string }) => name)).toContain('Maintenance');
		const [first] = (await http.get('/templates/collections')).data.collections;
		const { data: opened } = await http.get(`/templates/collections/${first.id}`);
		expect(opened.collection.workflows.map(({ key }: { key: string }) => key)).toContain(
			'maintenance',
		);
	});

	it('has the Finnish twins in a category of their own', async () => {
		const { keys } = await found({ category: 'Suomeksi', limit: 500 });
		const english = gallery.templates.map(({ key }) => key).filter((key) => !key.includes('/'));
		expect([...keys].sort()).toEqual(english.map((key) => `fi/${key}`).sort());
		const twin = gallery.templates.find(({ key }) => key === 'fi/maintenance');
		expect(twin?.description).toContain('**Kutsuja:**');
		const { data } = await http.get(`/templates/workflows/${twin?.id}`);
		expect(data.workflow.image[0].url).toBe(`${gallery.url}/pictures/fi/maintenance.png`);
	});

	it('gives pictures', async () => {
		const response = await http.get<Buffer>('/pictures/maintenance.png', {
			responseType: 'arraybuffer',
		});
		expect(response.headers['content-type']).toBe('image/png');
		const file = readFileSync(join(projectFolder, 'docs/images/templates/maintenance.png'));
		expect(Buffer.from(response.data).equals(file)).toBe(true);
	});

	it.each([
		'/templates/workflows/1',
		'/templates/workflows/x',
		'/workflows/templates/1',
		'/templates/collections/1',
		'/templates/collections/x',
		'/pictures/nothing.png',
		'/pictures/..%2F..%2Fpackage.png',
		'/package.json',
	])('has nothing at %s', async (address) => {
		expect((await http.get(address)).status).toBeGreaterThanOrEqual(400);
	});

	it('lets the editor of any address ask, and is well', async () => {
		const headers = {
			origin: 'https://n8n.example.com',
			'access-control-request-headers': 'n8n-version',
		};
		const { status, headers: allowed } = await http.options('/templates/search', { headers });
		expect(status).toBe(204);
		// The editor sends cookies, for which a browser does not accept *.
		expect(allowed).toMatchObject({
			'access-control-allow-origin': headers.origin,
			'access-control-allow-credentials': 'true',
			'access-control-allow-headers': 'n8n-version',
		});
		expect((await http.get('/health')).data).toEqual({ status: 'OK' });
	});
});
