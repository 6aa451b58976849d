import type { IDataObject } from 'n8n-workflow';
import type { ListedRecord } from '../catalogue';
import type { Findings, FoundList } from './findings';
import type { AccountProfile, RecordList } from './schema';
import type { Settled } from './verdicts';

const VERDICTS = ['confirmed', 'corrected', 'unknown'] as const;

const TITLES: Readonly<Record<Settled['verdict'], string>> = {
	confirmed: 'Confirmed: as assumed',
	corrected: 'Corrected: your account has another name or value',
	unknown: 'Unknown: it stays as assumed',
};

/** How days are sent without a profile (EVIDENCE.md#dates). */
const ASSUMED_DAYS = 'midnight';

const RECORDS: Readonly<Record<ListedRecord, string>> = {
	property: 'Properties (kohteet)',
	unit: 'Units (huoneistot)',
	lease: 'Leases (sopimukset)',
	party: 'Parties (osapuolet)',
};

/** The profile that the findings make. Nothing that is unknown is in it. */
function profileOf({ settled, lists, days }: Findings, checkedAt: string): AccountProfile {
	const known = settled.filter(({ verdict }) => verdict !== 'unknown');
	const names: Record<string, string> = {};
	const values: Record<string, Record<string, string | number>> = {};
	for (const { question, found, value } of known) {
		if (question.about === 'name') names[question.key] = found;
		if (question.about === 'value' && value !== undefined) {
			values[question.name] = { ...values[question.name], [question.assumed]: value };
		}
	}
	const found: Partial<Record<ListedRecord, RecordList>> = {};
	for (const { record, proposal } of lists) if (proposal) found[record] = proposal.list;
	const dates = days.form && { dates: days.form };
	return { version: 1, checkedAt, ...dates, names, values, lists: found };
}

/** A verdict as it is shown. */
interface Told extends IDataObject {
	readonly question: string;
	readonly assumed: string;
	readonly verdict: Settled['verdict'];
	readonly found: string;
	readonly evidence: string;
	readonly calls: number;
}

function toldOf({ settled, days }: Findings): Told[] {
	const { form, evidence } = days;
	const known = form === ASSUMED_DAYS ? 'confirmed' : 'corrected';
	const verdict = form === undefined ? 'unknown' : known;
	return [
		...settled.map(({ question: { key, assumed }, verdict: own, found, evidence: why, calls }) => ({
			question: key,
			assumed,
			verdict: own,
			found,
			evidence: why,
			calls,
		})),
		{ question: 'dates', assumed: ASSUMED_DAYS, verdict, found: form ?? '', evidence, calls: 0 },
	];
}

function lineOf({ question, assumed, found, evidence }: Told): string {
	const now = found === '' || found === assumed ? '' : ` → ${found}`;
	return `- ${question}: ${assumed}${now} (${evidence})`;
}

function listLine({ record, proposal, tried, reasons }: FoundList): string {
	if (proposal === undefined) {
		const why = reasons.length === 0 ? 'no operation was found' : reasons.join('; ');
		return `- ${RECORDS[record]}: no list (${why})`;
	}
	const state = tried === 'notTried' ? 'not tried, since it may not only read; ' : '';
	return `- ${RECORDS[record]}: ${proposal.list.operation} (${state}${reasons.join('; ')})`;
}

/** The findings as a page of text, for a person who does not program. */
function reportOf(
	told: readonly Told[],
	{ lists, calls, pages, failures }: Omit<Findings, 'settled' | 'days'>,
): string {
	const of = (verdict: Settled['verdict']) => told.filter((one) => one.verdict === verdict);
	const counts = VERDICTS.map((verdict) => `${of(verdict).length} ${verdict}`).join(', ');
	return [
		`Account check: ${counts}. ${calls} billed ${calls === 1 ? 'call' : 'calls'}, nothing was changed.`,
		pages.index
			? `Help site: ${pages.read} of ${pages.wanted} pages could be read.`
			: `Help site: its list of operations could not be read; ${pages.read} of ${pages.wanted} pages could.`,
		...(failures.length === 0
			? []
			: ['', 'Reads that failed:', ...failures.map((one) => `- ${one}`)]),
		'',
		'What to do next: copy the text in the field profile into the credential, field Account Profile.',
		'What is unknown stays as it was assumed. Run the check again with a property, a lease, a service request and a search word to learn more.',
		...VERDICTS.flatMap((verdict) =>
			of(verdict).length === 0 ? [] : ['', `${TITLES[verdict]}:`, ...of(verdict).map(lineOf)],
		),
		'',
		'Lists:',
		...lists.map(listLine),
	].join('\n');
}

function listItem({ record, proposal, tried, reasons, calls }: FoundList): IDataObject {
	const verdict = proposal === undefined || tried === 'notTried' ? 'unknown' : 'confirmed';
	return {
		question: `lists.${record}`,
		assumed: '',
		verdict,
		found: proposal?.list.operation ?? '',
		evidence: reasons.join('; ') || 'no operation was found',
		calls,
	};
}

/** An item a question, one a list, and at last the profile to paste with a report. */
export function itemsOf(findings: Findings, checkedAt: string): IDataObject[] {
	const told = toldOf(findings);
	return [
		...told,
		...findings.lists.map(listItem),
		{
			// In lines, so that an error can name one.
			profile: JSON.stringify(profileOf(findings, checkedAt), null, 2),
			report: reportOf(told, findings),
			calls: findings.calls,
		},
	];
}
