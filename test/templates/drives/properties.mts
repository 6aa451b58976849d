import { parseWorkflow, type Workflow } from '../../../demo/n8nClient.mts';
import { approve } from '../../mail/decide.mts';
import { sendForm, STAFF } from '../moveOutKeys.mts';
import { displayed } from '../stairwellDisplay.mts';
import { NO_LISTS, type Drives } from './drive.mts';

/** So that its own schedule does not come in between. */
const onceAYear = (workflow: Workflow): Workflow =>
	parseWorkflow(
		JSON.stringify(workflow).replaceAll(/"expression":"[^"]+"/g, '"expression":"0 3 1 1 *"'),
	);

const SUBJECT = 'Lasku 1000001';

/** Begun by hand: the mailbox itself is tried elsewhere. */
const byHand = (workflow: Workflow): Workflow => ({
	...workflow,
	nodes: workflow.nodes.map((node) =>
		node.name === 'Mail Arrives'
			? { ...node, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} }
			: node,
	),
});

/** The templates that read whole lists, and those about documents, keys and events. */
export const PROPERTY_DRIVES: Drives = {
	'documents-by-rule': {
		start: async ({ bench, stored }) =>
			void (await bench.client.runWorkflow(
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
			)),
		change: byHand,
	},
	'move-out-keys': {
		start: async ({ bench, published }) => {
			await published();
			await sendForm('A 12', STAFF);
			await bench.mailAbout('Avaimet: huoneisto A 12');
		},
		notIn: { none: 'the Help site, which tells of all operations, is down' },
	},
	'move-in': {
		start: async ({ bench, delivered, simulator: { data } }) => {
			const person = { ...data.parties.personAt(0), nonDisclosure: false };
			data.parties.replace(person);
			// The delivery ends when the office has answered.
			await Promise.all([
				delivered('OsapuoliKohdeUusi', person.id, data.properties.unitIdAt(12)),
				bench.mailAbout('Lähetetäänkö').then(async (mail) => await approve(mail, true)),
			]);
			await bench.mailAbout('Tervetuloa');
		},
		executions: 2,
		notIn: {
			none: 'the Help site, which tells of all operations, is down',
			partialHelp: 'the account lists no parties',
		},
	},
	'stairwell-display': {
		start: async ({ bench, published, simulator }) => {
			await bench.run(await published(), 'Every Night at Three');
			const { properties } = simulator.data;
			const building = properties.at(properties.total - 1).parentId ?? 0;
			return (await displayed(building)).staircases;
		},
		executions: 2,
		notIn: {
			none: NO_LISTS,
			otherLists: 'the list of leases names no party and no unit by ID',
		},
	},
	'events-to-channel': {
		start: async ({ delivered }) => await delivered('RemonttiUusi', 9000001),
	},
	'mirror-lists': {
		start: async ({ bench, published, database }) => {
			await bench.run(await published(), 'Every Quarter Hour at Night');
			const kept = 'SELECT list, count(*), sum(id) FROM tampuuri_rows GROUP BY list ORDER BY list';
			return await database.query(kept);
		},
		change: onceAYear,
		notIn: { none: NO_LISTS },
	},
};
