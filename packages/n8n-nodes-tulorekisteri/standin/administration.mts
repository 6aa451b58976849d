import type { FastifyInstance } from 'fastify';
import { z } from 'zod';

import { MISBEHAVIOURS } from './misbehaviour.mts';
import type { StandIn } from './server.mts';

const DAY = 24 * 60 * 60 * 1000;
const ORDER_REQUEST = z.object({ customerId: z.string().min(1) });
const CUSTOMER_REQUEST = z.object({
	customerId: z.string().min(1),
	daysLeft: z.number(),
	passphrase: z.string().min(4),
});
const SETTINGS = z
	.object({
		getsUntilReady: z.number().int().min(0),
		daysAhead: z.number(),
		misbehaviour: z.enum(MISBEHAVIOURS).nullable(),
		canonicalisation: z.enum(['inclusive', 'exclusive']),
	})
	.partial();

/** Routes the real service has not: making orders and customers, and setting the stage. */
export function administration(http: FastifyInstance, standIn: StandIn): void {
	const { service } = standIn;

	http.get('/standin/authority.pem', async (_request, reply) => {
		await reply.type('application/x-pem-file').send(service.authority.trusted.toString());
	});

	http.get('/standin/journal', async () => service.journal);

	http.post('/standin/orders', async (request) =>
		service.order(ORDER_REQUEST.parse(request.body).customerId),
	);

	http.post('/standin/customers', async (request) => {
		const { customerId, daysLeft, passphrase } = CUSTOMER_REQUEST.parse(request.body);
		const to = new Date(service.now().getTime() + daysLeft * DAY);
		const from = new Date(to.getTime() - 730 * DAY);
		const { certificate, privateKey } = await service.authority.newCustomer(customerId, {
			from,
			to,
		});
		return {
			publicCertificate: certificate.toString(),
			privateKey: privateKey.export({
				type: 'pkcs8',
				format: 'pem',
				cipher: 'aes-256-cbc',
				passphrase,
			}),
		};
	});

	http.put('/standin/settings', async (request) => {
		const { misbehaviour, canonicalisation, ...forService } = SETTINGS.parse(request.body);
		Object.assign(service, forService);
		if (misbehaviour !== undefined) standIn.misbehaviour = misbehaviour ?? undefined;
		if (canonicalisation) standIn.canonicalisation = canonicalisation;
		return { ok: true };
	});
}
