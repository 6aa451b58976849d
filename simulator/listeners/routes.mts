import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z, ZodError } from 'zod';
import { checkEcho } from './delivery.mts';
import { deliverySettingsShape, listenerShape } from './listener.mts';
import type { SimulatorState } from '../state.mts';
import { listenersPage } from './page.mts';

const idShape = z.object({ id: z.coerce.number().int().min(1) });
const formShape = z.object({
	address: z.string(),
	events: z.string().default(''),
	signingSecret: z.string().default(''),
	skipEcho: z.string().optional(),
});
const jsonShape = listenerShape.extend({ skipEcho: z.boolean().default(false) });

function fromForm(body: unknown): z.infer<typeof jsonShape> {
	const { events, skipEcho, ...rest } = formShape.parse(body);
	const names = events.split(',').map((name) => name.trim());
	return jsonShape.parse({
		...rest,
		events: names.filter((name) => name !== ''),
		skipEcho: skipEcho !== undefined,
	});
}

/** Administration of listeners, as a page and as JSON. */
export function addListenerRoutes(routes: FastifyInstance, state: SimulatorState): void {
	const { listeners } = state;
	routes.setErrorHandler((error, _request, reply) =>
		error instanceof ZodError
			? reply.code(400).send({ issues: error.issues })
			: reply.code(500).send({ message: String(error) }),
	);
	routes.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))),
	);

	routes.get('/webhooks', (_request, reply) => reply.type('text/html').send(listenersPage(state)));
	routes.post('/webhooks', async (request, reply) => await register(state, request, reply));
	routes.post('/webhooks/:id/remove', (request, reply) => {
		listeners.remove(idShape.parse(request.params).id);
		return reply.redirect('../../webhooks', 303);
	});
	routes.delete('/webhooks/:id', (request, reply) =>
		reply.code(listeners.remove(idShape.parse(request.params).id) ? 204 : 404).send(),
	);
	routes.get('/webhooks/deliveries', () => listeners.log);
	routes.get('/webhooks/settings', () => listeners.settings);
	routes.patch('/webhooks/settings', (request) => {
		listeners.configure(deliverySettingsShape.partial().parse(request.body));
		return listeners.settings;
	});
}

async function register(
	state: SimulatorState,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	const isForm = request.headers['content-type']?.includes('urlencoded') ?? false;
	const { skipEcho, ...settings } = isForm ? fromForm(request.body) : jsonShape.parse(request.body);
	const problem = skipEcho ? undefined : await checkEcho(settings.address);
	if (problem !== undefined) {
		if (!isForm) return await reply.code(422).send({ message: problem });
		const page = listenersPage(state, `Not added. ${problem}.`);
		return await reply.code(422).type('text/html').send(page);
	}
	const { id } = state.listeners.add(settings);
	return isForm ? await reply.redirect('webhooks', 303) : await reply.code(201).send({ id });
}
