import type { Credential, Workflow } from '../../demo/n8nClient.mts';

/** A node of a workflow; one without a type is a Tampuuri node. */
export interface Step {
	readonly name: string;
	readonly type?: string;
	readonly typeVersion?: number;
	readonly parameters: object;
}

/** The manual trigger's name. */
export const GO = 'Go';

/** A workflow of steps in line behind a manual trigger. */
export function workflowInLine(steps: readonly Step[], credential: Credential): Workflow {
	const names = [GO, ...steps.map(({ name }) => name)];
	return {
		name: 'End-to-end test',
		nodes: [
			{
				id: 'go',
				name: GO,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			...steps.map(({ name, type, typeVersion = 1, parameters }, index) => ({
				id: `step-${index}`,
				name,
				type: type ?? 'n8n-nodes-tampuuri.tampuuri',
				typeVersion,
				position: [200 * (index + 1), 0] as [number, number],
				parameters,
				...(type === undefined && {
					credentials: { tampuuriApi: { id: credential.id, name: credential.name } },
				}),
			})),
		],
		connections: Object.fromEntries(
			names
				.slice(0, -1)
				.map((name, index) => [
					name,
					{ main: [[{ node: names[index + 1] ?? '', type: 'main', index: 0 }]] },
				]),
		),
		settings: {},
	};
}
