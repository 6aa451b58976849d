import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';
import { CallFailed, InvalidInput } from '../../shared/errors/failure';
import { throwIfStopped } from '../../shared/api/cancellation';
import { accessByName } from '../../shared/api/access';
import { rowsKeyOf } from '../../shared/api/envelope';
import { BudgetReached } from '../../shared/api/client';
import type { ApiRequest } from '../../shared/api/request';
import { idOf } from '../../shared/call/values';
import { encodedPath } from '../../shared/call/madeOperation';
import type { ItemParameters } from '../../shared/call/parameters';
import { pageOf, rowOf } from '../../shared/call/paging/page';
import type { ItemRun } from '../../shared/call/runCall';
import { contentOf } from '../../shared/call/response';
import { isObject } from '../../shared/foreignValues';
import { openHelpSite } from '../../shared/helpSite/site';
import type { Ask, ReadRequest, ReadResult } from '../../shared/profile/ask';
import { checkAccount as check } from '../../shared/profile/check';
import { LONGEST_HELP, type HelpReader } from '../../shared/profile/helpEvidence';
import { itemsOf } from '../../shared/profile/report';
import { doOnce } from '../../shared/call/once';

/** The most calls of one check, whatever the options say. */
const MOST_CALLS = 60;

function resultOf(content: unknown): ReadResult {
	const page = pageOf(content);
	const isEnvelope = isObject(content) && rowsKeyOf(Object.keys(content)) !== undefined;
	if (page !== undefined && (Array.isArray(content) || page.total !== undefined || isEnvelope)) {
		return { ...page, isRecord: false };
	}
	if (isObject(content)) return { rows: [rowOf(content)], isRecord: true };
	return { failed: 'the response is neither a record nor a list' };
}

/** In words, and without anything that Tampuuri says: that could be about a person. */
function reasonOf(error: CallFailed): string {
	const { failure } = error;
	if (failure.kind === 'unreadable') return `the response is not ${failure.wanted}`;
	if (failure.kind !== 'refused') return 'no usable response';
	if (failure.status === 403) return 'your account may not read it (403)';
	return `Tampuuri refused it (${failure.status})`;
}

/** @throws what does not come from the call, above all that the run was stopped */
function failedResult(error: unknown): ReadResult {
	if (error instanceof BudgetReached) {
		return { failed: 'not asked: the maximum of calls is reached' };
	}
	if (error instanceof InvalidInput) return { failed: 'its path is not valid' };
	if (error instanceof CallFailed) return { failed: reasonOf(error) };
	throw error;
}

/** Asks one call at a time, up to a number of calls. */
function askThrough({ client }: ItemRun, { options }: ItemParameters, most: number): Ask {
	const last = client.count.calls + most;
	const callBudget = Math.min(last, options.callBudget ?? last);
	const send = async (request: ReadRequest): Promise<ReadResult> => {
		const sent: ApiRequest = { ...request, path: encodedPath(request.path), access: 'read' };
		const response = await client.send(sent, {
			mostRetries: 1,
			callBudget,
		});
		return resultOf(contentOf(sent, response));
	};
	return async (request) => {
		if (accessByName(request) !== 'read') return { failed: 'it may not only read' };
		return await send(request).catch(failedResult);
	};
}

async function readerFor(context: IExecuteFunctions): Promise<HelpReader> {
	const site = await openHelpSite(context);
	return {
		index: async () => (await site.index()).value,
		operation: async (name) => (await site.operation(name)).value,
		model: async (name) => await site.model(name),
	};
}

function started({ values }: ItemParameters) {
	const idIn = (parameter: string, label: string) =>
		values[parameter] === undefined ? undefined : idOf({ label }, values[parameter]);
	return {
		property: idIn('property', 'Property (Kohde)'),
		lease: idIn('lease', 'Lease (Sopimus)'),
		serviceRequest: idIn('serviceRequest', 'Service Request (Ilmoitus)'),
		searchWord: values.searchWord,
	};
}

/**
 * Checks the account: what its Help pages and a few records tell about what the catalogue assumes.
 * Items of a run that begin alike share one check, since every call is billed.
 *
 * @returns an item a question, then the profile
 * @throws InvalidInput for an ID that can't be one, ExecutionStopped on Stop
 */
export async function checkAccount(
	parameters: ItemParameters,
	run: ItemRun,
): Promise<IDataObject[]> {
	const { context, shared, hints } = run;
	const start = started(parameters);
	const most = Math.min(Number(parameters.values.maximumCalls ?? MOST_CALLS), MOST_CALLS);
	const { result, earlier } = await doOnce(
		shared,
		`check ${JSON.stringify([start, most])}`,
		async () => {
			const stop = context.getExecutionCancelSignal();
			const signals = [AbortSignal.timeout(LONGEST_HELP), ...(stop ? [stop] : [])];
			const ask = askThrough(run, parameters, most);
			const findings = await check(await readerFor(context), ask, start, AbortSignal.any(signals));
			throwIfStopped(stop);
			const today = DateTime.now().setZone('Europe/Helsinki').toFormat('yyyy-MM-dd');
			return { items: itemsOf(findings, today) };
		},
	);
	if (!earlier) {
		hints.push({
			message:
				'The last item has the profile of your account. Copy it into the credential, field Account Profile.',
			type: 'info',
			location: 'outputPane',
		});
	}
	return result.items;
}
