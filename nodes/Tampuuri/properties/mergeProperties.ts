import type { INodeProperties } from 'n8n-workflow';

/** A property and the one operation that shows it. */
export interface Placed {
	readonly resource: string;
	readonly operation: string;
	readonly property: INodeProperties;
}

/**
 * Merges identical properties of several operations into one. Resources share one only if they show
 * it for the same operations, because n8n shows a property for every combination of the resources
 * and operations it lists.
 */
export function mergeProperties(placed: readonly Placed[]): INodeProperties[] {
	const byContent = new Map<string, { property: INodeProperties; shown: Map<string, string[]> }>();
	for (const { resource, operation, property } of placed) {
		const content = JSON.stringify(property);
		const entry = byContent.get(content) ?? { property, shown: new Map<string, string[]>() };
		entry.shown.set(resource, [...(entry.shown.get(resource) ?? []), operation]);
		byContent.set(content, entry);
	}
	return [...byContent.values()].flatMap(({ property, shown }) =>
		combinations(shown).map((show) => ({ ...property, displayOptions: { show } })),
	);
}

function combinations(shown: ReadonlyMap<string, string[]>): Array<Record<string, string[]>> {
	const resourcesByOperations = new Map<string, { resource: string[]; operation: string[] }>();
	for (const [resource, operation] of shown) {
		const content = operation.join(' ');
		const entry = resourcesByOperations.get(content) ?? { resource: [], operation };
		entry.resource.push(resource);
		resourcesByOperations.set(content, entry);
	}
	return [...resourcesByOperations.values()].map(({ resource, operation }) => ({
		resource,
		operation,
	}));
}
