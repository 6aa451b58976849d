import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

/** A lease as the list has it. */
export interface Lease {
	readonly Id: number;
	readonly KohdeId: number;
	readonly OsapuoliId: number;
	readonly Alkupvm: string;
	readonly Loppupvm: string | null;
	readonly Lisatiedot: string;
	readonly Muokattu: string;
}

/** What happened to the list in a day. */
export interface Churn {
	readonly edited: number;
	readonly backDated: number;
	readonly deleted: number;
	readonly added: number;
}

const PAGE = z.object({ Offset: z.number(), Limit: z.number() });
const SINGLE = /\/sopimukset\/(\d+)$/;

/** A Tampuuri with nothing but a list of leases, in the order of their IDs, that people change. */
export class Source {
	/** The offsets of the pages that were asked for, since the last `forget`. */
	readonly pages: number[] = [];
	/** The single leases that were asked for. */
	readonly singles: number[] = [];
	/** Called at each call before the response is made. */
	onCall: () => void = () => {};
	private leases: Lease[];
	private nextId: number;
	private readonly random: () => number;
	private readonly server = createServer((request, response) => {
		void this.respond(request).then(({ status, body }) => {
			response.writeHead(status, { 'content-type': 'application/json' });
			response.end(JSON.stringify(body));
		});
	});

	constructor(size: number, random: () => number) {
		this.random = random;
		this.leases = Array.from({ length: size }, (_, index) => this.lease(3_000_001 + index, 0));
		this.nextId = 3_000_001 + size;
	}

	get rows(): readonly Lease[] {
		return this.leases;
	}

	get calls(): number {
		return this.pages.length + this.singles.length;
	}

	/** The base address for the credential, once it listens. */
	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v10/api/`;
	}

	async open(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	forget(): void {
		this.pages.length = 0;
		this.singles.length = 0;
	}

	/** A day in which a share of the leases is edited, some with a date long past, deleted or added. */
	liveADay(day: number, share: number): Churn {
		const changes = Math.round(this.leases.length * share);
		const [edited, backDated, deleted] = [0.3, 0.1, 0.3].map((part) => Math.round(changes * part));
		const churn = { edited, backDated, deleted } as Omit<Churn, 'added'>;
		for (let count = 0; count < churn.edited; count++) this.edit(day);
		for (let count = 0; count < churn.backDated; count++) this.edit(-3_000);
		this.delete(churn.deleted);
		const added = changes - churn.edited - churn.backDated - churn.deleted;
		this.add(added, day);
		return { ...churn, added };
	}

	delete(count: number, among = this.leases.length): Lease[] {
		const places = new Set<number>();
		while (places.size < Math.min(count, among)) places.add(Math.floor(this.random() * among));
		const gone = this.leases.filter((_, place) => places.has(place));
		this.leases = this.leases.filter((_, place) => !places.has(place));
		return gone;
	}

	add(count: number, day: number): void {
		for (let one = 0; one < count; one++) this.leases.push(this.lease(this.nextId++, day));
	}

	private edit(day: number): void {
		const place = Math.floor(this.random() * this.leases.length);
		const lease = this.leases[place];
		if (lease !== undefined) this.leases[place] = { ...this.lease(lease.Id, day), Id: lease.Id };
	}

	private lease(Id: number, day: number): Lease {
		const number = Math.floor(this.random() * 1_000_000);
		const Muokattu = new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
		return {
			Id,
			KohdeId: 1_000_000 + (number % 60_000),
			OsapuoliId: 2_000_000 + (number % 80_000),
			Alkupvm: Muokattu.slice(0, 10),
			Loppupvm: number % 3 === 0 ? null : '2027-12-31',
			Lisatiedot: `Häkkivarasto ${number}, pyöräpaikka ja "avain" \\ ${'ä'.repeat(number % 120)}`,
			Muokattu,
		};
	}

	private async respond(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
		let text = '';
		for await (const chunk of request) text += String(chunk);
		this.onCall();
		const id = Number(SINGLE.exec(request.url ?? '')?.[1]);
		if (id > 0) {
			this.singles.push(id);
			const found = this.leases.find(({ Id }) => Id === id);
			return found ? { status: 200, body: found } : { status: 404, body: { Message: 'Ei löydy' } };
		}
		const { Offset, Limit } = PAGE.parse(JSON.parse(text));
		this.pages.push(Offset);
		const Items = this.leases.slice(Offset, Offset + Math.min(Limit, 250));
		return { status: 200, body: { Offset, Limit, Total: this.leases.length, Items } };
	}
}
