import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { runNode, type NodeTypes } from '../test/engine/harness/index.mts';
import { credentialsFor, TAMPUURI } from './contestants.mts';
import { inTurns, median } from './measure.mts';
import { round, type Report } from './report.mts';

const ITEM_COUNT = 1_000;
const ROUNDS = 7;
const ANSWER = { statusCode: 200, headers: {}, body: '{"Id":1,"Nimi":"Asunto Oy"}' };

/** What an item costs in the node itself: n8n's HTTP client is replaced by a ready answer. */
export async function overhead(nodeTypes: NodeTypes): Promise<Report> {
	const restore = answerAtOnce(nodeTypes.getByNameAndVersion(TAMPUURI));
	try {
		const operations = {
			'property get': {
				resource: 'property',
				operation: 'get',
				property: { __rl: true, mode: 'id', value: '442766' },
			},
			'service request create': {
				resource: 'serviceRequest',
				operation: 'create',
				costCentre: { __rl: true, mode: 'id', value: '1' },
				title: 'Hana vuotaa',
				taskDescription: 'Keittiön hana vuotaa',
				additionalFields: { urgency: 'Kiireellinen', notifyByEmail: true },
			},
		};
		const runs = new Map(
			Object.entries(operations).map(([name, parameters]) => [
				name,
				async () => {
					const { executionTime, error } = await runNode(nodeTypes, {
						type: TAMPUURI,
						parameters,
						items: Array.from({ length: ITEM_COUNT }, (_, id) => ({ json: { id: id + 1 } })),
						credentials: credentialsFor('http://127.0.0.1:9/v10/api/'),
					});
					if (error) throw error;
					return executionTime / ITEM_COUNT;
				},
			]),
		);
		const times = [...(await inTurns(runs, ROUNDS))].map(
			([name, values]) => [name, round(median(values), 3)] as const,
		);
		return {
			benchmark: 'Overhead',
			setting: `${ITEM_COUNT} items, no HTTP, medians of ${ROUNDS} runs`,
			rows: times.map(([operation, ms]) => ({ operation, 'ms an item': ms })),
			budgets: times.map(([operation, measured]) => ({
				what: `${operation}: ms an item`,
				measured,
				limit: 0.3,
				better: 'lower',
			})),
		};
	} finally {
		restore();
	}
}

function answerAtOnce(type: INodeType): () => void {
	const { execute } = type;
	if (execute === undefined) throw new TypeError('The node executes nothing');
	type.execute = async function (this: IExecuteFunctions) {
		const helpers = { ...this.helpers, httpRequestWithAuthentication: async () => ANSWER };
		return await execute.call(Object.create(this, { helpers: { value: helpers } }));
	};
	return () => {
		type.execute = execute;
	};
}
