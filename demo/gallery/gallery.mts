import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import { LOOPBACK } from '../../simulator/loopback.mts';
import { projectFolder } from '../../tools/projectFolder.js';
import { CATEGORY_NAMES } from './categories.mts';
import { categoryNumber, galleryTemplates, type GalleryTemplate } from './galleryTemplates.mts';

/** What n8n's editor sends: `limit`; n8n's documentation names it `rows`. */
const searchShape = z.object({
	search: z.string().default(''),
	category: z.string().default(''),
	page: z.coerce.number().int().min(1).catch(1),
	limit: z.coerce.number().int().min(1).optional(),
	rows: z.coerce.number().int().min(1).optional(),
});
const idShape = z.object({ id: z.coerce.number().int() });
const pictureShape = z.object({ '*': z.string().regex(/^(fi\/)?[\w-]+\.png$/) });

const PAGE_SIZE = 20;
const FIRST_COLLECTION = 'Start here';

interface GalleryOptions {
	/** 0, the default, takes any free port. */
	port?: number;
	/** Default: this machine only. */
	host?: string;
	/** Changes a workflow's text before it is served. */
	adapt?: (text: string) => string;
}

/**
 * n8n's template library with the ready workflows, by the endpoints that n8n documents for
 * `N8N_TEMPLATES_HOST`. It serves only what is public, and changes nothing.
 */
export class Gallery {
	readonly templates: readonly GalleryTemplate[];
	private readonly server: FastifyInstance;

	private constructor(server: FastifyInstance, templates: readonly GalleryTemplate[]) {
		this.server = server;
		this.templates = templates;
		server.addHook('onSend', async (request, reply) => void reply.headers(forAnyPage(request)));
		server.options('/*', (_request, reply) => reply.code(204).send());
		server.get('/health', () => ({ status: 'OK' }));
		this.addTemplates();
		this.addLists();
	}

	static async open({ port = 0, host = LOOPBACK, adapt }: GalleryOptions = {}): Promise<Gallery> {
		// Behind a proxy, the addresses of pictures begin as the browser's do.
		const server = fastify({ forceCloseConnections: true, trustProxy: true });
		const gallery = new Gallery(server, galleryTemplates(adapt));
		await server.listen({ host, port });
		return gallery;
	}

	/** The value for `N8N_TEMPLATES_HOST`. */
	get url(): string {
		return this.server.listeningOrigin;
	}

	/** With what n8n is started to show it. */
	get environment(): Record<string, string> {
		return { N8N_TEMPLATES_ENABLED: 'true', N8N_TEMPLATES_HOST: this.url };
	}

	async close(): Promise<void> {
		await this.server.close();
	}

	private addTemplates(): void {
		this.server.get('/templates/workflows/:id', (request, reply) => {
			const found = this.byId(request);
			return found ? { workflow: presented(found, request) } : reply.callNotFound();
		});
		this.server.get('/workflows/templates/:id', (request, reply) => {
			const found = this.byId(request);
			if (!found) return reply.callNotFound();
			return { id: found.id, name: found.name, workflow: found.workflow };
		});
		this.server.get('/pictures/*', (request, reply) => {
			const file = join(PICTURES, pictureShape.parse(request.params)['*']);
			if (!existsSync(file)) return reply.callNotFound();
			return reply.type('image/png').send(readFileSync(file));
		});
	}

	private addLists(): void {
		this.server.get('/templates/search', (request) => this.search(request));
		this.server.get('/templates/categories', () => ({ categories: categories() }));
		this.server.get('/templates/collections', () => ({ collections: [this.collection()] }));
		this.server.get('/templates/collections/:id', (request, reply) => {
			const { id } = idShape.parse(request.params);
			const collection = this.collection();
			if (id !== collection.id) return reply.callNotFound();
			const workflows = collection.workflows.map((one) => presented(one, request));
			return { collection: { ...collection, workflows } };
		});
	}

	private byId({ params }: FastifyRequest): GalleryTemplate | undefined {
		const wanted = idShape.safeParse(params);
		return wanted.success ? this.templates.find(({ id }) => id === wanted.data.id) : undefined;
	}

	private search(request: FastifyRequest) {
		const { search, category, page, limit, rows } = searchShape.parse(request.query);
		const size = limit ?? rows ?? PAGE_SIZE;
		const wanted = category.split(',').filter(Boolean);
		const words = search.toLowerCase().split(/\s+/).filter(Boolean);
		const found = this.templates.filter((template) => {
			const text = `${template.name} ${template.description}`.toLowerCase();
			const fits = wanted.length === 0 || wanted.some((one) => template.categories.includes(one));
			return fits && words.every((word) => text.includes(word));
		});
		return {
			totalWorkflows: found.length,
			workflows: found.slice((page - 1) * size, page * size).map((one) => presented(one, request)),
			filters: [],
		};
	}

	/** The templates to try first. */
	private collection() {
		const workflows = this.templates.filter(({ categories: names }) =>
			names.includes(FIRST_COLLECTION),
		);
		return {
			id: categoryNumber(FIRST_COLLECTION),
			rank: 1,
			name: FIRST_COLLECTION,
			description: 'The ready workflows to try first.',
			totalViews: 0,
			createdAt: workflows[0]?.createdAt ?? '',
			image: [],
			categories: [],
			nodes: workflows.flatMap(({ nodes }) => nodes),
			workflows,
		};
	}
}

function categories(): Array<{ id: number; name: string }> {
	return CATEGORY_NAMES.map((name) => ({ id: categoryNumber(name), name }));
}

const PICTURES = join(projectFolder, 'docs/images/templates');

/** The editor asks from its own address and with cookies, for which `*` would not do. */
function forAnyPage({ headers }: FastifyRequest) {
	return {
		'access-control-allow-origin': headers.origin ?? '*',
		'access-control-allow-credentials': 'true',
		'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
		'access-control-allow-methods': 'GET, OPTIONS',
		vary: 'Origin',
	};
}

/** A template as n8n's editor reads it. */
function presented(template: GalleryTemplate, { protocol, host }: FastifyRequest) {
	const { key, nodes, workflow, categories: names, ...rest } = template;
	return {
		...rest,
		key,
		nodes,
		workflow,
		totalViews: 0,
		user: { username: 'n8n-nodes-tampuuri', name: 'n8n-nodes-tampuuri', verified: false },
		categories: categories().filter(({ name }) => names.includes(name)),
		image: [{ id: 1, url: `${protocol}://${host}/pictures/${key}.png` }],
		workflowInfo: { nodeCount: workflow.nodes.length, nodeTypes: {} },
	};
}
