import type { Simulator } from '../../../simulator/start.mts';
import { decide } from '../../mail/decide.mts';
import { calls, formOf, NO_LISTS, runs, type Drives } from './drive.mts';

const ORDERS = 'contractor.example.com/api/orders';
const CONTRACTOR = 'Huoltopalvelu Mäntykäpy Oy';

function openRequest({ data }: Simulator): number {
	const { serviceRequests, parties } = data;
	const contractor = parties.where((at) => parties.at(at).name === CONTRACTOR).slice(0, 1)[0]?.id;
	const [found] = serviceRequests
		.browse({ states: ['avoin'], ...(contractor !== undefined && { contractorId: contractor }) })
		.slice(0, 1);
	if (found === undefined) throw new Error('The simulator has no such service request');
	return found.id;
}

/** One that is done, reported by a resident who may be asked about it. */
function doneRequest({ data: { serviceRequests } }: Simulator): number {
	const done = serviceRequests.browse({ states: ['tehty'] });
	const found = done
		.slice(0, done.total)
		.find(({ record }) => !record.IlmoittajanTurvakielto && record.IlmoittajanSähköposti !== '');
	if (found === undefined) throw new Error('The simulator has no such service request');
	return found.id;
}

/** The name of a person that no other has. */
function onlyName({ data: { parties } }: Simulator): string {
	const names = Array.from({ length: parties.total }, (_, at) => parties.at(at).name);
	const isOnly = (name: string) => names.filter((one) => one.includes(name)).length === 1;
	const persons = parties.where((at) => {
		const { kind, archived, nonDisclosure, name } = parties.at(at);
		return kind === 'person' && !archived && !nonDisclosure && isOnly(name);
	});
	return persons.slice(0, 1)[0]?.name ?? '';
}

/** The templates about service requests and residents. */
export const SERVICE_REQUEST_DRIVES: Drives = {
	maintenance: { start: runs('Try It') },
	'maintenance-export': {
		start: async (trial) => {
			trial.bench.systems.respondTo('GET', `${ORDERS}/reports`, []);
			await runs('Every 15 Minutes')(trial);
		},
		notIn: { none: NO_LISTS },
	},
	'maintenance-export-events': {
		start: async ({ delivered, simulator }) =>
			await delivered('IlmoitusUusi', openRequest(simulator)),
		notIn: { none: NO_LISTS },
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
	'contact-form': {
		start: async (trial) => {
			const values = [onlyName(trial.simulator), 'vastaus@example.com', 'Avaimet', 'Milloin? ÄÖ'];
			await calls('/form/tampuuri-contact', formOf(values))(trial);
		},
	},
	'apartment-application': {
		start: async (trial) => {
			const [first = '', ...last] = onlyName(trial.simulator).split(' ');
			const values = [first, last.join(' '), 'hakija@example.com', '', '2027-02-01', 'Kaksio, ÄÖ'];
			await calls('/form/tampuuri-application', formOf(values))(trial);
		},
	},
	'overdue-requests': { start: runs('Every Monday at Seven') },
	'survey-after-done': {
		start: async ({ bench, delivered, simulator }) => {
			const rate = async () => {
				const mail = await bench.mailAbout('Miten työ sujui');
				await decide(mail, formOf(['["2"]', 'Jäljet siivoamatta.']));
			};
			// The delivery ends when the resident has rated the work.
			await Promise.all([rate(), delivered('IlmoitusTilamuutos', doneRequest(simulator))]);
		},
		executions: 2,
	},
	'accounts-report': {
		start: async ({ bench, published }) =>
			void (await bench.run(await published(), 'Every Monday at Eight')),
		executions: 3,
	},
};
