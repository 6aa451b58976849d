import { parseWorkflow, type StoredWorkflow } from '../../demo/n8nClient.mts';
import { PagedForm } from './pagedForm.mts';
import { STAFF } from './moveOutKeys.mts';
import type { TemplateBench } from './templateBench.mts';

/** A row of the CRM's list. */
export interface CrmUnit {
	readonly Tunnus: string;
	readonly Osoite: string;
}

/** The list as Excel writes it in Finland when it is saved as CSV. */
export const csv = (units: readonly CrmUnit[]): Buffer =>
	Buffer.from(
		['Tunnus;Osoite', ...units.map(({ Tunnus, Osoite }) => `${Tunnus};"${Osoite}"`)].join('\r\n'),
	);

let tables = 0;

/** Imports and publishes the template with a table of its own, whose name does not contain the template's. */
export async function publishedMap(
	bench: TemplateBench,
): Promise<{ stored: StoredWorkflow; table: string }> {
	const table = `crm_ids_${Date.now()}_${(tables += 1)}`;
	const stored = await bench.import('crm-id-map', (workflow) =>
		parseWorkflow(JSON.stringify(workflow).replaceAll('tampuuri_id_map', table)),
	);
	await bench.client.publishWorkflow(stored);
	return { stored, table };
}

/** Uploads a file as a person does. */
export async function upload(
	bench: TemplateBench,
	content: Buffer,
	name = 'kohteet.csv',
): Promise<PagedForm> {
	const form = new FormData();
	form.set('field-0', new Blob([new Uint8Array(content)]), name);
	return await PagedForm.open(bench.caller, '/form/tampuuri-id-map', form, STAFF);
}

/** The questions of a page, with what can be chosen for each. */
export function questionsOf(page: string): Array<{ label: string; choices: string[] }> {
	return page
		.split(/(?=<label[^>]*for=['"]field-\d+['"])/)
		.slice(1)
		.map((part) => ({
			label: plain(/<label[^>]*>([^<]*)</.exec(part)?.[1] ?? ''),
			choices: [...part.matchAll(/<option value='([^']+)'/g)].map(([, one = '']) => plain(one)),
		}));
}

const plain = (html: string): string =>
	html
		.replaceAll(/&#x([0-9a-f]+);/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
		.replaceAll('&quot;', '"')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&')
		.trim();
