import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { PollingSetUp } from '../../polling/setUp.mts';
import { byId, thrown, type Provocations, type Provoke } from './provoke.mts';

const ANY_LIST = { event: 'anyList', path: 'ilmoitukset/selaa', method: 'POST', body: '{}' };

/** What the polling trigger says. */
export function pollingProvocations(tampuuri: PollingSetUp): Provocations {
	const polled =
		(parameters: INodeParameters, body?: IDataObject[]): Provoke =>
		async () => {
			if (body) tampuuri.simulator.faults.set({ action: { kind: 'status', status: 200, body } });
			return await thrown(tampuuri.publish(parameters).poll());
		};

	return {
		'One poll needs more than the … calls of its Call Budget': polled({
			...ANY_LIST,
			options: { callBudget: 1 },
		}),
		'Nothing in Tampuuri to show as a sample': async () =>
			await thrown(
				tampuuri
					.publish({ event: 'newServiceRequests', filters: { property: byId(999_999) } })
					.test(),
			),
		'There is no event "…"': polled({ event: 'nothing' }),
		'Lease IDs (Sopimukset) is empty': polled({ event: 'leasesEnding', leaseIds: '' }),
		'Days is not a whole number from 0 up': polled({
			event: 'leasesEnding',
			leaseIds: '3000001',
			days: 0.5,
		}),
		'… … is not known to read only': polled({ ...ANY_LIST, path: 'ilmoitukset/1/vastaanota' }),
		'A row has no field "…" to know it by': polled({ ...ANY_LIST, idField: 'Tunniste' }),
		'None of the rows has a field "…"': polled({
			event: 'leasesEnding',
			leaseIds: '3000001',
			endDateField: 'Paattymispaiva',
		}),
		'The list holds … rows, more than the … that can be compared': polled(
			ANY_LIST,
			Array.from({ length: 20_001 }, (_, index) => ({ Id: index + 1 })),
		),
	};
}
