import type { INodeProperties } from 'n8n-workflow';
import { allOptionsProperty } from '../Tampuuri/properties/optionProperties';
import { DEFAULT_EVENT, EVENTS } from './events';
import { leasesEnding } from './events/leasesEnding';
import { COST_NOTICES } from './pollingCost';

/** Events that n8n's poll times cost nothing more. */
const ONCE_A_DAY = [leasesEnding.value];

const EVENT: INodeProperties = {
	displayName: 'Event',
	name: 'event',
	type: 'options',
	noDataExpression: true,
	options: EVENTS.map(({ value, label, action, description }) => ({
		name: label,
		value,
		action,
		description,
	})),
	default: DEFAULT_EVENT,
};

/** The line under the trigger's name: "Leases ending soon" for "On leases ending soon". */
export function subtitle(): string {
	const names = EVENTS.map(({ value, action }) => {
		const words = action.slice('On '.length);
		return [value, words.charAt(0).toUpperCase() + words.slice(1)];
	});
	return `={{ (${JSON.stringify(Object.fromEntries(names))})[$parameter["event"]] }}`;
}

/** Merges identical properties of several events into one. */
function shownByEvent(
	parameter: string,
	of: (event: (typeof EVENTS)[number]) => readonly INodeProperties[],
): INodeProperties[] {
	const events = new Map<string, { property: INodeProperties; values: string[] }>();
	for (const event of EVENTS) {
		for (const property of of(event)) {
			const content = JSON.stringify(property);
			const entry = events.get(content) ?? { property, values: [] };
			entry.values.push(event.value);
			events.set(content, entry);
		}
	}
	return [...events.values()].map(({ property, values }) => ({
		...property,
		displayOptions: { show: { [parameter]: values, ...property.displayOptions?.show } },
	}));
}

const BUDGET =
	'Maximum number of API calls per poll. A list that needs more fails and returns nothing; leases by ID are read over several polls.';

/**
 * Makes the `Options` collection: the Tampuuri node's options that also apply, and the events' own.
 */
function pollingOptions(): INodeProperties {
	const { options = [], ...collection } = allOptionsProperty('read');
	const shared = options
		.filter((option): option is INodeProperties => 'type' in option)
		.map((option) => ({
			...option,
			...(option.name === 'callBudget' ? { description: BUDGET } : {}),
		}));
	const ofEvent = ({ sharedOptions, ownOptions }: (typeof EVENTS)[number]) => [
		...shared.filter(({ name }) => sharedOptions.some((taken) => taken === name)),
		...ownOptions,
	];
	return {
		...collection,
		options: shownByEvent('/event', ofEvent).sort((one, other) =>
			one.displayName.localeCompare(other.displayName, 'en'),
		),
	};
}

const EXISTING: INodeProperties = {
	displayName: 'Emit Existing on First Run',
	name: 'emitExisting',
	type: 'boolean',
	default: false,
	description:
		'Whether to return what already exists when the workflow is first published or the fields above change',
};

/** The trigger's properties. */
export function properties(): INodeProperties[] {
	return [
		...COST_NOTICES.map(
			({ text, modes }): INodeProperties => ({
				displayName: text,
				name: 'costNotice',
				type: 'notice',
				displayOptions:
					modes === undefined
						? { show: { event: ONCE_A_DAY } }
						: { show: { 'pollTimes.item[0].mode': [...modes] }, hide: { event: ONCE_A_DAY } },
				default: '',
			}),
		),
		EVENT,
		...shownByEvent('event', ({ fields }) => fields),
		...shownByEvent('event', ({ existing }) => [existing ?? EXISTING]),
		pollingOptions(),
	];
}
