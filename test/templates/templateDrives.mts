import { DateTime } from 'luxon';
import type { StoredWorkflow, Workflow } from '../../demo/n8nClient.mts';
import type { Simulator } from '../../simulator/start.mts';
import { LEAD } from './lead.mts';
import { CHAT, standInModel } from './standInModel.mts';
import type { TemplateBench } from './templateBench.mts';

const ORDERS = 'contractor.example.com/api/orders';
const CONTRACTOR = 'Huoltopalvelu Mäntykäpy Oy';

/** What a template is tried with. */
interface Trial {
	readonly bench: TemplateBench;
	readonly simulator: Simulator;
	/** Imports the template. */
	readonly stored: () => Promise<StoredWorkflow>;
	/** Imports and publishes it, and gives the address that Tampuuri calls. */
	readonly delivered: (action: string, id: number) => Promise<void>;
}

/** How a template is set off, and how many executions that makes. */
interface Drive {
	readonly start: (trial: Trial) => Promise<unknown>;
	readonly executions?: number;
	/** Other values where the template names examples. */
	readonly change?: (workflow: Workflow, simulator: Simulator) => Workflow;
}

const runs =
	(trigger: string, given?: Record<string, unknown>): Drive['start'] =>
	async ({ bench, stored }) =>
		await bench.run(await stored(), trigger, given);

const calls =
	(path: string, body: object): Drive['start'] =>
	async ({ bench, stored }) => {
		const workflow = await stored();
		await bench.client.publishWorkflow(workflow);
		await bench.call(workflow, path, body);
	};

/** Leases of which one ends in 30 days: the template's example IDs in it are these. */
function withLeases(workflow: Workflow, { data }: Simulator): Workflow {
	const [ending = 0, other = 0] = [0, 1].map((position) => data.leases.idAt(position));
	const end = DateTime.now().setZone('Europe/Helsinki').plus({ days: 30 }).toISODate();
	const lease = data.leases.find(ending);
	if (lease !== undefined) data.leases.replace({ ...lease, end });
	const text = JSON.stringify(workflow);
	return JSON.parse(
		text.replaceAll('3000001, 3000002, 3000003', `${ending}, ${other}`),
	) as Workflow;
}

function openRequest({ data }: Simulator): number {
	const { serviceRequests, parties } = data;
	const contractor = parties.where((at) => parties.at(at).name === CONTRACTOR).slice(0, 1)[0]?.id;
	const [found] = serviceRequests
		.browse({ states: ['avoin'], ...(contractor !== undefined && { contractorId: contractor }) })
		.slice(0, 1);
	if (found === undefined) throw new Error('The simulator has no such service request');
	return found.id;
}

function contactForm({ data: { parties } }: Simulator): FormData {
	const names = Array.from({ length: parties.total }, (_, at) => parties.at(at).name);
	const isOnly = (name: string) => names.filter((one) => one.includes(name)).length === 1;
	const person = parties.where((at) => {
		const { kind, archived, nonDisclosure, name } = parties.at(at);
		return kind === 'person' && !archived && !nonDisclosure && isOnly(name);
	});
	const form = new FormData();
	const name = person.slice(0, 1)[0]?.name ?? '';
	[name, 'vastaus@example.com', 'Avaimet', 'Milloin? ÄÖ'].forEach((value, at) =>
		form.set(`field-${at}`, value),
	);
	return form;
}

const SUBJECT = 'Lasku 1000001';

/** All templates that call Tampuuri, and how each is set off. */
export const DRIVES: Readonly<Record<string, Drive>> = {
	maintenance: { start: runs('Try It') },
	'maintenance-export': {
		start: async (trial) => {
			trial.bench.systems.respondTo('GET', `${ORDERS}/done`, []);
			return await runs('Every 15 Minutes')(trial);
		},
	},
	'maintenance-export-events': {
		start: async ({ delivered, simulator }) =>
			await delivered('IlmoitusUusi', openRequest(simulator)),
	},
	'events-handed-over': {
		start: async ({ delivered, simulator }) =>
			await delivered('IlmoitusUusi', openRequest(simulator)),
		executions: 2,
	},
	'outbox-orders': {
		start: calls('/webhook/tampuuri-orders', {
			reference: 'tilaus-dialects',
			costCentreId: 1000001,
			title: 'Hana',
			description: 'Hana, ÄÖ',
		}),
	},
	'crm-lead-to-lease': { start: calls('/webhook/tampuuri-lead', LEAD) },
	'contact-form': {
		start: async (trial) =>
			await calls('/form/tampuuri-contact', contactForm(trial.simulator))(trial),
	},
	'documents-by-rule': {
		start: async ({ bench, stored }) =>
			await bench.client.runWorkflow(
				(await stored()).id,
				'Mail Arrives',
				{ subject: SUBJECT, body: { subject: SUBJECT } },
				{
					attachment0: {
						data: Buffer.from('sisältö').toString('base64'),
						mimeType: 'application/pdf',
						fileName: 'lasku.pdf',
					},
				},
			),
	},
	'ask-about-building': {
		start: async (trial) => {
			trial.bench.systems.respondTo('POST', CHAT, standInModel);
			const message = { sessionId: 'test', action: 'sendMessage', chatInput: 'Mitä on auki?' };
			return await runs('Question', message)(trial);
		},
	},
	'nightly-export': {
		start: async (trial) => {
			const { data } = trial.simulator;
			const leases = [0, 1].map((at) => ({ leaseId: data.leases.idAt(at) }));
			trial.bench.systems.respondTo('GET', 'crm.example.com/api/leases', leases);
			return await runs('Every Night at Two')(trial);
		},
	},
	'leases-ending': { start: runs('Every Morning at Eight'), change: withLeases },
	'lease-ended-weekly': {
		// n8n polls once when the workflow is published.
		start: async ({ bench, stored }) => await bench.client.publishWorkflow(await stored()),
		change: withLeases,
	},
	'lease-ended-events': {
		start: async ({ delivered, simulator: { data } }) => {
			const [lease] = data.leases.all().slice(0, 1);
			if (lease === undefined) throw new Error('The simulator has no lease');
			data.leases.replace({ ...lease, end: '2027-01-31' });
			await delivered('SopimusPaata', lease.id);
		},
	},
};
