import axios from 'axios';
import { z } from 'zod';
import type { N8nServer } from '../../demo/n8nServer.mts';

const answerShape = z.object({ data: z.object({ status: z.string() }).passthrough() });

/**
 * Retries executions as a person does under Executions, one after the other.
 *
 * @returns how each of them ended
 */
export async function retryExecutions(
	{ url, owner }: N8nServer,
	ids: readonly string[],
): Promise<string[]> {
	const http = axios.create({ baseURL: url });
	const { headers } = await http.post('/rest/login', {
		emailOrLdapLoginId: owner.email,
		password: owner.password,
	});
	const Cookie = (headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]).join('; ');
	const ends: string[] = [];
	for (const id of ids) {
		const address = `/rest/executions/${id}/retry`;
		const { data } = await http.post<unknown>(
			address,
			{ loadWorkflow: false },
			{ headers: { Cookie } },
		);
		ends.push(answerShape.parse(data).data.status);
	}
	return ends;
}
