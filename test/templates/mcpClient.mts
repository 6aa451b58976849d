import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { installedN8n } from '../../demo/n8nRuntime.mts';

/** As much as is used here of the client in the MCP SDK that n8n ships. */
interface Client {
	connect(transport: object): Promise<void>;
	listTools(): Promise<unknown>;
	callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<unknown>;
	close(): Promise<void>;
}
interface Sdk {
	readonly Client: new (info: { name: string; version: string }) => Client;
	readonly StreamableHTTPClientTransport: new (
		url: URL,
		options: { requestInit: { headers: Record<string, string> } },
	) => object;
}

const toolList = z.object({
	tools: z.array(
		z.object({
			name: z.string(),
			description: z.string(),
			inputSchema: z.object({
				properties: z.record(z.object({ type: z.string(), description: z.string() }).passthrough()),
			}),
		}),
	),
});
const toolResult = z.object({ content: z.array(z.object({ text: z.string() })) });

function sdk(): Sdk {
	const load = createRequire(join(installedN8n().directory, 'package.json'));
	return {
		...load('@modelcontextprotocol/sdk/client/index.js'),
		...load('@modelcontextprotocol/sdk/client/streamableHttp.js'),
	} as Sdk;
}

/** A real MCP client, connected to n8n's MCP Server Trigger. */
export class McpClient {
	private readonly client: Client;

	private constructor(client: Client) {
		this.client = client;
	}

	static async connect(url: string, headers: Record<string, string>): Promise<McpClient> {
		const { Client: McpSdkClient, StreamableHTTPClientTransport } = sdk();
		const client = new McpSdkClient({ name: 'test', version: '1.0.0' });
		await client.connect(
			new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }),
		);
		return new McpClient(client);
	}

	async tools(): Promise<z.infer<typeof toolList>['tools']> {
		return toolList.parse(await this.client.listTools()).tools;
	}

	/** What a tool returns, as the text that a model gets. */
	async call(name: string, values: Record<string, unknown>): Promise<string> {
		const result = await this.client.callTool({ name, arguments: values });
		return toolResult
			.parse(result)
			.content.map(({ text }) => text)
			.join('\n');
	}

	async close(): Promise<void> {
		await this.client.close();
	}
}
