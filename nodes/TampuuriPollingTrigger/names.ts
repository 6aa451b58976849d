import type { IPollFunctions, NodeExecutionHint } from 'n8n-workflow';
import type { Account } from '../shared/call/account';
import { readOptions } from '../shared/call/options';
import { isObject } from '../shared/foreignValues';
import { findRecord } from '../shared/names/findRecord';
import { idsOfNames } from '../shared/names/named';
import type { WithIds } from './events/event';
import { digestOf, sourceOf } from './events/rows';
import { MOST_REMEMBERED } from './memory';

/**
 * Finds the records that fields name. The account's list is billed and polls are many, so the list is
 * read for a new name only: the IDs found are kept in the static data, under fingerprints.
 *
 * @returns a function that throws as `findRecord` does
 */
export function withIdsIn(context: IPollFunctions, { client, profile, account }: Account): WithIds {
	const staticData = context.getWorkflowStaticData('node');
	const { ids } = staticData;
	const known = new Map(isObject(ids) ? Object.entries(ids) : []);
	const hints: NodeExecutionHint[] = [];
	const finding = { client, profile, hints, shared: new Map<string, Promise<unknown>>() };
	return async (value, field) => {
		const found = new Map<string, number>();
		const findId = async (query: unknown) => {
			const key = digestOf([account, profile?.lists, field.kind, query]);
			const before = known.get(key) ?? found.get(key);
			if (typeof before === 'number') return before;
			const options = readOptions(sourceOf(context, {}), 0);
			const { id } = (await findRecord({ ...field, query }, finding, options)).found.listed;
			found.set(key, id);
			return id;
		};
		try {
			return (await idsOfNames(value, field, profile, findId)) ?? value;
		} finally {
			for (const { message } of hints.splice(0)) context.logger.warn(message);
			for (const [key, id] of found) known.set(key, id);
			if (found.size > 0 && context.getMode() !== 'manual') {
				staticData.ids = Object.fromEntries([...known].slice(-MOST_REMEMBERED));
			}
		}
	};
}
