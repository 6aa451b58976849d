import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** One operation of the node: what the editor shows and what it does with one item. */
export interface Operation {
	resource: 'certificate' | 'key' | 'order';
	value: string;
	name: string;
	action: string;
	description: string;
	properties: INodeProperties[];
	/** Whether an AI agent may call it. What spends one-time codes or hands out keys is started by a person. */
	forAgents: boolean;
	/** @throws Refusal when it can't be done, or whatever n8n throws while reading parameters */
	run(context: IExecuteFunctions, itemIndex: number): Promise<IDataObject | IDataObject[]>;
}

/** The properties, shown for that operation only. */
export function shownFor(
	resource: Operation['resource'],
	operation: string,
	properties: INodeProperties[],
): INodeProperties[] {
	return properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			show: { ...property.displayOptions?.show, resource: [resource], operation: [operation] },
		},
	}));
}
