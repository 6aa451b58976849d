import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

/** One request as it came over the wire. */
export interface Received {
	readonly method: string;
	/** Below the base URL, decoded. */
	readonly path: string;
	readonly query: Readonly<Record<string, string>>;
	/** The parsed JSON; undefined if there was no body. */
	readonly body: unknown;
	readonly headers: IncomingHttpHeaders;
}

/** A server that accepts anything and keeps it. The response of a list has no rows. */
export class Recorder {
	received: Received[] = [];
	/** The text of each response, instead of a usual one. */
	content: string | undefined;
	private server: Server | undefined;

	async start(): Promise<void> {
		const server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const url = new URL(request.url ?? '', 'http://localhost');
				const path = decodeURIComponent(url.pathname).replace('/v10/api/', '');
				const text = Buffer.concat(chunks).toString('utf8');
				this.received.push({
					method: request.method ?? '',
					path,
					query: Object.fromEntries(url.searchParams),
					body: text === '' ? undefined : JSON.parse(text),
					headers: request.headers,
				});
				const lists =
					request.method === 'POST' ? /selaa|hae$/ : /selaa|henkilot$|suoritukset$|viestiketjut/;
				response.setHeader('Content-Type', 'application/json');
				const usual = lists.test(path) ? '[]' : '{"Id":1}';
				response.end(this.content ?? usual);
			});
		});
		this.server = server.listen(0, '127.0.0.1');
		await once(server, 'listening');
	}

	async stop(): Promise<void> {
		this.server?.closeAllConnections();
		this.server?.close();
	}

	/** What has come since the last time. */
	take(): Received[] {
		const taken = this.received;
		this.received = [];
		return taken;
	}

	/** A credential that leads here. */
	get credential(): ICredentialDataDecryptedObject {
		const { port } = this.server?.address() as AddressInfo;
		return {
			environment: 'own',
			ownAddress: `http://127.0.0.1:${port}/v10/api/`,
			apiKey: 'avain-1',
			customerName: 'Asiakas',
			softwareVersion: '1.0',
			accountName: 'Tili',
			username: 'kayttaja',
			password: 'salasana',
			headerEncoding: 'latin1',
		};
	}
}
