import type { IDataObject, INodeParameters, WorkflowActivateMode } from 'n8n-workflow';
import { moveServiceRequest } from '../../../simulator/api/stateChanges.mts';
import { emptyServiceRequest } from '../../../simulator/data/serviceRequestRecord.mts';
import type { ServiceRequestState } from '../../../simulator/data/serviceRequestStates.mts';
import type { SimulatorOptions } from '../../../simulator/start.mts';
import { Polling } from '../harness/index.mts';
import { setUp, WITHOUT_RETRIES, type SetUp } from '../tampuuri/setUp.mts';

const POLLING_TRIGGER = 'n8n-nodes-tampuuri.tampuuriPollingTrigger';

export interface PollingSetUp extends SetUp {
	/** Publishes a workflow with the trigger; `saved` carries on from an earlier n8n. */
	publish(
		parameters: INodeParameters,
		saved?: string,
		activation?: WorkflowActivateMode,
		pollBudget?: number,
		credential?: Record<string, string>,
	): Polling;
	/** Publishes it and makes its first poll. */
	published(parameters: INodeParameters): Promise<Polling>;
	/** Adds an open service request, and gives its id. */
	create(state?: ServiceRequestState): number;
	move(id: number, state: ServiceRequestState): void;
	/** Adds an entry to the file log, and gives its id. */
	log(time: number): number;
}

/** A simulator, and the polling trigger of the built package in n8n's engine. */
export function setUpPolling(options: SimulatorOptions = {}): PollingSetUp {
	const base = setUp(options);
	const publish: PollingSetUp['publish'] = (
		parameters,
		saved,
		activation,
		pollBudget,
		credential,
	) =>
		new Polling(base.nodeTypes, {
			type: POLLING_TRIGGER,
			parameters,
			// Without retries a fault fails a poll at once.
			credentials: base.credentials({ ...WITHOUT_RETRIES, ...credential }),
			saved,
			activation,
			pollBudget,
		});
	return {
		get simulator() {
			return base.simulator;
		},
		get nodeTypes() {
			return base.nodeTypes;
		},
		credentials: base.credentials,
		run: base.run,
		publish,
		published: async (parameters) => {
			const polling = publish(parameters);
			await polling.poll();
			return polling;
		},
		create: (state = 'avoin') =>
			base.simulator.data.serviceRequests.add((id) => ({
				id,
				state,
				record: emptyServiceRequest(id, state),
				given: {},
			})).id,
		move: (id, state) =>
			moveServiceRequest(base.simulator.data, id, state, { by: 'test', now: 0, body: {} }),
		log: (time) =>
			base.simulator.data.files.log.add((id) => ({
				id,
				time,
				eventType: 'Lisätty',
				fileId: 1,
				entityId: 1,
				attachmentKind: 'Kohde',
				fileName: `Pöytäkirja ${id}.pdf`,
			})).id,
	};
}

export function idsOf(items: readonly IDataObject[]): unknown[] {
	return items.map(({ Id }) => Id);
}
