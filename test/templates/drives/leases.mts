import { DateTime } from 'luxon';
import type { Workflow } from '../../../demo/n8nClient.mts';
import type { Simulator } from '../../../simulator/start.mts';
import { NO_LISTS, runs, type Drives } from './drive.mts';

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

/** The templates about leases. */
export const LEASE_DRIVES: Drives = {
	'nightly-export': {
		start: async (trial) => {
			const { data } = trial.simulator;
			const leases = [0, 1].map((at) => ({ leaseId: data.leases.idAt(at) }));
			trial.bench.systems.respondTo('GET', 'crm.example.com/api/leases', leases);
			await runs('Every Night at Two')(trial);
		},
		notIn: { none: NO_LISTS },
	},
	'leases-ending': {
		start: runs('Every Morning at Eight'),
		change: withLeases,
		notIn: { none: NO_LISTS },
	},
	'lease-ended-weekly': {
		// n8n polls once when the workflow is published.
		start: async ({ published }) => void (await published()),
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
