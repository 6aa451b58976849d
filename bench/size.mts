import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeTypeDescription,
} from 'n8n-workflow';
import type { NodeTypes } from '../test/engine/harness/index.mts';
import { DATABRICKS, TAMPUURI } from './contestants.mts';
import { inTurns, median } from './measure.mts';
import { round, type Report } from './report.mts';

const ROUNDS = 100;
const PARAMETER_PASS = 'parameter pass ms, worst operation';

/** What the editor loads and walks through, against n8n's newest large node of the same build. */
export async function size(nodeTypes: NodeTypes): Promise<Report> {
	const [tampuuri, databricks] = await Promise.all(
		[TAMPUURI, DATABRICKS].map(async (name) => await figuresOf(nodeTypes.description(name))),
	);
	if (!tampuuri || !databricks) throw new TypeError('A node is missing');
	return {
		benchmark: 'Description size',
		setting: `medians of ${ROUNDS} passes, operation by operation`,
		rows: [
			{ node: TAMPUURI, ...tampuuri },
			{ node: DATABRICKS, ...databricks },
		],
		budgets: [
			{
				what: 'Tampuuri: top-level properties',
				measured: tampuuri['top-level properties'],
				limit: 300,
				better: 'lower',
			},
			{ what: 'Tampuuri: JSON KB', measured: tampuuri['JSON KB'], limit: 300, better: 'lower' },
			{
				what: `Tampuuri: ${PARAMETER_PASS}`,
				measured: tampuuri[PARAMETER_PASS],
				limit: 1.5,
				better: 'lower',
			},
			{
				what: `Tampuuri: ${PARAMETER_PASS}, times Databricks'`,
				measured: round(tampuuri[PARAMETER_PASS] / databricks[PARAMETER_PASS]),
				limit: 4,
				better: 'lower',
			},
		],
	};
}

async function figuresOf(description: INodeTypeDescription) {
	const operations = operationsOf(description);
	const passes = new Map(
		operations.map((parameters) => [parameters, async () => passTime(description, parameters)]),
	);
	const times = [...(await inTurns(passes, ROUNDS)).values()].map(median);
	return {
		operations: operations.length,
		'top-level properties': description.properties.length,
		'JSON KB': round(JSON.stringify(description).length / 1024, 1),
		'parameter pass ms, median operation': round(median(times), 3),
		[PARAMETER_PASS]: round(Math.max(...times), 3),
	};
}

function operationsOf({ properties }: INodeTypeDescription): INodeParameters[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) =>
			(displayOptions?.show?.resource ?? []).flatMap((resource) =>
				options.map((option) => ({
					resource: String(resource),
					operation: 'value' in option ? String(option.value) : '',
				})),
			),
		);
}

/** The pass that n8n makes on load, on save and when a node is opened. */
function passTime(description: INodeTypeDescription, parameters: INodeParameters): number {
	const node: INode = {
		id: 'node',
		name: 'Node',
		type: description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const start = performance.now();
	NodeHelpers.getNodeParameters(description.properties, parameters, true, false, node, description);
	return performance.now() - start;
}
