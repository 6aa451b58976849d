import { firstRetrieval, renewal } from './certificates.mts';
import type { Language, Say } from './steps.mts';
import { transferCodes, watchAll } from './watching.mts';

const TEMPLATES = {
	'first-retrieval.json': firstRetrieval,
	'renewal.json': renewal,
	'transfer-code-reminders.json': transferCodes,
	'watch-all-certificates.json': watchAll,
};

const LANGUAGES: Record<Language, Say> = {
	en: (english) => english,
	fi: (_english, finnish) => finnish,
};

/** Path under templates/ → content: English at the top, the Finnish twins in fi/. */
export function templateFiles(): Record<string, string> {
	return Object.fromEntries(
		Object.entries(TEMPLATES).flatMap(([file, make]) => [
			[file, written(make(LANGUAGES.en))],
			[`fi/${file}`, written(make(LANGUAGES.fi))],
		]),
	);
}

function written(workflow: Record<string, unknown>): string {
	return `${JSON.stringify(workflow, null, '\t')}\n`;
}
