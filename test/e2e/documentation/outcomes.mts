import { expect } from '@jest/globals';
import axios from 'axios';
import type { N8nClient, StoredWorkflow, Workflow } from '../../../demo/n8nClient.mts';
import { itemsOf, type Execution } from '../../../demo/n8nExecution.mts';
import { DEFAULT_ACCOUNTS } from '../../../simulator/api/accounts.mts';
import { waitUntil } from '../../../demo/waitUntil.mts';
import { listenerAddress } from '../../stress/triggerWorkflow.mts';
import { surroundingsNow } from '../surroundings.mts';
import type { TampuuriRecord } from './tampuuriRecord.mts';

interface Run {
	readonly execution: Execution;
	readonly record: TampuuriRecord;
}

/** What a page says of its workflow. */
export interface Outcome {
	/** What the page has the reader do before the first run. */
	prepare?(workflow: Workflow, client: N8nClient, record: TampuuriRecord): Promise<Workflow>;
	/** How it comes to run, when not by "Execute workflow" from its step `Start`. */
	run?(stored: StoredWorkflow, client: N8nClient): Promise<Execution>;
	check(run: Run): Promise<void>;
}

/** What the editor gives a pasted trigger. */
export const WEBHOOK_ID = 'documentation';

/** A service request that is open in the simulator when it starts. */
const OPEN_REQUEST = 4000002;

/** The second account's credential in its step. */
async function withSecondAccount(workflow: Workflow, client: N8nClient): Promise<Workflow> {
	const values = DEFAULT_ACCOUNTS[1]?.values;
	if (values === undefined) throw new Error('The simulator has one account');
	const { credential } = surroundingsNow();
	const data = {
		...credential.data,
		accountName: values.account,
		username: values.user,
		password: values.password,
	};
	const { id, name } = await client.createCredential('Testipiha', { ...credential, data });
	const nodes = workflow.nodes.map((node) =>
		node.name === 'Testipiha' ? { ...node, credentials: { tampuuriApi: { id, name } } } : node,
	);
	return { ...workflow, nodes };
}

/** Publishes a workflow and calls its listener as Tampuuri does. */
async function callListener(stored: StoredWorkflow, client: N8nClient): Promise<Execution> {
	await client.publishWorkflow(stored);
	const { n8nUrl } = surroundingsNow();
	await axios.post(listenerAddress(n8nUrl, WEBHOOK_ID), {
		Notifications: [{ Action: 'IlmoitusUusi', ReferenceId: OPEN_REQUEST }],
	});
	const started = async () => (await client.executions(stored.id))[0];
	const { id } = await waitUntil('The execution', started, { limitMs: 30_000 });
	const finished = await client.finishedExecution(id);
	await client.unpublishWorkflow(stored.id);
	return finished;
}

/** What becomes of each page's workflow, by the page. */
export const OUTCOMES: Readonly<Record<string, Outcome>> = {
	'docs/ACCOUNTS.md': {
		prepare: withSecondAccount,
		check: async ({ execution, record }) => {
			expect(itemsOf(execution, 'Testipiha')).toHaveLength(1);
			expect((await record.requests()).at(-1)).toMatchObject({
				operation: 'GET kohteet/{kohde-id}',
				account: 'testipiha',
			});
			expect(await record.calls()).toBe(1);
		},
	},
	'docs/CRM.md': {
		check: async ({ execution, record }) => {
			expect(itemsOf(execution, 'Person')[0]?.json).toMatchObject({ created: true });
			expect(await record.calls()).toBe(4);
			expect((await record.writes()).map(({ operation }) => operation)).toEqual([
				'POST osapuolet/henkilot',
				'POST sopimukset',
				'POST sopimukset/{sopimus_id}/maksulajit/lisaa',
			]);
			const [, lease] = await record.writes();
			expect(lease?.body).toMatchObject({ KohdeId: 1000054, Alkupvm: '2027-01-01T00:00:00' });
		},
	},
	'docs/DOCUMENTS.md': {
		check: async ({ execution, record }) => {
			const id = itemsOf(execution, 'Add')[0]?.json.Id;
			const logged = itemsOf(execution, 'Changes').find(({ json }) => json.LiiteId === id);
			expect(logged?.json).toMatchObject({ Tiedostonimi: 'pöytäkirja.txt' });
			expect(await record.calls()).toBeGreaterThanOrEqual(2);
		},
	},
	'docs/FIRST-WORKFLOW.md': {
		check: async ({ execution, record }) => {
			expect(itemsOf(execution, 'Receive')[0]?.json).toEqual({
				success: true,
				Id: expect.any(Number),
			});
			expect(await record.states()).toEqual(['vastaanotettu']);
			expect((await record.requests()).map(({ operation }) => operation)).toEqual([
				'POST ilmoitukset/selaa',
				'POST ilmoitukset/{ilmoitus_id}/vastaanota',
			]);
		},
	},
	'docs/FROM-POSTMAN.md': {
		check: async ({ execution, record }) => {
			const rows = itemsOf(execution, 'All Requests');
			expect(rows.length).toBeGreaterThan(250);
			expect(await record.calls()).toBe(Math.ceil(rows.length / 250));
		},
	},
	'docs/MAINTENANCE.md': {
		check: async ({ record }) => {
			expect(await record.states()).toEqual(['avoin', 'vastaanotettu', 'tehty']);
			expect(await record.calls()).toBe(3);
			expect((await record.writes()).at(-1)?.body).toEqual({ Kommentti: 'Gasket changed.' });
		},
	},
	'docs/PERSONAL-DATA.md': {
		prepare: async (workflow, _client, record) => {
			await record.answerNextWith([
				{ Id: 1, Nimi: 'Aino 010180-923A', Turvakielto: false },
				{ Id: 2, Nimi: 'Eero 020281-9451', Turvakielto: true },
				{ Id: 3, Nimi: 'Säde' },
			]);
			return workflow;
		},
		check: async ({ execution, record }) => {
			expect(itemsOf(execution, 'Persons')).toHaveLength(3);
			expect(itemsOf(execution, 'Without Non-Disclosure').map(({ json }) => json)).toEqual([
				{ Id: 1, Nimi: 'Aino ******-****', Turvakielto: false },
			]);
			expect(execution.stored).not.toMatch(/\d{6}[-A]9\d{2}[0-9A-Y]/);
			expect(await record.calls()).toBe(1);
		},
	},
	'docs/POLLING.md': {
		run: async ({ id }, client) => await client.runWorkflow(id, 'New Requests'),
		check: async ({ execution, record }) => {
			const requests = itemsOf(execution, 'New Requests').map(({ json }) => json);
			expect(requests).toHaveLength(3);
			expect(itemsOf(execution, 'Text').map(({ json }) => json.text)).toEqual(
				requests.map(
					({ Id, TyötehtävänOtsikko }) => `${String(Id)}: ${String(TyötehtävänOtsikko)}`,
				),
			);
			expect(await record.calls()).toBe(1);
		},
	},
	'docs/WEBHOOKS.md': {
		run: callListener,
		check: async ({ execution, record }) => {
			expect(itemsOf(execution, 'Receive')[0]?.json).toEqual({
				success: true,
				Id: expect.any(Number),
			});
			expect(await record.states()).toEqual(['vastaanotettu']);
			expect(await record.calls()).toBe(1);
		},
	},
};
